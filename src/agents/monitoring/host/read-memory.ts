import os from 'node:os'
import { readMemoryLimit } from './cgroup-memory.ts'
import { parseSizes } from './proc-text.ts'
import { readProc } from './read-proc.ts'

export interface Memory {
  readonly usedPercent: number
  readonly usedBytes: number
  readonly totalBytes: number
  /** What sets the total: the machine, or a limit on this process's control group. */
  readonly boundBy: 'machine' | 'cgroup'
  readonly machineBytes: number
  readonly cachedBytes: number | null
  readonly swapTotalBytes: number | null
  readonly swapUsedBytes: number | null
}

/** Memory in use, of the machine or of the tightest control group around this process. */
export function readMemory(mounts: { proc: string; cgroup: string }): { figures: Memory; missing: string[] } {
  const text = readProc(mounts.proc, 'meminfo')
  if (text === undefined) return withoutProc()
  const sizes = parseSizes(text)
  const machineBytes = sizes.get('MemTotal') ?? os.totalmem()
  const limit = readMemoryLimit(machineBytes, mounts)
  // MemAvailable came with Linux 3.14.
  const machineUsed = machineBytes - (sizes.get('MemAvailable') ?? sizes.get('MemFree') ?? 0)
  const [usedBytes, totalBytes] = limit ? [limit.usedBytes, limit.limitBytes] : [machineUsed, machineBytes]
  const swapTotalBytes = sizes.get('SwapTotal') ?? 0
  return {
    figures: {
      usedPercent: (100 * usedBytes) / totalBytes,
      usedBytes,
      totalBytes,
      boundBy: limit ? 'cgroup' : 'machine',
      machineBytes,
      cachedBytes: (sizes.get('Cached') ?? 0) + (sizes.get('Buffers') ?? 0),
      swapTotalBytes,
      swapUsedBytes: swapTotalBytes - (sizes.get('SwapFree') ?? 0),
    },
    missing: [],
  }
}

function withoutProc(): { figures: Memory; missing: string[] } {
  const totalBytes = os.totalmem()
  const usedBytes = totalBytes - os.freemem()
  return {
    figures: {
      usedPercent: (100 * usedBytes) / totalBytes,
      usedBytes,
      totalBytes,
      boundBy: 'machine',
      machineBytes: totalBytes,
      cachedBytes: null,
      swapTotalBytes: null,
      swapUsedBytes: null,
    },
    missing: ['memory: without /proc, caches count as used, and swap and limits of control groups are not known'],
  }
}
