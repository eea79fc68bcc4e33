import type { Database } from '#storage'
import { isFinal, type Run, type RunEvent } from './run.ts'
import { findRun } from './run-store.ts'
import { listEvents } from './step-store.ts'

/** How often the database is asked, for what other processes do. What this one does is told at once. */
const pollMs = 500

/** Tells those who wait in this process that something happened to a run. */
export interface RunSignals {
  changed(runId: string): void
  /** Resolves when the run changed here, after `pollMs`, or when the signal is aborted. */
  next(runId: string, signal: AbortSignal): Promise<void>
}

export function createRunSignals(): RunSignals {
  const waiting = new Map<string, Set<() => void>>()
  return {
    changed(runId) {
      for (const wake of waiting.get(runId) ?? []) wake()
    },
    next(runId, signal) {
      return new Promise((resolve) => {
        const done = () => {
          clearTimeout(timer)
          signal.removeEventListener('abort', done)
          const others = waiting.get(runId)
          others?.delete(done)
          if (others?.size === 0) waiting.delete(runId)
          resolve()
        }
        const timer = setTimeout(done, pollMs)
        signal.addEventListener('abort', done, { once: true })
        waiting.set(runId, (waiting.get(runId) ?? new Set()).add(done))
        if (signal.aborted) done()
      })
    },
  }
}

/**
 * The run as it is when it has ended, when `isEnough` says so, or when `signal` is aborted, whichever comes first.
 */
export async function untilEnded(
  { database, signals }: { database: Database; signals: RunSignals },
  id: string,
  signal: AbortSignal,
  isEnough: (run: Run) => Promise<boolean> = async () => false,
): Promise<Run | undefined> {
  for (;;) {
    const next = signals.next(id, signal)
    const run = await findRun(database, id)
    if (!run || isFinal(run.state) || signal.aborted || (await isEnough(run))) return run
    await next
  }
}

/** Everything that happened to a run after the given event, then what happens, until it has ended. */
export async function* followEvents(
  { database, signals }: { database: Database; signals: RunSignals },
  id: string,
  after: number,
  signal: AbortSignal,
): AsyncGenerator<RunEvent> {
  let last = after
  for (;;) {
    const next = signals.next(id, signal)
    // Read before its events: they are written with the end, so an ended run has them all.
    const run = await findRun(database, id)
    for (const event of await listEvents(database, id, last)) {
      yield event
      last = event.id
    }
    if (!run || isFinal(run.state) || signal.aborted) return
    await next
  }
}
