import { execFileSync } from 'node:child_process'
import { cpus, totalmem } from 'node:os'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))

export interface Machine {
  readonly cpu: string | undefined
  readonly cores: number
  readonly memoryGb: number
  readonly node: string
  readonly yardstickMs: number
}

/** What a figure was measured on. */
export function machine(): Machine {
  return {
    cpu: cpus()[0]?.model,
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 1e9),
    node: process.version,
    yardstickMs: yardstick(),
  }
}

/** The commit of this checkout, with `-dirty` when something in it is changed. */
export function commit(): string {
  const args = ['-c', 'safe.directory=*', 'describe', '--always', '--dirty']
  return execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim()
}

/** CPU milliseconds of a fixed piece of work, now: figures of hours or machines of other speed compare by it. */
function yardstick(): number {
  const words = Array.from({ length: 20_000 }, (_, at) => `word${(at * 7919) % 20_011}`)
  const times = Array.from({ length: 5 }, () => {
    const before = process.cpuUsage()
    for (let round = 0; round < 10; round++) JSON.parse(JSON.stringify([...words].sort()))
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1000
  })
  return Math.round(Math.min(...times))
}
