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

const longestMessage = 300

/** The usual shapes of keys, also masked in part as providers echo them: "sk-ab***yz", "Bearer abc". */
const keyShapes =
  /\b(?:sk|pk|gsk|xai|hf|api|key|token)[-_][\w*.…-]{6,}|\bbearer\s+\S+|([?&](?:api[-_]?)?(?:key|token)=)[^&\s]+|(\/\/)[^/\s:@]+:[^/\s@]+@/gi

/** A provider's words without the given secrets and without anything shaped like a key, cut to 300 characters. */
export function scrub(message: string, secrets: readonly (string | undefined)[]): string {
  let clean = message
  for (const secret of secrets) if (secret) clean = clean.replaceAll(secret, '[secret]')
  clean = clean.replace(
    keyShapes,
    (_whole, parameter?: string, userInfo?: string) => `${parameter ?? userInfo ?? ''}[secret]${userInfo ? '@' : ''}`,
  )
  clean = clean.replace(/\s+/g, ' ').trim()
  return clean.length > longestMessage ? `${clean.slice(0, longestMessage)}…` : clean
}
