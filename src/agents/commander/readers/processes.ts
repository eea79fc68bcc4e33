import { statSync } from 'node:fs'
import { processIds, readProcessFile } from '../process-files.ts'
import { success, type Reader } from './reader.ts'
import { tableLines } from './table.ts'

export const processesReader: Reader = {
  method: 'procfs',
  options: [],
  takesTarget: false,
  read: async () => {
    const rows = processIds().flatMap((id) => {
      const stat = parseStat(readProcessFile(id, 'stat') ?? '')
      const uid = statSync(`/proc/${id}`, { throwIfNoEntry: false })?.uid
      return stat && uid !== undefined ? [[String(id), stat.parent, String(uid), stat.state, stat.name]] : [] // it ended while we looked
    })
    return success(tableLines([['PID', 'PPID', 'UID', 'State', 'Name'], ...rows]))
  },
}

/** The fields of /proc/PID/stat, see proc(5). The name may hold spaces and brackets: it ends at the last bracket. */
export function parseStat(stat: string): { name: string; state: string; parent: string } | undefined {
  const match = /^\d+ \((.*)\) (.*)$/s.exec(stat.trim())
  const [state = '', parent = ''] = match?.[2]?.split(' ') ?? []
  return match ? { name: match[1] ?? '', state, parent } : undefined
}
