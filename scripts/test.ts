import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { fileURLToPath } from 'node:url'
import { writeLongReport } from './test/long-report.ts'
import { installRequirements, missingRequirements } from './test/requirements.ts'
import type { FileResult } from './test/run-file.ts'
import { needsAlertmanager, needsChromium, needsRedis, planSuites, testFiles, type Suite } from './test/suites.ts'

const usage = `Usage: npm test [-- [--only unit,embedded,postgres15] [--list] [parts of file names]]
Runs every test, each suite in turn; the last line is "N passed, N failed".`

export interface SuiteResult {
  readonly suite: Suite
  readonly files: readonly FileResult[]
  readonly durationMs: number
}

const root = fileURLToPath(new URL('../', import.meta.url))

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      only: { type: 'string' },
      list: { type: 'boolean' },
      long: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  })
  if (values.help) {
    process.stdout.write(`${usage}\n`)
    return 0
  }
  const only = values.only?.split(',')
  const suites = planSuites(root, testFiles(root, positionals), {
    long: values.long === true || positionals.length > 0,
    bundled: values.long !== true,
  }).filter(({ name }) => !only || only.includes(name))
  if (values.list) {
    for (const { name, title, files } of suites) process.stdout.write(`${name} (${title})\n  ${files.join('\n  ')}\n`)
    return 0
  }
  installRequirements(
    missingRequirements({
      chromium: suites.some(({ files }) => needsChromium(root, files)),
      redis: suites.some(({ files }) => needsRedis(root, files)),
      alertmanager: suites.some(({ files }) => needsAlertmanager(files)),
      postgres15: suites.some(({ database }) => database === 'postgres15'),
      loopbackOnly: suites.some(({ loopbackOnly }) => loopbackOnly),
    }),
  )
  const env = { ...process.env, ...(values.long && { POLLUX_LONG: '1' }) }
  const results: SuiteResult[] = []
  const stopping = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stopping.abort(signal))
  for (const suite of suites) {
    if (!stopping.signal.aborted) results.push(await runSuite(suite, env, stopping.signal))
  }
  if (values.long && !stopping.signal.aborted)
    writeLongReport(root, results, planSuites(root, testFiles(root), { long: true }))
  return summarize(results)
}

async function runSuite(suite: Suite, env: NodeJS.ProcessEnv, stopped: AbortSignal): Promise<SuiteResult> {
  process.stdout.write(`\n${suite.name}: ${suite.title}\n`)
  const folder = mkdtempSync(join(tmpdir(), 'pollux-results-'))
  const resultsFile = join(folder, 'results.json')
  const started = performance.now()
  try {
    const script = join(root, 'scripts', 'test', 'run-suite.ts')
    const command = [process.execPath, script, JSON.stringify(suite), resultsFile]
    const [program = '', ...args] = suite.loopbackOnly ? withoutNetwork(command) : command
    const child = spawn(program, args, { cwd: root, env, stdio: 'inherit' })
    // From a terminal the suite hears of it too; asking twice does no harm.
    stopped.addEventListener('abort', () => child.kill('SIGTERM'), { once: true })
    const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null]
    const ended =
      code === 0 ? undefined : `the suite ended with ${signal ?? `code ${code}`} before its results were written`
    const files =
      ended === undefined
        ? (JSON.parse(readFileSync(resultsFile, 'utf8')) as FileResult[])
        : [brokenSuite(suite, ended)]
    return { suite, files, durationMs: performance.now() - started }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Puts a command where only the loopback interface exists. */
function withoutNetwork(command: string[]): string[] {
  const namespace = process.getuid?.() === 0 ? ['--net'] : ['--user', '--map-root-user', '--net']
  const up = 'PATH="$PATH:/usr/sbin:/sbin"; ip link set lo up && exec "$@"'
  const { status, stderr } = spawnSync('unshare', [...namespace, 'true'], { encoding: 'utf8' })
  if (status === 0) return ['unshare', ...namespace, 'sh', '-c', up, 'sh', ...command]
  throw new Error(
    `A network namespace is needed to prove that nothing needs the network, and this machine allows none: ${stderr ?? 'no unshare'}\n` +
      'Run as root on Linux, or leave this suite out: npm test -- --only unit,postgres15',
  )
}

function brokenSuite({ name }: Suite, reason: string): FileResult {
  process.stdout.write(`✖ ${name}: ${reason}\n`)
  return { file: name, passed: 0, failed: 1, skipped: 0, durationMs: 0, failures: [reason] }
}

function summarize(results: readonly SuiteResult[]): number {
  const total = { passed: 0, failed: 0, skipped: 0 }
  process.stdout.write('\n')
  for (const { suite, files, durationMs } of results) {
    const failing = files.filter(({ failed }) => failed > 0).map(({ file }) => file)
    for (const key of ['passed', 'failed', 'skipped'] as const) total[key] += sum(files, key)
    const counts = `${sum(files, 'passed')} passed, ${sum(files, 'failed')} failed, ${sum(files, 'skipped')} skipped`
    process.stdout.write(`${suite.name.padEnd(11)} ${(durationMs / 1000).toFixed(0).padStart(4)} s  ${counts}\n`)
    for (const file of failing) process.stdout.write(`              ✖ ${file}\n`)
  }
  if (total.passed + total.failed === 0) process.stdout.write('No test ran.\n')
  process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`)
  return total.failed === 0 && total.passed > 0 ? 0 : 1
}

function sum(files: readonly FileResult[], key: 'passed' | 'failed' | 'skipped'): number {
  return files.reduce((total, file) => total + file[key], 0)
}

try {
  process.exitCode = await main()
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`)
  process.stdout.write('0 passed, 1 failed\n')
  process.exitCode = 1
}
