/** Clock ticks since the start of the machine, summed over its processors. */
export interface CpuTimes {
  readonly idle: number
  readonly total: number
}

/**
 * The first line of /proc/stat. Waiting for a disk counts as idle, stolen time as busy; guest time is left out because it
 * is part of user time already: proc_stat(5).
 */
export function parseCpuTimes(stat: string): CpuTimes {
  const [user = 0, nice = 0, system = 0, idle = 0, ioWait = 0, irq = 0, softIrq = 0, steal = 0] =
    /^cpu +(.*)$/m.exec(stat)?.[1]?.split(' ').map(Number) ?? []
  return { idle: idle + ioWait, total: user + nice + system + idle + ioWait + irq + softIrq + steal }
}

/** How busy the processors were between two readings, 0 to 100; undefined when no tick passed between them. */
export function busyPercent(before: CpuTimes, after: CpuTimes): number | undefined {
  const total = after.total - before.total
  if (total <= 0) return undefined
  return 100 * Math.min(1, Math.max(0, 1 - (after.idle - before.idle) / total))
}

/** Lines `Name:  12 kB`, as in /proc/meminfo and /proc/PID/status, in bytes by name. */
export function parseSizes(text: string): Map<string, number> {
  const lines = text.matchAll(/^([^:\s]+):\s+(\d+) kB$/gm)
  return new Map(Array.from(lines, ([, name = '', kilobytes]) => [name, Number(kilobytes) * 1024]))
}

export interface Traffic {
  readonly receivedBytes: number
  readonly sentBytes: number
}

/** Bytes of each interface of /proc/net/dev since it came up. */
export function parseTraffic(text: string): Map<string, Traffic> {
  const lines = text.matchAll(/^ *([^:\s]+): *(.*)$/gm)
  return new Map(
    Array.from(lines, ([, name = '', columns = '']) => {
      const numbers = columns.trim().split(/ +/).map(Number)
      return [name, { receivedBytes: numbers[0] ?? 0, sentBytes: numbers[8] ?? 0 }]
    }),
  )
}

export interface ProcessTimes {
  /** The program's own name, at most 15 characters; never its arguments, which can hold secrets. */
  readonly name: string
  readonly ticks: number
  readonly residentPages: number
}

/** /proc/PID/stat. The name stands in brackets and may itself hold spaces and brackets: proc_pid_stat(5). */
export function parseProcess(stat: string): ProcessTimes | undefined {
  const [, name, rest] = /^\d+ \((.*)\) (.*)/s.exec(stat) ?? []
  if (name === undefined || rest === undefined) return undefined
  const fields = rest.split(' ') // from field 3, the state
  return { name, ticks: Number(fields[11]) + Number(fields[12]), residentPages: Number(fields[21]) }
}
