import { AppError } from '../errors.ts'
import type { ExperimentResult } from './judge.ts'

/** Throws `conflict` for an arm that nothing shows to be better, unless that is wanted, with a reason; `invalid_input` without one. */
export function requireShippable(
  { arms, sampleRatio, verdict }: ExperimentResult,
  name: string,
  { force, note }: { force: boolean; note: string | undefined },
): void {
  if (force) {
    if (note === undefined)
      throw new AppError('invalid_input', 'Shipping against the figures needs a reason: give a `note`.', {
        details: [{ path: 'note', message: 'is needed with `force`' }],
      })
    return
  }
  const refuse = (why: string) => {
    throw new AppError(
      'conflict',
      `${why} To ship "${name}" all the same, send \`force\` with a \`note\` that says why.`,
    )
  }
  const [control] = arms
  const arm = arms.find((one) => one.name === name)!
  if (sampleRatio.mismatch) refuse(verdict.message)
  if (arm.stoppedFor !== null) refuse(`"${name}" was stopped: its answers were worse (${arm.stoppedFor}).`)
  if (arm === control) {
    if (verdict.winner !== name) refuse(`Nothing shows that the control is better. ${verdict.message}`)
  } else if (!arm.difference || arm.difference.low <= 0)
    refuse(`Nothing shows that "${name}" is better. ${verdict.message}`)
}
