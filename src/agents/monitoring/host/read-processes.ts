import { readdir } from 'node:fs/promises'
import { setImmediate as others } from 'node:timers/promises'
import { parseProcess, parseSizes, type ProcessTimes } from './proc-text.ts'
import { readProc } from './read-proc.ts'

/** USER_HZ, which Linux fixes at 100 for everything it shows to programs, whatever the kernel's own clock. */
const ticksPerSecond = 100
const shown = 10
/** So many are read before other work of this server gets its turn: about a millisecond. */
const lettingOthers = 100

export interface RunningProcess {
  readonly pid: number
  readonly name: string
  /** Of one processor, as top shows it: 200 is two of them busy. */
  readonly cpu_percent: number
  readonly resident_bytes: number
}

/** Every process at this moment, by its number. */
export async function readProcessTimes(proc: string): Promise<Map<number, ProcessTimes>> {
  const pids = (await readdir(proc)).filter((name) => /^\d+$/.test(name)).map(Number)
  const found = new Map<number, ProcessTimes>()
  for (const [index, pid] of pids.entries()) {
    if (index % lettingOthers === lettingOthers - 1) await others()
    const times = parseProcess(readProc(proc, String(pid), 'stat') ?? '')
    if (times) found.set(pid, times)
  }
  return found
}

/** Those that were busiest between two readings, then the largest, ten in all. */
export function topProcesses(
  proc: string,
  before: ReadonlyMap<number, ProcessTimes>,
  after: ReadonlyMap<number, ProcessTimes>,
  seconds: number,
): RunningProcess[] {
  const running = Array.from(after, ([pid, { name, ticks, residentPages }]) => {
    const earlier = before.get(pid)
    const spent = earlier && earlier.name === name ? ticks - earlier.ticks : 0
    return { pid, name, residentPages, cpu_percent: (100 * spent) / ticksPerSecond / seconds }
  })
  running.sort((a, b) => b.cpu_percent - a.cpu_percent || b.residentPages - a.residentPages)
  return running.slice(0, shown).map(({ pid, name, cpu_percent }) => {
    // In bytes here, because Node does not say how large a page is.
    const sizes = parseSizes(readProc(proc, String(pid), 'status') ?? '')
    return { pid, name, cpu_percent, resident_bytes: sizes.get('VmRSS') ?? 0 }
  })
}
