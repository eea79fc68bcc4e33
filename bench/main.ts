import { mkdir, writeFile } from 'node:fs/promises'
import { analytics } from './cases/analytics.ts'
import { firstPage } from './cases/first-page.ts'
import { latency } from './cases/latency.ts'
import { mcp } from './cases/mcp.ts'
import { memory } from './cases/memory.ts'
import { sentiment } from './cases/sentiment.ts'
import { startup } from './cases/startup.ts'
import { throughput } from './cases/throughput.ts'
import { commit, machine } from './support/machine.ts'

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
const where = { commit: commit(), date: new Date().toISOString().slice(0, 10), machine: machine() }

for (const name of names.length > 0 ? names : Object.keys(cases)) {
  const run = cases[name]
  if (!run) throw new Error(`There is no case ${name}; there are: ${Object.keys(cases).join(', ')}`)
  process.stderr.write(`${name} …\n`)
  const report = { case: name, ...(await run()), ...where }
  process.stdout.write(`${JSON.stringify(report)}\n`)
  if (!save) continue
  const folder = new URL('./baselines/', import.meta.url)
  await mkdir(folder, { recursive: true })
  await writeFile(new URL(`${name}.json`, folder), `${JSON.stringify(report, null, 2)}\n`)
}
