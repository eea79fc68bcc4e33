import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { commit, machine } from '../bench/support/machine.ts'
import { kindsOf } from './load/kinds.ts'
import { failuresOf, reportOf, tableOf, type Load } from './load/load-report.ts'
import { lookFirst } from './load/look-first.ts'
import { atRate, fullTilt } from './load/measure.ts'

const root = fileURLToPath(new URL('../', import.meta.url))
const byDefault = { seconds: '20', rate: '20', report: join(root, 'bench', 'reports', 'load.md') }

const usage = `Usage: npm run load -- URL [--token TOKEN] [--seconds N] [--rate N] [--report FILE]
Asks a running Pollux for its page, a script, answers, a tool and completions: first at a set rate (${byDefault.rate} requests a second),
then as fast as it answers, ${byDefault.seconds} seconds each. Prints requests a second, latencies and statuses, and writes them to
bench/reports/load.md. Without --token (an API key, or the owner's) the tool and the completions are left out.
Questions are kept as everybody's are: ask a stack that is there to be tried.
Ends with 1 when anything failed; 429 is the limits at work and no failure.`

interface Options {
  readonly url: string
  readonly token: string | undefined
  readonly seconds: number
  readonly rate: number
  readonly report: string
}

/** What was asked for; throws what is wrong with it. */
function readOptions(): Options | undefined {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      token: { type: 'string' },
      seconds: { type: 'string', default: byDefault.seconds },
      rate: { type: 'string', default: byDefault.rate },
      report: { type: 'string', default: byDefault.report },
      help: { type: 'boolean' },
    },
  })
  if (values.help) return undefined
  const [given, ...more] = positionals
  if (given === undefined || more.length > 0 || !URL.canParse(given) || !/^https?:$/.test(new URL(given).protocol))
    throw new Error(`One URL is needed, such as https://localhost.\n${usage}`)
  return {
    url: new URL(given).origin,
    token: values.token,
    seconds: wholeNumber('seconds', values.seconds),
    rate: wholeNumber('rate', values.rate),
    report: values.report,
  }
}

function wholeNumber(name: string, text: string): number {
  if (!/^[1-9]\d{0,4}$/.test(text)) throw new Error(`--${name} is a whole number from 1 to 99999, not "${text}".`)
  return Number(text)
}

async function main(): Promise<number> {
  const options = readOptions()
  if (!options) {
    process.stdout.write(`${usage}\n`)
    return 0
  }
  const { url, token, seconds, rate, report } = options
  const kinds = kindsOf(await lookFirst(url, token), token)
  if (token === undefined) process.stderr.write('Without --token the tool and the completions are left out.\n')
  // Before the load: it takes a second of CPU.
  const where = { commit: commit(), machine: machine() }
  const loads: Load[] = []
  for (const [title, run] of [
    [`${rate} requests a second`, () => atRate(url, kinds, { seconds, rate })],
    ['Full tilt', () => fullTilt(url, kinds, { seconds })],
  ] as const) {
    const load = { title, measured: await run() }
    loads.push(load)
    process.stdout.write(`${tableOf(load)}\n`)
  }
  mkdirSync(dirname(report), { recursive: true })
  writeFileSync(report, reportOf({ url, seconds, ...where, loads }))
  process.stdout.write(`Written to ${report}\n`)
  const failures = loads.flatMap(({ measured }) => measured).reduce((sum, one) => sum + failuresOf(one), 0)
  if (failures > 0) process.stderr.write(`${failures} requests failed: see the columns "by status" and "no answer".\n`)
  return failures > 0 ? 1 : 0
}

try {
  process.exitCode = await main()
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`)
  process.exitCode = 1
}
