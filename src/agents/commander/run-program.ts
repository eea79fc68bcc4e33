import { spawn } from 'node:child_process'
import { setTimeout as wait } from 'node:timers/promises'
import { AppError } from '#errors'
import { confine, kill } from './confinement.ts'
import type { CommandLimits } from './policy.ts'

export interface Outcome {
  /** UTF-8; what is no UTF-8, and NUL, is replaced by U+FFFD. */
  readonly output: string
  readonly stderr: string
  /** Null when a signal ended it. */
  readonly exitCode: number | null
  readonly signal: string | null
  /** Output is missing: it passed the limit, at which the program was stopped. */
  readonly truncated: boolean
  readonly timedOut: boolean
}

export interface ProgramOutcome extends Outcome {
  /** Whether memory, processor time and number of processes were limited; false where `prlimit` is missing. */
  readonly limited: boolean
}

export interface ProgramStart {
  readonly program: string
  readonly argv: readonly string[]
  readonly limits: CommandLimits
  /** Whom to run as; only root may choose. */
  readonly runAs: { uid: number; gid: number } | undefined
  readonly signal: AbortSignal | undefined
}

/**
 * Runs a program without a shell, with nothing of our environment, no input, no byte to write to files, in a process
 * group of its own. When it ends, or must end, every process it has started ends too.
 * @throws the reason of `signal` when it is aborted; AppError `internal` when the program cannot be started or stopped.
 */
export async function runProgram({ program, argv, limits, runAs, signal }: ProgramStart): Promise<ProgramOutcome> {
  signal?.throwIfAborted()
  const { prefix, stopAll } = confine(limits, runAs?.uid)
  const [file = program, ...args] = [...prefix, program, ...argv]
  const child = spawn(file, args, {
    shell: false,
    detached: true,
    cwd: '/',
    env: { PATH: '/usr/bin:/bin', LANG: 'C.UTF-8' },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...runAs,
  })
  const ended = Promise.withResolvers<{ exitCode: number | null; signal: string | null }>()
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()))
  child.once('error', ended.reject)
  child.once('exit', (exitCode, by) => ended.resolve({ exitCode, signal: by }))

  const stopGroup = (): void => {
    if (child.pid !== undefined) kill(-child.pid)
  }
  const kept = { output: [] as Buffer[], stderr: [] as Buffer[] }
  let free = limits.outputBytes
  let truncated = false
  const keep = (chunks: Buffer[], chunk: Buffer): void => {
    if (free > 0) chunks.push(chunk.subarray(0, free))
    free -= chunk.length
    if (free >= 0 || truncated) return
    truncated = true
    stopGroup()
  }
  child.stdout.on('data', (chunk: Buffer) => keep(kept.output, chunk))
  child.stderr.on('data', (chunk: Buffer) => keep(kept.stderr, chunk))
  let timedOut = false
  const timer = setTimeout(() => {
    timedOut = true
    stopGroup()
  }, limits.timeMs)
  signal?.addEventListener('abort', stopGroup, { once: true })

  try {
    const end = await ended.promise
    stopGroup()
    const alive = await stopAll()
    if (alive.length > 0) {
      throw new AppError('internal', `${program} left processes that could not be stopped: ${alive.join(', ')}.`)
    }
    // With all of its processes gone the pipes close. Where they cannot be found, one may hold them for ever.
    const complete = await Promise.race([closed.then(() => true), wait(2_000, false, { ref: false })])
    signal?.throwIfAborted()
    return {
      ...end,
      output: text(kept.output),
      stderr: text(kept.stderr),
      truncated: truncated || !complete,
      timedOut,
      limited: prefix.length > 0,
    }
  } catch (error) {
    if (error instanceof AppError || signal?.aborted) throw error
    const reason = (error as NodeJS.ErrnoException).code ?? String(error)
    throw new AppError('internal', `${program} could not be started: ${reason}.`, { cause: error })
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', stopGroup)
    child.stdout.destroy()
    child.stderr.destroy()
  }
}

/** NUL is replaced as well: PostgreSQL stores none in text. */
function text(chunks: readonly Buffer[]): string {
  return Buffer.concat(chunks).toString('utf8').replaceAll('\0', '\ufffd')
}
