import assert from 'node:assert/strict'
import { mkdir, mkdtemp, realpath, rm, unlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { watchFolders } from '../../src/agents/sync/watch-folders.ts'
import { owner } from '#auth'
import { listFiles } from '#twin'
import { bench, climb, climbing, cooking, killed, outputOf, soup, sync } from './sync-bench.ts'
import type { Options } from './sync-process.ts'

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

test('killed wherever it was, the folder is brought in step by another process, each file once', async () => {
  const faults = ['claimed', 'stored:plan 1', 'done:apply 1.1', 'stored:apply 1.1', 'before-probe']
  // At once, because each waits some ten seconds for the run to be taken over.
  await Promise.all(
    faults.map(async (fault) => {
      await using left = await killed(fault, 'sync.sync_knowledge')
      assert.deepEqual(counts(outputOf<FolderOutput>(left.run)), [2, 0, 0, 0], fault)
      assert.equal((await left.at.twin.sources.list(owner)).length, 2, fault)
    }),
  )
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
