import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Run } from '#agents'
import { owner } from '#auth'
import { testDatabase } from '#test/postgres.ts'
import { openSync, type Bench, type Options } from './sync-process.ts'

const program = fileURLToPath(new URL('./sync-process.ts', import.meta.url))
export const climb = '# Climbing\n\nThe Eiger north face was climbed by Ada Smithers in 2015 with two ropes.\n'
export const soup = '# Cooking\n\nThe leek soup is cooked for exactly forty minutes by Ada Smithers.\n'
export const climbing = 'When was the Eiger north face climbed?'
export const cooking = 'How long is the leek soup cooked?'

export async function bench(options: Options = {}): Promise<Bench> {
  await using resources = new AsyncDisposableStack()
  const { url } = resources.use(await testDatabase())
  const opened = resources.use(await openSync(url, options))
  const owned = resources.move()
  return { ...opened, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

export async function sync(at: Bench, input: object, capability = 'sync_cache_db'): Promise<Run> {
  const { run } = await at.agents.startRun(owner, `sync.${capability}`, input, { origin: 'rest' })
  return at.agents.runs.wait(owner, run!.id, AbortSignal.timeout(60_000))
}

export const outputOf = <Output>(run: Run) => run.output as Output

export async function add(at: Bench, name: string, text: string): Promise<string> {
  const report = await at.twin.sources.write({
    origin: `upload:${name}`,
    name,
    bytes: Buffer.from(text),
    audience: 'public',
  })
  return report.status === 'skipped' ? assert.fail(report.message) : report.sources[0]!.id
}

/** A folder with two files, and a run that another process began and was killed in. */
export async function killed(fault: string, capability: string) {
  await using resources = new AsyncDisposableStack()
  const { url } = resources.use(await testDatabase())
  const made = await mkdtemp(join(tmpdir(), 'pollux-folder-'))
  resources.defer(() => rm(made, { recursive: true, force: true }))
  const folder = await realpath(made)
  await writeFile(join(folder, 'climb.md'), climb)
  await writeFile(join(folder, 'soup.md'), soup)
  const child = spawn(process.execPath, [program, url, folder, fault, capability], {
    stdio: ['ignore', 'ignore', 'inherit'],
    timeout: 60_000,
  })
  const [, signal] = (await once(child, 'exit')) as [number | null, string | null]
  assert.equal(signal, 'SIGKILL')
  const at = resources.use(await openSync(url, { folders: [{ path: folder, audience: 'public' }] }))
  const [found] = await at.agents.runs.list(owner, {})
  const run = await at.agents.runs.wait(owner, found!.id, AbortSignal.timeout(60_000))
  assert.deepEqual([run.state, run.verdict], ['succeeded', 'verified'], JSON.stringify([run.error, run.probe]))
  assert.ok(run.attempt > 1)
  const owned = resources.move()
  return { at, run, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}
