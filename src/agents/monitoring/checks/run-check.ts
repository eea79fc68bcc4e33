/** What is known of a service at one moment. `degraded`: it answers, and something about it is wrong. */
export interface ServiceState {
  readonly status: 'up' | 'down' | 'degraded' | 'not_configured'
  readonly responseMs: number | null
  readonly detail: string
  /** Numbers worth keeping, by metric. */
  readonly figures: Readonly<Record<string, number>>
}

export interface CheckResult {
  /** `up` when left out. */
  readonly status?: 'up' | 'degraded' | 'down'
  readonly detail?: string
  readonly figures?: Readonly<Record<string, number>>
  /** Where it took longer to look than to answer, the time to the answer. */
  readonly responseMs?: number
}

/** Looks at one service. Throws what is wrong when it is down. */
export type Check = (signal: AbortSignal) => Promise<CheckResult | void>

export const defaultTimeoutMs = 5_000

/** Runs a check within its time limit, also one that does not listen to its signal. Throws only when `signal` is aborted. */
export async function runCheck(check: Check, signal: AbortSignal, timeoutMs = defaultTimeoutMs): Promise<ServiceState> {
  const started = performance.now()
  const over = new AbortController()
  const { promise: expired, reject } = Promise.withResolvers<never>()
  const stop = (reason: Error): void => {
    reject(reason)
    over.abort(reason)
  }
  const timer = setTimeout(() => stop(new Error(`no answer within ${timeoutMs / 1000} s`)), timeoutMs)
  const cancel = (): void => stop(signal.reason as Error)
  signal.addEventListener('abort', cancel, { once: true })
  try {
    signal.throwIfAborted()
    const {
      status = 'up',
      detail = '',
      figures = {},
      responseMs,
    } = (await Promise.race([check(over.signal), expired])) ?? {}
    return { status, responseMs: responseMs ?? performance.now() - started, detail: withoutSecrets(detail), figures }
  } catch (error) {
    signal.throwIfAborted()
    const detail = withoutSecrets(reasonOf(error))
    return { status: 'down', responseMs: performance.now() - started, detail, figures: {} }
  } finally {
    clearTimeout(timer)
    over.abort() // whatever it still has open
    signal.removeEventListener('abort', cancel)
    expired.catch(() => {}) // nobody waits for it any more
  }
}

/** A connection tried at several addresses fails with several errors and no message of its own. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ')
  if (!(error instanceof Error)) return String(error)
  return error.message || (error as NodeJS.ErrnoException).code || error.name
}

/** Clients put the address they were given into their errors, and an address can hold a password. */
function withoutSecrets(text: string): string {
  return text.replace(/\/\/[^/\s@]*@/g, '//')
}
