import { setTimeout as delay } from 'node:timers/promises'

/** Work that follows changes of the knowledge, such as embedding what is new. Runs whenever it is woken, until disposed of. */
export interface BackgroundTask extends AsyncDisposable {
  /** Call when passages may have come or gone. Returns at once. */
  wake(): void
}

/** Changes come in crowds: a folder of files wakes the task once. */
const gatherMs = 300
/** After a failure it tries again by itself: a model may have been restarted, and nobody else will wake it. */
const retryMs = 60_000
const stopMs = 2_000

export function createBackgroundTask(
  run: (signal: AbortSignal) => Promise<unknown>,
  failed: (error: unknown) => void,
): BackgroundTask {
  const stopping = new AbortController()
  const { signal } = stopping
  let awake = false
  let running: Promise<void> | undefined
  let retry: NodeJS.Timeout | undefined

  async function work(): Promise<void> {
    while (awake && !signal.aborted) {
      try {
        await delay(gatherMs, undefined, { signal })
        awake = false
        await run(signal)
      } catch (error) {
        if (signal.aborted) return
        failed(error)
        retry = setTimeout(wake, retryMs)
        retry.unref()
      }
    }
  }

  function wake(): void {
    clearTimeout(retry)
    awake = true
    running ??= work().finally(() => {
      running = undefined
    })
  }

  return {
    wake,
    async [Symbol.asyncDispose]() {
      stopping.abort(new Error('Pollux is stopping'))
      clearTimeout(retry)
      // Work that hangs on a database or model that has gone must not hold up the end of the process.
      await Promise.race([running, delay(stopMs, undefined, { ref: false })])
    },
  }
}
