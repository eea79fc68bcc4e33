import { join, posix } from 'node:path'
import { readProc } from './read-proc.ts'

export interface MemoryLimit {
  readonly limitBytes: number
  /** What cannot be given back at once: usage without file pages that were not used lately, as Kubernetes counts it. */
  readonly usedBytes: number
}

interface Hierarchy {
  readonly folder: string
  readonly path: string
  readonly files: { readonly limit: string; readonly usage: string; readonly inactive: string }
}

const version1 = {
  limit: 'memory.limit_in_bytes',
  usage: 'memory.usage_in_bytes',
  inactive: 'total_inactive_file',
}
const version2 = { limit: 'memory.max', usage: 'memory.current', inactive: 'inactive_file' }

/** Where /proc/self/cgroup says that memory is accounted: cgroups(7). The first version wins where both are mounted. */
export function memoryHierarchy(cgroups: string): Hierarchy | undefined {
  const first = /^\d+:(?:[^:\n]*,)?memory(?:,[^:\n]*)?:(.*)$/m.exec(cgroups)?.[1]
  if (first !== undefined) return { folder: 'memory', path: first, files: version1 }
  const second = /^0::(.*)$/m.exec(cgroups)?.[1]
  return second === undefined ? undefined : { folder: '', path: second, files: version2 }
}

/**
 * The tightest memory limit on this process, its own or that of a group around it, below `machineBytes`; undefined when
 * there is none. Inside a container the path may be one of the host, which is not there: the walk upwards passes over it.
 */
export function readMemoryLimit(
  machineBytes: number,
  { proc, cgroup }: { proc: string; cgroup: string },
): MemoryLimit | undefined {
  const hierarchy = memoryHierarchy(readProc(proc, 'self', 'cgroup') ?? '')
  if (!hierarchy) return undefined
  const { folder, files } = hierarchy
  let tightest: { limitBytes: number; directory: string } | undefined
  for (let path = posix.join('/', hierarchy.path); ; path = posix.dirname(path)) {
    const directory = join(cgroup, folder, path)
    const limitBytes = Number.parseInt(readProc(directory, files.limit) ?? 'max', 10)
    if (limitBytes < (tightest?.limitBytes ?? machineBytes)) tightest = { limitBytes, directory }
    if (path === '/') break
  }
  if (!tightest) return undefined
  const { limitBytes, directory } = tightest
  const usage = Number(readProc(directory, files.usage) ?? 0)
  const inactive = new RegExp(`^${files.inactive} (\\d+)$`, 'm').exec(readProc(directory, 'memory.stat') ?? '')?.[1]
  return { limitBytes, usedBytes: Math.max(0, usage - Number(inactive ?? 0)) }
}
