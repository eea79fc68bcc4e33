/** Embeds what is new, whenever it is woken, until it is disposed of. */
export interface BackgroundEmbedder extends AsyncDisposable {
  /** Call when passages may have come or gone. Returns at once. */
  wake(): void
}

/** After a failure it tries again by itself: the model may have been restarted, and nobody else will wake it. */
const retryMs = 60_000

export function createBackgroundEmbedder(
  embedPassages: (signal: AbortSignal) => Promise<unknown>,
  failed: (error: unknown) => void,
): BackgroundEmbedder {
  const stopping = new AbortController()
  let awake = false
  let running: Promise<void> | undefined
  let retry: NodeJS.Timeout | undefined

  async function run(): Promise<void> {
    while (awake && !stopping.signal.aborted) {
      awake = false
      try {
        await embedPassages(stopping.signal)
      } catch (error) {
        if (stopping.signal.aborted) return
        failed(error)
        retry = setTimeout(wake, retryMs)
        retry.unref()
      }
    }
  }

  function wake(): void {
    clearTimeout(retry)
    awake = true
    running ??= run().finally(() => {
      running = undefined
    })
  }

  return {
    wake,
    async [Symbol.asyncDispose]() {
      stopping.abort(new Error('Pollux is stopping'))
      clearTimeout(retry)
      await running
    },
  }
}
