const dayMs = 24 * 60 * 60 * 1000

/** Deletes what is too old at once and then a day after that was done, until disposed, which waits for work under way. */
export function deleteEveryDay(
  work: (signal: AbortSignal) => Promise<number>,
  { deleted, failed }: { deleted: (count: number) => void; failed: (error: unknown) => void },
): AsyncDisposable {
  const stopping = new AbortController()
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void>

  async function run(): Promise<void> {
    try {
      const count = await work(stopping.signal)
      if (count > 0) deleted(count)
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
