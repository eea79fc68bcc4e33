/** Every code the product can answer with. Surfaces map each one; docs/reference/errors.md lists each one. */
export const errorCodes = [
  'invalid_input',
  'invalid_json',
  'unsupported_media_type',
  'payload_too_large',
  'unauthenticated',
  'forbidden',
  'not_found',
  'conflict',
  'rate_limited',
  'storage_unavailable',
  'storage_full',
  'model_unavailable',
  'timeout',
  'internal',
] as const

export type ErrorCode = (typeof errorCodes)[number]

/** The one error domains throw. `message` is shown to the caller: say what happened and what to do. */
export class AppError extends Error {
  readonly code: ErrorCode
  /** Field-level reasons, for `invalid_input`. */
  readonly details: readonly { path: string; message: string }[] | undefined
  /** When it may be tried again, for `rate_limited`. */
  readonly retryAfterSeconds: number | undefined

  constructor(
    code: ErrorCode,
    message: string,
    options?: ErrorOptions & { details?: readonly { path: string; message: string }[]; retryAfterSeconds?: number },
  ) {
    super(message, options)
    this.name = 'AppError'
    this.code = code
    this.details = options?.details
    this.retryAfterSeconds = options?.retryAfterSeconds
  }
}

/** Something that the operator wrote or set is wrong: its message names it, and says more than a stack would. */
export class ConfigurationError extends Error {}
