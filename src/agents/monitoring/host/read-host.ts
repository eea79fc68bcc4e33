import { existsSync } from 'node:fs'
import os from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { busyPercent, parseCpuTimes, parseTraffic, type CpuTimes } from './proc-text.ts'
import { readDisks, type Disk } from './read-disks.ts'
import { readMemory, type Memory } from './read-memory.ts'
import { readProc } from './read-proc.ts'
import { readProcessTimes, topProcesses, type RunningProcess } from './read-processes.ts'

export interface NetworkRate {
  readonly received_bytes_per_second: number
  readonly sent_bytes_per_second: number
}

export interface HostFigures {
  readonly host: string
  /** Of all processors together, over the sampling window. */
  readonly cpuPercent: number
  readonly memory: Memory
  readonly disks: readonly Disk[]
  readonly uptimeHours: number
  /** Over 1, 5 and 15 minutes; the system's own, not divided by processors. */
  readonly load: readonly number[]
  /** By interface; empty where the system does not tell. */
  readonly network: Readonly<Record<string, NetworkRate>>
  /** Only when asked for. */
  readonly processes: readonly RunningProcess[]
  /** What this system does not tell, and what stands in its place. */
  readonly missing: readonly string[]
}

export interface HostOptions {
  /** Folders beside the root whose file systems are looked at. */
  readonly folders: readonly string[]
  readonly processes: boolean
  readonly signal: AbortSignal
  readonly windowMs?: number
  /** Where proc(5) and cgroups(7) are mounted. */
  readonly proc?: string
  readonly cgroup?: string
}

/** What the host does over the next `windowMs`. Without a proc file system it takes what node:os knows and says what is missing. */
export async function readHost({
  folders,
  processes,
  signal,
  windowMs = 250,
  proc = '/proc',
  cgroup = '/sys/fs/cgroup',
}: HostOptions): Promise<HostFigures> {
  const read = async () => {
    const traffic = readProc(proc, 'net', 'dev')
    return {
      at: performance.now(),
      cpu: readCpuTimes(proc),
      traffic: traffic === undefined ? undefined : parseTraffic(traffic),
      times: processes && existsSync(proc) ? await readProcessTimes(proc) : undefined,
    }
  }
  const memory = readMemory({ proc, cgroup })
  const [before, disks] = await Promise.all([read(), readDisks(folders)])
  await sleep(windowMs, undefined, { signal })
  const after = await read()
  const seconds = (after.at - before.at) / 1000
  const missing = [...memory.missing]
  const cpuPercent = busyPercent(before.cpu, after.cpu)
  if (cpuPercent === undefined) missing.push('cpu_percent: the clock of the processors did not move in the window')
  if (!after.traffic) missing.push('network: this system has no /proc/net/dev')
  if (processes && !after.times) missing.push('processes: this system has no /proc')
  if (process.platform === 'win32') missing.push('load: Windows has no load average')
  return {
    host: os.hostname(),
    cpuPercent: cpuPercent ?? 0,
    memory: memory.figures,
    disks,
    uptimeHours: os.uptime() / 3600,
    load: os.loadavg(),
    network: Object.fromEntries(
      Array.from(after.traffic ?? [], ([name, now]) => {
        const earlier = before.traffic?.get(name) ?? now
        return [
          name,
          {
            received_bytes_per_second: (now.receivedBytes - earlier.receivedBytes) / seconds,
            sent_bytes_per_second: (now.sentBytes - earlier.sentBytes) / seconds,
          },
        ]
      }),
    ),
    processes: before.times && after.times ? topProcesses(proc, before.times, after.times, seconds) : [],
    missing,
  }
}

function readCpuTimes(proc: string): CpuTimes {
  const text = readProc(proc, 'stat')
  if (text !== undefined) return parseCpuTimes(text)
  let idle = 0
  let total = 0
  for (const { times } of os.cpus()) {
    idle += times.idle
    total += times.user + times.nice + times.sys + times.idle + times.irq
  }
  return { idle, total }
}
