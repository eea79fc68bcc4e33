import { readdirSync, readFileSync } from 'node:fs'

/** Ids of the processes in /proc; none on a system without it. */
export function processIds(): number[] {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
  } catch {
    return []
  }
}

/** A file of /proc/PID, or nothing when the process has ended or is not ours to look at. */
export function readProcessFile(id: number | 'self', file: 'stat' | 'status' | 'limits'): string | undefined {
  try {
    return readFileSync(`/proc/${id}/${file}`, 'utf8')
  } catch {
    return undefined
  }
}
