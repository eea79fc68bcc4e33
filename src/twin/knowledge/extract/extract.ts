import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { defaultLimits, type ExtractInput, type ExtractLimits, type ReadOutcome } from './outcome.ts'
import type { ReadReply, ReadRequest } from './reading-process.ts'

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
  /** The reading process ends after this long without work. */
  readonly idleMs?: number
  /** Resident memory of the reading process. */
  readonly maxMemoryMb?: number
}

const program = fileURLToPath(new URL('./reading-process.ts', import.meta.url))

/**
 * Reads files of unknown origin in a process of its own, with a time and memory limit and without the right to write
 * files or start programs, so that a hostile file can end that process but not harm the server. It starts with the first
 * file, serves a batch, and ends when idle.
 *
 * A worker thread was tried: it cost the server 110 MB of resident memory for good (allocator pages of the ended thread
 * are not given back), and an allocation that fails outside the V8 heap would have ended the server.
 */
export function createExtractor(options: ExtractorOptions = {}): Extractor {
  const { timeoutMs = 30_000, idleMs = 5_000, maxMemoryMb = 640 } = options
  const limits: ExtractLimits = { ...defaultLimits, ...options.limits }
  let reader: ChildProcess | undefined
  let idleTimer: NodeJS.Timeout | undefined
  let last: Promise<unknown> = Promise.resolve()
  let closed = false

  async function read(input: ExtractInput): Promise<ReadOutcome> {
    clearTimeout(idleTimer)
    if (reader && !isAlive(reader)) reader = undefined
    const process = (reader ??= startReader(maxMemoryMb))
    hold(process, true)
    try {
      return await answer(process, { input, limits }, { timeoutMs, maxMemoryMb })
    } finally {
      hold(process, false)
      idleTimer = setTimeout(() => void stop(), idleMs).unref()
    }
  }

  async function stop(): Promise<void> {
    clearTimeout(idleTimer)
    const ending = reader
    reader = undefined
    if (!ending || !isAlive(ending)) return
    ending.ref()
    const ended = once(ending, 'exit')
    ending.kill('SIGKILL')
    await ended
  }

  return {
    async extract(input) {
      if (closed) throw new Error('The extractor is closed.')
      // Also checked by the reader; here it saves the copy.
      if (input.bytes.length > limits.maxFileBytes) {
        const limit = Math.floor(limits.maxFileBytes / 1024 / 1024)
        return {
          status: 'skipped',
          reason: 'too_large',
          message: `The file is larger than ${limit} MB. Split it, or make it smaller.`,
        }
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

function startReader(maxMemoryMb: number): ChildProcess {
  const child = fork(program, [String(maxMemoryMb)], {
    // Half of the memory for V8's heap; the rest is for buffers outside it and the program itself.
    execArgv: [
      '--permission',
      '--allow-fs-read=*',
      '--allow-worker',
      `--max-old-space-size=${Math.floor(maxMemoryMb / 2)}`,
    ],
    env: {},
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  return child
}

function answer(
  child: ChildProcess,
  request: ReadRequest,
  { timeoutMs, maxMemoryMb }: { timeoutMs: number; maxMemoryMb: number },
): Promise<ReadOutcome> {
  const { name } = request.input
  return new Promise<ReadOutcome>((resolve, reject) => {
    let complaint = ''
    let expired = false
    const timer = setTimeout(() => {
      expired = true
      child.kill('SIGKILL')
    }, timeoutMs)
    const onStderr = (chunk: Buffer) => {
      complaint = (complaint + chunk.toString()).slice(-4_000)
    }
    const onMessage = (reply: ReadReply) => {
      settle()
      if ('outcome' in reply) resolve(reply.outcome)
      else reject(new Error(`Reading ${name} failed: ${reply.error}`))
    }
    const onError = (error: Error) => {
      settle()
      reject(new Error(`The reading process could not be used for ${name}: ${error.message}`, { cause: error }))
    }
    const onExit = (code: number | null, signal: NodeJS.Signals | null) => {
      settle()
      if (expired) {
        resolve({
          status: 'skipped',
          reason: 'timeout',
          message: `The file could not be read within ${timeoutMs / 1000} s.`,
        })
      } else if (signal === 'SIGKILL' || signal === 'SIGABRT' || /out of memory/i.test(complaint)) {
        resolve({
          status: 'skipped',
          reason: 'too_complex',
          message: `The file needs more than ${maxMemoryMb} MB of memory to be read.`,
        })
      } else {
        reject(new Error(`The reading process ended (${signal ?? code}) while it read ${name}. ${complaint}`.trim()))
      }
    }
    const settle = () => {
      clearTimeout(timer)
      child.off('message', onMessage).off('error', onError).off('close', onExit)
      child.stderr?.off('data', onStderr)
    }
    child.stderr?.on('data', onStderr)
    child.on('message', onMessage).on('error', onError).on('close', onExit)
    child.send(request)
  })
}

function isAlive(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null && child.connected
}

/** An idle reader must not keep the program that uses it from ending; its end of the channel notices and exits. */
function hold(child: ChildProcess, busy: boolean): void {
  const stderr = child.stderr as (NodeJS.ReadableStream & { ref(): void; unref(): void }) | null
  for (const handle of [child, child.channel, stderr]) {
    if (busy) handle?.ref()
    else handle?.unref()
  }
}
