export type BreakerState = 'closed' | 'open' | 'half-open'

export interface BreakerOptions {
  /** Failures in a row that open it. */
  readonly failures: number
  /** How long it stays open, unless the provider asks for more. */
  readonly openMs: number
  /** Milliseconds from any fixed start; never goes back. */
  readonly now: () => number
  readonly changed?: (state: BreakerState) => void
}

/** A provider that asks for more than this is tried again anyway. */
const longestWaitMs = 5 * 60_000

/** One call through a breaker. Exactly one of the three ends it; later ones do nothing. */
export interface Trial {
  succeeded(): void
  failed(retryAfterMs?: number): void
  /** The caller lost interest; says nothing about the provider. */
  abandoned(): void
}

export interface CircuitBreaker {
  readonly state: BreakerState
  /** Undefined while calls are blocked. Half open, one trial at a time passes. */
  enter(): Trial | undefined
}

/**
 * A circuit breaker (M. Nygard, Release It!, 2007). cockatiel's wraps one promise; a stream outlives the promise that
 * opened it and can still be cut, which has to count.
 */
export function createBreaker({ failures, openMs, now, changed }: BreakerOptions): CircuitBreaker {
  let inRow = 0
  let openUntil: number | undefined
  let trialRunning = false
  const state = (): BreakerState => (openUntil === undefined ? 'closed' : now() < openUntil ? 'open' : 'half-open')

  return {
    get state() {
      return state()
    },
    enter() {
      const entered = state()
      if (entered === 'open' || (entered === 'half-open' && trialRunning)) return undefined
      if (entered === 'half-open') {
        trialRunning = true
        changed?.('half-open')
      }
      let ended = false
      const end = (effect?: () => void) => {
        if (ended) return
        ended = true
        if (entered === 'half-open') trialRunning = false
        effect?.()
      }
      return {
        succeeded: () =>
          end(() => {
            inRow = 0
            // A call from before the opening may end well afterwards; only a trial closes the breaker.
            if (entered !== 'half-open') return
            openUntil = undefined
            changed?.('closed')
          }),
        failed: (retryAfterMs) =>
          end(() => {
            inRow++
            if (inRow < failures && entered === 'closed' && retryAfterMs === undefined) return
            const until = now() + Math.min(Math.max(retryAfterMs ?? 0, openMs), longestWaitMs)
            const wasOpen = state() === 'open'
            openUntil = Math.max(openUntil ?? 0, until)
            if (!wasOpen) changed?.('open')
          }),
        abandoned: () => end(),
      }
    },
  }
}
