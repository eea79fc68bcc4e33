import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startPostgres } from '../../test/support/start-postgres.ts'
import { bundleProduct } from './bundle-product.ts'
import { runFile, type FileResult } from './run-file.ts'
import type { Suite } from './suites.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const concurrency = 3
const limitMs = process.env['POLLUX_LONG'] === '1' ? 3_600_000 : 300_000

/** Runs one suite in this process's network: `run-suite.ts '<suite as JSON>' <file for the results>`. */
async function main(): Promise<void> {
  const [suiteText = '', resultsFile = ''] = process.argv.slice(2)
  const suite = JSON.parse(suiteText) as Suite
  if (suite.loopbackOnly) requireLoopbackOnly()
  const tmp = mkdtempSync(join(tmpdir(), 'pollux-test-'))
  process.on('exit', () => removeOrSay(tmp))

  await using resources = new AsyncDisposableStack()
  // Every file is a process of its own, and most of them load the same modules.
  const env: NodeJS.ProcessEnv = { ...process.env, NODE_COMPILE_CACHE: join(tmp, 'compiled') }
  if (suite.database) {
    const server = resources.use(await startPostgres(suite.database))
    env['TEST_DATABASE'] = suite.database
    env['TEST_POSTGRES_URL'] = server.url('postgres')
    if (suite.bundled) env['TEST_PRODUCT'] = await bundleProduct(root, mkdtempSync(join(tmp, 'product-')))
    env['TEST_PREPARED_DATA'] = mkdtempSync(join(tmp, 'prepared-'))
  }
  const stopping = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => stopping.abort(new Error(`stopped by ${signal}`)))
  const stopped = stopping.signal
  const results: FileResult[] = []
  // The tests of whole servers, which stand last, are the long ones: begun last, one would run on alone.
  const waiting = suite.files.toReversed()
  const work = async (): Promise<void> => {
    for (let file = waiting.shift(); file !== undefined && !stopped.aborted; file = waiting.shift()) {
      const result = await runFile(file, { root, tmp, env, limitMs, stopped })
      results.push(result)
      print(result)
    }
  }
  await Promise.all(Array.from({ length: concurrency }, work))
  if (stopped.aborted) process.exitCode = 130
  else writeFileSync(resultsFile, JSON.stringify(results))
}

/** At exit a failure to tidy up must not hide why we exit. */
function removeOrSay(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true })
  } catch (error) {
    process.stderr.write(`could not remove ${folder}: ${(error as Error).message}\n`)
  }
}

/** The suite is worth its name only where there is no way out. */
function requireLoopbackOnly(): void {
  const outside = Object.entries(networkInterfaces()).filter(([, addresses]) =>
    addresses?.some(({ internal }) => !internal),
  )
  if (outside.length > 0)
    throw new Error(`there is a network beside loopback: ${outside.map(([name]) => name).join(', ')}`)
}

function print({ file, passed, failed, skipped, durationMs, failures }: FileResult): void {
  const counts = [`${passed} passed`, failed > 0 && `${failed} failed`, skipped > 0 && `${skipped} skipped`].filter(
    Boolean,
  )
  process.stdout.write(
    `${failed > 0 ? '✖' : '✔'} ${file}: ${counts.join(', ')} (${(durationMs / 1000).toFixed(1)} s)\n`,
  )
  for (const failure of failures) process.stdout.write(`${failure.replace(/^/gm, '    ')}\n`)
}

await main()
