const dayMs = 24 * 60 * 60 * 1000

/** Does `work` at once and then a day after it was done, until disposed, which waits for work under way. */
export function everyDay(
  work: (signal: AbortSignal) => Promise<void>,
  failed: (error: unknown) => void,
): AsyncDisposable {
  const stopping = new AbortController()
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void>

  async function run(): Promise<void> {
    try {
      await work(stopping.signal)
    } catch (error) {
      if (!stopping.signal.aborted) failed(error)
    }
    if (!stopping.signal.aborted) timer = setTimeout(start, dayMs).unref()
  }

  function start(): void {
    running = run()
  }
  start()

  return {
    async [Symbol.asyncDispose]() {
      stopping.abort()
      clearTimeout(timer)
      await running
    },
  }
}
