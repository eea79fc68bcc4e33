import { execFileSync } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { cpus, totalmem } from 'node:os'
import { analytics } from './cases/analytics.ts'
import { firstPage } from './cases/first-page.ts'
import { latency } from './cases/latency.ts'
import { mcp } from './cases/mcp.ts'
import { memory } from './cases/memory.ts'
import { sentiment } from './cases/sentiment.ts'
import { startup } from './cases/startup.ts'
import { throughput } from './cases/throughput.ts'

const cases: Record<string, () => Promise<object>> = {
  startup,
  memory: () => memory(),
  'latency-1k': () => latency(1_000),
  'latency-100k': () => latency(100_000),
  throughput,
  mcp,
  sentiment,
  analytics,
  'first-page': firstPage,
}

/** `npm run bench [-- CASE…] [-- --save]`: measures, prints, and with --save writes bench/baselines/CASE.json. */
const names = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))
const options = process.argv.slice(2).filter((argument) => argument.startsWith('--'))
const save = options.includes('--save')
if (options.some((option) => option !== '--save')) {
  process.stderr.write(`Usage: npm run bench -- [CASE…] [--save]\nCases: ${Object.keys(cases).join(', ')}\n`)
  process.exit(2)
}
const commit = execFileSync('git', ['describe', '--always', '--dirty'], { encoding: 'utf8' }).trim()
const machine = {
  cpu: cpus()[0]?.model,
  cores: cpus().length,
  memoryGb: Math.round(totalmem() / 1e9),
  node: process.version,
  yardstickMs: yardstick(),
}

for (const name of names.length > 0 ? names : Object.keys(cases)) {
  const run = cases[name]
  if (!run) throw new Error(`There is no case ${name}; there are: ${Object.keys(cases).join(', ')}`)
  process.stderr.write(`${name} …\n`)
  const report = { case: name, ...(await run()), commit, date: new Date().toISOString().slice(0, 10), machine }
  process.stdout.write(`${JSON.stringify(report)}\n`)
  if (!save) continue
  const folder = new URL('./baselines/', import.meta.url)
  await mkdir(folder, { recursive: true })
  await writeFile(new URL(`${name}.json`, folder), `${JSON.stringify(report, null, 2)}\n`)
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
