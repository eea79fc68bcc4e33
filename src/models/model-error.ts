/** Why one model gave no (whole) answer. */
export type ModelFailure =
  'timeout' | 'rate_limited' | 'rejected' | 'unreachable' | 'interrupted' | 'malformed' | 'empty'

/** One model failed; its chain decides what follows. The message is safe to log: it holds no key and no prompt. */
export class ModelError extends Error {
  readonly failure: ModelFailure
  /** HTTP status, where there was one. */
  readonly status: number | undefined
  /** What the provider asked us to wait. */
  readonly retryAfterMs: number | undefined

  constructor(
    failure: ModelFailure,
    message: string,
    details: { status?: number | undefined; retryAfterMs?: number | undefined } = {},
  ) {
    super(message)
    this.name = 'ModelError'
    this.failure = failure
    this.status = details.status
    this.retryAfterMs = details.retryAfterMs
  }
}
