import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, realpath, rm, unlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { watchFolders, type Run } from '#agents'
import { owner } from '#auth'
import { createRedisCache, type Cache } from '#storage'
import { testDatabase } from '#test/postgres.ts'
import { startRedis } from '#test/start-redis.ts'
import { listFiles } from '#twin'
import { openSync, type Bench, type Options } from './sync-process.ts'

const program = fileURLToPath(new URL('./sync-process.ts', import.meta.url))
const climb = '# Climbing\n\nThe Eiger north face was climbed by Ada Smithers in 2015 with two ropes.\n'
const soup = '# Cooking\n\nThe leek soup is cooked for exactly forty minutes by Ada Smithers.\n'
const climbing = 'When was the Eiger north face climbed?'
const cooking = 'How long is the leek soup cooked?'

async function bench(options: Options = {}): Promise<Bench> {
  await using resources = new AsyncDisposableStack()
  const { url } = resources.use(await testDatabase())
  const opened = resources.use(await openSync(url, options))
  const owned = resources.move()
  return { ...opened, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

async function sync(at: Bench, input: object, capability = 'sync_cache_db'): Promise<Run> {
  const { run } = await at.agents.startRun(owner, `sync.${capability}`, input, { origin: 'rest' })
  return at.agents.runs.wait(owner, run!.id, AbortSignal.timeout(60_000))
}

interface CacheOutput {
  entries_synced: number
  cache_entries_before: number
  cache_entries_after: number
  db_records_processed: number
  stale_found: number
  inconsistent: { key: string; problem: string }[]
}
const outputOf = <Output = CacheOutput>(run: Run) => run.output as Output

async function add(at: Bench, name: string, text: string): Promise<string> {
  const report = await at.twin.sources.write({
    origin: `upload:${name}`,
    name,
    bytes: Buffer.from(text),
    audience: 'public',
  })
  return report.status === 'skipped' ? assert.fail(report.message) : report.sources[0]!.id
}

test('stale answers are found, named, and cleared; the most asked are there again', async () => {
  await using at = await bench()
  const id = await add(at, 'climb.md', climb)
  await add(at, 'soup.md', soup)
  for (const question of [climbing, climbing, cooking]) await at.ask(question)
  const well = await sync(at, { operation: 'verify_consistency' })
  assert.equal(well.verdict, 'verified', JSON.stringify(well.probe))
  assert.deepEqual(
    [outputOf(well).cache_entries_before, outputOf(well).entries_synced, outputOf(well).stale_found],
    [2, 2, 0],
  )
  await at.twin.sources.change(owner, id, { audience: 'recruiter' })
  const found = await sync(at, { operation: 'verify_consistency' })
  assert.equal(found.verdict, 'verified', JSON.stringify(found.probe))
  assert.equal(outputOf(found).cache_entries_after, 2)
  assert.deepEqual(
    outputOf(found)
      .inconsistent.map(({ problem }) => problem)
      .sort(),
    ['outdated', 'source_hidden'],
  )
  const cleared = await sync(at, { operation: 'clear_stale' })
  assert.equal(cleared.verdict, 'verified', JSON.stringify(cleared.probe))
  assert.deepEqual([outputOf(cleared).cache_entries_before, outputOf(cleared).cache_entries_after], [2, 0])
  const warmed = await sync(at, { operation: 'warm_cache' })
  assert.equal(warmed.verdict, 'verified', JSON.stringify(warmed.probe))
  assert.deepEqual([outputOf(warmed).entries_synced, outputOf(warmed).cache_entries_after], [2, 2])
  assert.ok(outputOf(warmed).db_records_processed >= 3, 'it read the three answers')
  at.outcomes.length = 0
  assert.equal(await at.ask(climbing), '')
  assert.match(await at.ask(cooking), /forty minutes/)
  assert.deepEqual(at.outcomes, ['hit', 'hit'])
  const all = await sync(at, { force: true })
  assert.equal(all.verdict, 'verified', JSON.stringify(all.probe))
  assert.equal(outputOf(all).cache_entries_after, 2)
})

test('the same over Redis', async () => {
  await using redis = await startRedis()
  const cache = createRedisCache(redis.url, { log: { info() {}, warn() {}, error() {} } })
  while (!(await cache.stats().catch(() => undefined))) await delay(20)
  await using at = await bench({ cache })
  const id = await add(at, 'climb.md', climb)
  await at.ask(climbing)
  await at.ask(climbing)
  assert.deepEqual(at.outcomes, ['miss', 'hit'])
  await at.twin.sources.remove(owner, id)
  const run = await sync(at, {})
  assert.equal(run.verdict, 'verified', JSON.stringify(run.probe))
  assert.deepEqual(
    [outputOf(run).stale_found, outputOf(run).cache_entries_before, outputOf(run).cache_entries_after],
    [1, 1, 1],
  )
  assert.equal(outputOf(run).inconsistent[0]!.problem, 'source_gone')
  await redis.stop()
  const away = await sync(at, { operation: 'verify_consistency' })
  assert.deepEqual([away.state, away.error?.code], ['failed', 'storage_unavailable'])
  await cache[Symbol.asyncDispose]()
})

test('what was put into the cache by hand is found', async () => {
  await using at = await bench()
  await add(at, 'climb.md', climb)
  await at.ask(climbing)
  const [{ key, value }] = (await Array.fromAsync(at.cache.scan(''))) as [{ key: string; value: string }]
  await at.cache.set(key, value.replace('two ropes', 'ten ropes').replace('two ropes', 'ten ropes'), 60)
  await at.cache.set('answers:x', 'not JSON', 60)
  await at.cache.set('other', 'not ours', 60)
  const run = await sync(at, { operation: 'clear_stale' })
  assert.equal(run.verdict, 'verified', JSON.stringify(run.probe))
  assert.deepEqual(
    outputOf(run)
      .inconsistent.map(({ problem }) => problem)
      .sort(),
    ['quote_missing', 'unreadable'],
  )
  assert.deepEqual(
    (await Array.fromAsync(at.cache.scan(''))).map((entry) => entry.key),
    ['other'],
  )
})

const sabotages: Record<string, { input: object; options: Options }> = {
  'a cache that deletes nothing': {
    input: { operation: 'clear_stale' },
    options: { agentCache: (cache) => ({ ...cache, delete: async (keys) => keys.length }) },
  },
  'a cache that deletes nothing, by force': {
    input: { operation: 'verify_consistency', force: true },
    options: { agentCache: (cache) => ({ ...cache, delete: async (keys) => keys.length }) },
  },
  'a cache that loses a good row when it deletes': {
    input: { operation: 'clear_stale' },
    options: {
      agentCache: (cache) => ({
        ...cache,
        async delete(keys) {
          const all = await Array.fromAsync(cache.scan('answers:'))
          const good = all.find(({ value }) => value.includes('forty minutes'))
          return cache.delete([...keys, good!.key])
        },
      }),
    },
  },
  'a cache that loses a row after a verification': {
    input: { operation: 'verify_consistency' },
    options: { agentCache: losesAfter(2) },
  },
  'a cache that hides a row from whoever reads them': {
    input: { operation: 'verify_consistency' },
    options: {
      agentCache: (cache) => ({
        ...cache,
        async *scan(prefix) {
          yield* (await Array.fromAsync(cache.scan(prefix))).slice(1)
        },
      }),
    },
  },
  'a warming that asks nothing': { input: { operation: 'sync_all', force: true }, options: { warm: async () => {} } },
}

/** Loses one entry after so many scans. */
function losesAfter(scans: number): (cache: Cache) => Cache {
  return (cache) => ({
    ...cache,
    async *scan(prefix) {
      const all = await Array.fromAsync(cache.scan(prefix))
      yield* all
      if (--scans === 0) await cache.delete([all[0]!.key])
    },
  })
}

for (const [what, { input, options }] of Object.entries(sabotages)) {
  test(`sabotage is never called verified: ${what}`, async () => {
    await using at = await bench(options)
    await add(at, 'climb.md', climb)
    await add(at, 'soup.md', soup)
    for (const question of [climbing, cooking]) await at.ask(question)
    if ('operation' in input && input.operation === 'clear_stale') {
      await at.cache.set('answers:broken', 'not JSON', 60)
    }
    const run = await sync(at, input)
    assert.deepEqual([run.state, run.verdict], ['failed', 'failed'], JSON.stringify(run.probe))
  })
}

interface FolderOutput {
  added: number
  updated: number
  removed: number
  unchanged: number
  conflicts: { name: string; kept: string; copies: { title: string; origin: string }[] }[]
  skipped: { name: string; message: string }[]
}
const counts = ({ added, updated, removed, unchanged }: FolderOutput) => [added, updated, removed, unchanged]

async function folderBench(options: Options = {}) {
  await using resources = new AsyncDisposableStack()
  const made = await mkdtemp(join(tmpdir(), 'pollux-folder-'))
  resources.defer(() => rm(made, { recursive: true, force: true }))
  const folder = join(await realpath(made), 'notes')
  await mkdir(folder)
  const at = resources.use(await bench({ folders: [{ path: folder, audience: 'public' }], ...options }))
  const owned = resources.move()
  return {
    ...at,
    folder,
    write: (name: string, text: string) => writeFile(join(folder, name), text),
    async sync() {
      const run = await sync(at, { folder }, 'sync_knowledge')
      return { run, output: outputOf<FolderOutput>(run) }
    },
    list: () => at.twin.sources.list(owner),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

test('a folder and its sources are brought in step: new, changed, gone, unreadable', async () => {
  await using at = await folderBench()
  await at.write('climb.md', climb)
  await at.write('soup.md', soup)
  await at.write('picture.xyz', 'x')
  const first = await at.sync()
  assert.equal(first.run.verdict, 'verified', JSON.stringify(first.run.probe))
  assert.deepEqual(counts(first.output), [2, 0, 0, 0])
  assert.deepEqual(
    first.output.skipped.map(({ name }) => name),
    ['picture.xyz'],
  )
  assert.match(await at.ask(climbing), /2015/)
  const second = await at.sync()
  assert.deepEqual(counts(second.output), [0, 0, 0, 2])
  assert.equal(second.run.verdict, 'verified')
  await at.write('climb.md', climb.replace('2015', '2016'))
  await unlink(join(at.folder, 'soup.md'))
  const third = await at.sync()
  assert.equal(third.run.verdict, 'verified', JSON.stringify(third.run.probe))
  assert.deepEqual(counts(third.output), [0, 1, 1, 0])
  assert.deepEqual(third.output.conflicts, [])
  assert.match(await at.ask(climbing), /2016/)
  assert.equal(await at.ask(cooking), '')
})

test('a folder that is away or suddenly empty takes nothing with it', async () => {
  await using at = await folderBench()
  await at.write('climb.md', climb)
  await at.sync()
  await unlink(join(at.folder, 'climb.md'))
  const empty = await at.sync()
  assert.deepEqual([...counts(empty.output), empty.run.verdict], [0, 0, 0, 0, 'verified'])
  assert.match(empty.output.skipped[0]!.message, /not mounted/)
  await rm(at.folder, { recursive: true })
  assert.match((await at.sync()).output.skipped[0]!.message, /There is no file or folder/)
  assert.equal((await at.list()).length, 1)
  const { run } = await at.agents.startRun(owner, 'sync.sync_knowledge', { folder: '/etc' }, { origin: 'rest' })
  const refused = await at.agents.runs.wait(owner, run!.id, AbortSignal.timeout(20_000))
  assert.equal(refused.error?.code, 'invalid_input')
})

test('what its owner said since about a source holds, and a deleted one stays deleted until its file changes', async () => {
  await using at = await folderBench()
  await at.write('climb.md', climb)
  await at.write('soup.md', soup)
  await at.sync()
  const [source] = (await at.list()).filter(({ title }) => title === 'Climbing')
  await at.twin.sources.change(owner, source!.id, { audience: 'owner' })
  assert.deepEqual(counts((await at.sync()).output), [0, 0, 0, 2])
  await at.write('climb.md', climb.replace('2015', '2016'))
  const updated = await at.sync()
  assert.deepEqual([...counts(updated.output), updated.output.conflicts.length], [0, 1, 0, 1, 0])
  assert.equal((await at.list()).find(({ title }) => title === 'Climbing')?.audience, 'owner')
  await at.twin.sources.remove(owner, source!.id)
  const kept = await at.sync()
  assert.deepEqual([...counts(kept.output), kept.run.verdict], [0, 0, 0, 2, 'verified'])
  assert.equal((await at.list()).length, 1)
  await at.write('climb.md', climb.replace('2015', '2017'))
  assert.deepEqual(counts((await at.sync()).output), [1, 0, 0, 1])
})

test('a conflict loses nothing: the newer stays, the other is set aside for the owner', async () => {
  await using at = await folderBench()
  const secret = '---\naudience: public\n---\n'
  await at.write('climb.md', climb)
  await at.write('soup.md', soup)
  await at.sync()
  const changeElsewhere = (name: string, text: string) =>
    at.twin.sources.write({ origin: `file:${join(at.folder, name)}`, name, bytes: Buffer.from(text) })
  // The file is newer.
  await changeElsewhere('climb.md', climb.replace('2015', '1999'))
  await delay(20)
  await at.write('climb.md', climb.replace('2015', '2016'))
  // The source is newer.
  await at.write('soup.md', `${secret}${soup.replace('forty', 'seventy')}`)
  await utimes(join(at.folder, 'soup.md'), new Date(), new Date(Date.now() - 60_000))
  await changeElsewhere('soup.md', soup.replace('forty', 'sixty'))
  const { run, output } = await at.sync()
  assert.equal(run.verdict, 'verified', JSON.stringify(run.probe))
  assert.deepEqual(
    output.conflicts.map(({ name, kept, copies }) => [name, kept, copies.length]),
    [
      ['climb.md', 'file', 1],
      ['soup.md', 'source', 1],
    ],
  )
  assert.match(await at.ask(climbing), /2016/)
  assert.match(await at.ask(cooking), /sixty/)
  const copies = (await at.list()).filter(({ title }) => /\(conflict, \d{4}-\d\d-\d\d\)$/.test(title))
  assert.deepEqual(
    copies.map(({ audience }) => audience),
    ['owner', 'owner'],
  )
  const texts = await Promise.all(copies.map(async ({ id }) => (await at.twin.sources.read(owner, id)).text))
  assert.match(texts.join(), /1999/)
  assert.match(texts.join(), /seventy/)
  const again = await at.sync()
  assert.deepEqual([...counts(again.output), again.output.conflicts.length], [0, 0, 0, 2, 0])
  assert.equal(again.run.verdict, 'verified', JSON.stringify(again.run.probe))
  // Changed elsewhere, and its file is gone.
  await changeElsewhere('soup.md', soup.replace('forty', 'ninety'))
  await unlink(join(at.folder, 'soup.md'))
  const rescued = await at.sync()
  assert.deepEqual([rescued.output.removed, rescued.output.conflicts[0]?.kept], [1, 'neither'])
  assert.equal(rescued.run.verdict, 'verified', JSON.stringify(rescued.run.probe))
  const all = await Promise.all((await at.list()).map(async ({ id }) => (await at.twin.sources.read(owner, id)).text))
  assert.match(all.join(), /ninety/)
})

test('sabotage is never called verified: a reader that stores nothing, an old text, or deletes nothing', async () => {
  const report = { name: 'x', status: 'added' as const, sources: [] }
  {
    await using at = await folderBench({ ingest: async () => report })
    await at.write('climb.md', climb)
    assert.equal((await at.sync()).run.verdict, 'failed')
  }
  {
    let lies = false
    await using at = await folderBench({
      ingest: async (file, honest) => (lies ? { ...report, status: 'updated' } : honest(file)),
    })
    await at.write('climb.md', climb)
    assert.equal((await at.sync()).run.verdict, 'verified')
    lies = true
    await at.write('climb.md', climb.replace('2015', '2016'))
    assert.equal((await at.sync()).run.verdict, 'failed')
  }
  {
    await using at = await folderBench({ remove: async () => {} })
    await at.write('climb.md', climb)
    await at.write('soup.md', soup)
    await at.sync()
    await unlink(join(at.folder, 'climb.md'))
    assert.equal((await at.sync()).run.verdict, 'failed')
  }
})

/** A folder with two files, and a run that another process began and was killed in. */
async function killed(fault: string, capability: string) {
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

for (const fault of [
  'claimed',
  'begun:plan 1',
  'stored:plan 1',
  'done:apply 1.1',
  'stored:apply 1.1',
  'before-probe',
]) {
  test(`killed at ${fault}, the folder is brought in step by another process, each file once`, async () => {
    await using left = await killed(fault, 'sync.sync_knowledge')
    assert.deepEqual(counts(outputOf<FolderOutput>(left.run)), [2, 0, 0, 0])
    assert.equal((await left.at.twin.sources.list(owner)).length, 2)
  })
}

test('killed when its work on a cache in memory was done, the run does it again on the cache that is there', async () => {
  await using left = await killed('stored:sync_all', 'sync.sync_cache_db')
  assert.equal(await left.at.cache.count(''), 1)
  assert.equal(outputOf(left.run).cache_entries_after, 1)
})

test('a watched folder is brought in step by itself', async () => {
  await using at = await folderBench()
  const failures: unknown[] = []
  await using _watch = watchFolders(
    {
      database: at.storage.database,
      folders: [{ path: at.folder, audience: 'public' }],
      list: (path) => listFiles([path], 1_000_000),
      version: '1',
      sync: () => at.sync(),
      failed: (_path, error) => failures.push(error),
    },
    { quiet: 50 },
  )
  const until = async (what: string, isSo: () => Promise<boolean>) => {
    for (const deadline = Date.now() + 20_000; !(await isSo()); await delay(100))
      if (Date.now() > deadline) assert.fail(what)
  }
  await at.write('climb.md', climb)
  await at.write('soup.md', soup)
  await until('read', async () => (await at.list()).length === 2)
  await unlink(join(at.folder, 'soup.md'))
  await until('removed', async () => (await at.list()).length === 1)
  await mkdir(join(at.folder, 'deeper'))
  await at.write('deeper/soup.md', soup)
  await until('read again', async () => (await at.list()).length === 2)
  assert.deepEqual(failures, [])
})
