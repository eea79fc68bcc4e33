import { randomInt } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { findProgram } from './find-program.ts'
import type { CommandLimits } from './policy.ts'
import { processIds, readProcessFile } from './process-files.ts'

/** Limits of one run, as a program put in front of another. */
export interface Confinement {
  /** `prlimit` and its arguments; empty where util-linux is missing. */
  readonly prefix: readonly string[]
  /** Ends every process of the run, however it was started. Returns the ids of those that outlived two seconds of it. */
  stopAll(): Promise<number[]>
}

/**
 * The kernel does not enforce RLIMIT_LOCKS since Linux 2.4, but every child inherits it, through fork, exec, setsid and
 * an emptied environment, and /proc shows it. So a random hard limit marks all processes of a run, without privileges.
 * Only a program that lowers this very limit on purpose loses the mark. Rejected: a PID namespace, which default
 * containers do not allow; a mark in the environment, which `env -i` removes; the parent's id, which a double fork loses.
 */
export function confine(limits: CommandLimits, uid: number | undefined): Confinement {
  const program = process.platform === 'linux' ? findProgram(['/usr/bin/prlimit', '/bin/prlimit']) : undefined
  if (program === undefined) return { prefix: [], stopAll: async () => [] }
  const ours = readProcessFile('self', 'limits') ?? ''
  // A hard limit can only be lowered; asking for more than ours would fail.
  const atMost = (name: string, wanted: number): string => `${Math.min(wanted, hardLimit(ours, name))}`
  const mark = randomInt(1, Math.min(2 ** 47, hardLimit(ours, 'Max file locks')))
  const seconds = Math.ceil(limits.timeMs / 1000) + 1
  const prefix = [
    program,
    `--as=${atMost('Max address space', limits.memoryMb * 2 ** 20)}`,
    // Counted over all processes of the account, so what runs already is not the command's.
    `--nproc=${atMost('Max processes', limits.processes + threadsOf(uid ?? process.getuid?.() ?? 0))}`,
    `--cpu=${atMost('Max cpu time', seconds)}`,
    `--nofile=${atMost('Max open files', 256)}`,
    `--fsize=${atMost('Max file size', limits.fileMb * 2 ** 20)}`,
    '--core=0',
    `--locks=${mark}`,
    '--',
  ]
  return { prefix, stopAll: () => stopMarked(mark) }
}

/** In the unit of /proc/PID/limits, which is that of prlimit; infinite when unlimited. */
function hardLimit(limits: string, name: string): number {
  const hard = new RegExp(`^${name} +\\S+ +(\\d+)`, 'm').exec(limits)?.[1]
  return hard === undefined ? Number.POSITIVE_INFINITY : Number(hard)
}

function threadsOf(uid: number): number {
  return processIds()
    .map((id) => readProcessFile(id, 'status') ?? '')
    .filter((status) => new RegExp(`^Uid:\\t${uid}\\t`, 'm').test(status))
    .reduce((sum, status) => sum + Number(/^Threads:\t(\d+)/m.exec(status)?.[1] ?? 0), 0)
}

/** Kills again and again: a process may fork between the look and the signal, but only as often as its limit allows. */
async function stopMarked(mark: number): Promise<number[]> {
  const until = performance.now() + 2_000
  let alive = marked(mark)
  while (alive.length > 0 && performance.now() < until) {
    for (const id of alive) kill(id)
    await setTimeout(10)
    alive = marked(mark)
  }
  return alive
}

function marked(mark: number): number[] {
  return processIds().filter((id) => {
    const limits = readProcessFile(id, 'limits')
    if (limits === undefined || hardLimit(limits, 'Max file locks') !== mark) return false
    return !/^State:\t[ZX]/m.test(readProcessFile(id, 'status') ?? '') // a dead one only waits for its parent
  })
}

/** Ends a process, or with a negative id a group. One that is gone, or not ours, is left to `stopAll` to report. */
export function kill(id: number): void {
  try {
    process.kill(id, 'SIGKILL')
  } catch (error) {
    if (!['ESRCH', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
  }
}
