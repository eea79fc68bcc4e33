import { setTimeout as delay } from 'node:timers/promises'
import { ConfigurationError } from './errors.ts'

interface Outages {
  /** Aborts when nobody waits for it any more. */
  readonly signal: AbortSignal
  /** Told of each try that failed and will be made again. */
  readonly failed: (error: unknown) => void
  readonly pauseMs?: number
  readonly longestMs?: number
}

/**
 * Does what a start still has to do when the server is ready already, and again when it fails: the database may go away at any
 * moment, and come back. Throws what is wrong in a file or a variable at once, and anything else after two minutes.
 */
export async function despiteOutages<Result>(
  work: () => Promise<Result>,
  { signal, failed, pauseMs = 1_000, longestMs = 120_000 }: Outages,
): Promise<Result> {
  const until = Date.now() + longestMs
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (error instanceof ConfigurationError || signal.aborted || Date.now() > until) throw error
      failed(error)
      await delay(pauseMs, undefined, { signal })
    }
  }
}
