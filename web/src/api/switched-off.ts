import { RequestError } from './request-error.ts'

/** The setting that takes a whole feature away, when that is why something is not there. */
export function switchedOffBy(error: unknown): string | undefined {
  if (!(error instanceof RequestError) || error.status !== 404) return undefined
  return /\bswitched off here\b.*\b(ENABLE_[A-Z_]+)/.exec(error.message)?.[1]
}
