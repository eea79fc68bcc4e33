import assert from 'node:assert/strict'
import { mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { backupId } from '../../src/agents/backup/backup-id.ts'
import { backupBench, fill, tablesOf, urlOf } from './backup-fixture.ts'
import { backends } from './backup-stores.ts'

const writing = { runId: 'r', begun: ['write the backup'] }
const id = backupId('r:1')

for (const backend of backends) {
  test(`after a crash, a half-written draft is thrown away and the backup made [${backend}]`, async () => {
    await using bench = await backupBench(backend)
    await fill(bench)
    await bench.store.prepare()
    const draft = join(bench.store.staging, `.partial-${id}`)
    await writeFile(draft, 'half a ba')
    const { output, probe } = await bench.run('create_backup', {}, writing)
    assert.equal(probe.passed, true)
    assert.equal(output['backup_id'], id)
    await assert.rejects(readFile(draft), { code: 'ENOENT' })
    assert.equal((await bench.store.list()).length, 2)
  })

  test(`after a crash, a backup that is in the store is taken over, its manifest made again [${backend}]`, async () => {
    await using bench = await backupBench(backend)
    await fill(bench)
    const first = await bench.run('create_backup', {}, { runId: 'r' })
    await bench.store.remove(`${String(first.output['backup_name'])}.json`)
    await bench.sql(`insert into milestones (name) values ('after the crash')`)
    const unchanged = bench.with({
      now: () => new Date('2031-01-01T00:00:00Z'),
      dumps: { ...bench.dumps, snapshot: () => Promise.reject(new Error('it must not be made again')) },
    })
    const { output } = await unchanged.run('create_backup', {}, writing)
    assert.equal(output['checksum'], first.output['checksum'])
    assert.equal((await bench.store.list()).length, 2)
  })
}

test('after a crash, a damaged file under the name of the backup is replaced', async () => {
  await using bench = await backupBench()
  await fill(bench)
  const first = await bench.run('create_backup', {}, { runId: 'r' })
  const path = String(first.output['path'])
  await writeFile(path, (await readFile(path)).subarray(0, 5000))
  const { output, probe } = await bench.run('create_backup', {}, writing)
  assert.equal(probe.passed, true)
  assert.equal(output['backup_id'], id)
  assert.deepEqual((await bench.store.list()).map(({ name }) => name).sort(), [
    output['backup_name'],
    `${String(output['backup_name'])}.json`,
  ])
})

test('a live restore that was committed before the crash is not done again', async () => {
  await using bench = await backupBench()
  await fill(bench)
  const { output: made } = await bench.run('create_backup')
  const live = { target: 'live', backup_id: made['backup_id'] }
  await bench.run('restore_backup', live, { runId: 'l' })
  await bench.sql(`update sources set title = 'written since'`)
  const { output } = await bench.run('restore_backup', live, { runId: 'l', begun: ['replace the tables'] })
  assert.equal(output['key'], 'l:2')
  assert.deepEqual(await bench.sql('select distinct title from sources'), [{ title: 'written since' }])
  assert.deepEqual(await bench.sql('select count(*)::int as n from restores'), [{ n: 1 }])
})

test('a live restore that is cut off in the middle changes nothing', async () => {
  await using bench = await backupBench()
  await fill(bench)
  const { output: made } = await bench.run('create_backup')
  const live = { target: 'live', backup_id: made['backup_id'] }
  await bench.sql(`update sources set title = 'newer'`)
  const before = await tablesOf(bench.url)
  const cut = bench.with({
    dumps: {
      ...bench.dumps,
      restoreHere: (source, options) => {
        const aborting = new AbortController()
        async function* rows(table: (typeof source.tables)[number]) {
          if (table.name === 'sources') aborting.abort(new Error('power cut'))
          yield* source.rows(table)
        }
        return bench.dumps.restoreHere({ ...source, rows }, options, aborting.signal)
      },
    },
  })
  await assert.rejects(cut.run('restore_backup', live))
  assert.deepEqual(await tablesOf(bench.url), before)
  const again = await bench.run('restore_backup', live)
  assert.equal(again.probe.passed, true, JSON.stringify(again.probe))
})

test('a half-filled database of a restore that died is filled again', async () => {
  await using bench = await backupBench()
  await fill(bench)
  const made = await bench.run('create_backup')
  const database = `pollux_restored_${String(made.output['backup_id'])}`
  const dumps = { ...bench.dumps, databases: async () => [] } // it was free when the run began
  let asked = 0
  const resumed = bench.with({
    dumps: {
      ...bench.dumps,
      databases: async (name) => (asked++ === 0 ? dumps.databases() : bench.dumps.databases(name)),
    },
  })
  await bench.dumps.createDatabase(database)
  try {
    const begun = ['restore into a new database']
    const { probe } = await resumed.run('restore_backup', {}, { runId: 'd', begun })
    assert.equal(probe.passed, true, JSON.stringify(probe))
    assert.deepEqual(await tablesOf(urlOf(bench.url, database)), await tablesOf(bench.url))
  } finally {
    await bench.dumps.dropDatabase(database)
  }
})

test('a folder of restored files, half written before the crash, is written again; a whole one is taken as it is', async () => {
  await using bench = await backupBench()
  const made = await bench.run('create_backup', { backup_type: 'config' })
  const folder = join(bench.folder, `restored-${String(made.output['backup_id'])}`)
  const settings = join(folder, 'settings.json')
  for (const text of ['{ "half', '{\n  "PORT": 3000\n}\n']) {
    // Asked for the time once it has seen that there is no such folder.
    const now = () => {
      mkdirSync(folder)
      writeFileSync(settings, text)
      utimesSync(settings, 1, 1)
      return new Date()
    }
    const begun = ['write the files']
    const { probe } = await bench.with({ now }).run('restore_backup', { target: 'config' }, { runId: 'f', begun })
    assert.equal(probe.passed, true, JSON.stringify(probe))
    assert.equal((await stat(settings)).mtimeMs === 1000, text.endsWith('}\n'))
    await rm(folder, { recursive: true })
  }
})

test('a folder that was there before is not taken for a half-written one', async () => {
  await using bench = await backupBench()
  const made = await bench.run('create_backup', { backup_type: 'config' })
  const folder = join(bench.folder, `restored-${String(made.output['backup_id'])}`)
  mkdirSync(folder)
  writeFileSync(join(folder, 'settings.json'), 'of somebody')
  const restoring = bench.run('restore_backup', { target: 'config' }, { runId: 'f', begun: ['write the files'] })
  await assert.rejects(restoring, { code: 'conflict', message: /There is already a/ })
  assert.equal(await readFile(join(folder, 'settings.json'), 'utf8'), 'of somebody')
})

test('a drill whose database is gone when it is looked at again restores it once more', async () => {
  await using bench = await backupBench()
  await fill(bench)
  await bench.run('create_backup')
  let gone = false
  const dropped = bench.with({
    dumps: {
      ...bench.dumps,
      async restoreInto(name, source, signal) {
        await bench.dumps.restoreInto(name, source, signal)
        if (!gone) await bench.dumps.dropDatabase(name)
        gone = true
      },
    },
  })
  const { output, probe } = await dropped.run('restore_drill')
  assert.equal(probe.passed, true, JSON.stringify(probe))
  assert.deepEqual(await bench.dumps.databases(String(output['database'])), [])
})
