import { AppError } from '../errors.ts'

/** Throws `not_found` for what ENABLE_INTERVIEW_SIMULATION=false has taken away. */
export function switchedOn<Part>(part: Part | undefined): Part {
  if (part !== undefined) return part
  throw new AppError(
    'not_found',
    'Interviews are switched off here: ENABLE_INTERVIEW_SIMULATION is false. Set it to true and start again.',
  )
}
