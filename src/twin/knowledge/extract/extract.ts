import { Worker } from 'node:worker_threads'
import type { ReadReply, ReadRequest } from './extract-worker.ts'
import { defaultLimits, type ExtractInput, type ExtractLimits, type ReadOutcome, type SkipReason } from './outcome.ts'

export interface Extractor extends AsyncDisposable {
  /**
   * Reads one file. Files wait for each other: one is read at a time. Rejects only for a bug of ours or after the
   * extractor was closed; a file that cannot be used, hangs or eats memory is a `skipped` outcome.
   */
  extract(input: ExtractInput): Promise<ReadOutcome>
}

export interface ExtractorOptions {
  readonly limits?: Partial<ExtractLimits>
  /** For one file. */
  readonly timeoutMs?: number
  /** The reading thread ends after this long without work and gives its memory back. */
  readonly idleMs?: number
  /** V8 heap of the reading thread. */
  readonly maxHeapMb?: number
  /** Memory outside the heap (buffers of inflated streams), which V8's own limit does not cover. */
  readonly maxExternalMb?: number
}

const watchIntervalMs = 100

/**
 * Reads files of unknown origin in a thread of its own, with a time and memory limit, so that a hostile file can end
 * that thread but neither stop nor bloat the server. The thread starts with the first file and ends when idle.
 */
export function createExtractor(options: ExtractorOptions = {}): Extractor {
  const { timeoutMs = 30_000, idleMs = 5_000, maxHeapMb = 384, maxExternalMb = 384 } = options
  const limits: ExtractLimits = { ...defaultLimits, ...options.limits }
  let worker: Worker | undefined
  let idleTimer: NodeJS.Timeout | undefined
  let last: Promise<unknown> = Promise.resolve()
  let closed = false

  function start(): Worker {
    return new Worker(new URL('./extract-worker.ts', import.meta.url), {
      name: 'reading',
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: maxHeapMb, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
    })
  }

  async function stop(): Promise<void> {
    clearTimeout(idleTimer)
    const ending = worker
    worker = undefined
    await ending?.terminate()
  }

  /** Answers when the thread answers, dies, or must be ended. */
  function read(input: ExtractInput): Promise<ReadOutcome> {
    clearTimeout(idleTimer)
    const thread = (worker ??= start())
    thread.ref()
    return new Promise<ReadOutcome>((resolve, reject) => {
      const skip = (reason: SkipReason, message: string) => {
        settle(() => resolve({ status: 'skipped', reason, message }))
        void stop()
      }
      const onMessage = (reply: ReadReply) => {
        settle(() => ('outcome' in reply ? resolve(reply.outcome) : reject(asError(reply.error, input.name))))
        thread.unref()
        idleTimer = setTimeout(() => void stop(), idleMs).unref()
      }
      const onError = (error: Error & { code?: string }) => {
        worker = undefined
        if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') skip('too_complex', `The file needs more than ${maxHeapMb} MB of memory to be read.`)
        else settle(() => reject(error))
      }
      const onExit = () => {
        worker = undefined
        settle(() => reject(new Error(`The reading thread ended while it read ${input.name}.`)))
      }
      const timer = setTimeout(() => {
        skip('timeout', `The file could not be read within ${timeoutMs / 1000} seconds.`)
      }, timeoutMs)
      const watch = setInterval(async () => {
        const used = await externalMb(thread)
        if (used > maxExternalMb) skip('too_complex', `The file needs more than ${maxExternalMb} MB of memory to be read.`)
      }, watchIntervalMs)
      const settle = (finish: () => void) => {
        clearTimeout(timer)
        clearInterval(watch)
        thread.off('message', onMessage).off('error', onError).off('exit', onExit)
        finish()
      }
      thread.on('message', onMessage).on('error', onError).on('exit', onExit)
      const bytes = new Uint8Array(input.bytes)
      const request: ReadRequest = { input: { ...input, bytes }, limits }
      thread.postMessage(request, [bytes.buffer])
    })
  }

  return {
    async extract(input) {
      if (closed) throw new Error('The extractor is closed.')
      const oversized = input.bytes.length > limits.maxFileBytes
      if (oversized) {
        const limit = Math.floor(limits.maxFileBytes / 1024 / 1024)
        return { status: 'skipped', reason: 'too_large', message: `The file is larger than ${limit} MB. Split it, or make it smaller.` }
      }
      const turn = last.then(() => read(input))
      last = turn.catch(() => undefined)
      return turn
    },
    async [Symbol.asyncDispose]() {
      closed = true
      await last
      await stop()
    },
  }
}

/** The thread answers this from its own event loop interrupt, also while it computes. 0 once it has ended. */
async function externalMb(thread: Worker): Promise<number> {
  try {
    const { external_memory: external, malloced_memory: malloced } = await thread.getHeapStatistics()
    return (external + malloced) / 1024 / 1024
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_WORKER_NOT_RUNNING') return 0
    throw error
  }
}

function asError({ message, stack }: { message: string; stack: string | undefined }, name: string): Error {
  const cause = new Error(message)
  if (stack !== undefined) cause.stack = stack
  return new Error(`Reading ${name} failed: ${message}`, { cause })
}
