import assert from 'node:assert/strict'
import { readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { test } from 'node:test'
import type { Dumps, Snapshot } from '#storage'
import type { BackupStore } from '../../src/agents/backup/stores/store.ts'
import { backupBench, fill, type BackupBench, type Ran } from './backup-fixture.ts'

/** A store that puts the file in, and then does this to it. */
function spoiling(store: BackupStore, spoil: (path: string) => Promise<void>): BackupStore {
  return {
    ...store,
    async put(name, path) {
      await store.put(name, path)
      if (name.endsWith('.pxb')) await spoil(store.locate(name))
    },
  }
}

function problemsOf({ probe }: Ran): string {
  assert.equal(probe.passed, false, 'a sabotaged run must not be called verified')
  return (probe.evidence['problems'] as string[]).join('\n')
}

const storeSabotage: [what: string, sabotage: (store: BackupStore) => BackupStore, problem: RegExp][] = [
  ['writes nothing', (store) => ({ ...store, put: (_name, path) => rm(path) }), /There is no backup/],
  ['keeps the manifest only', (store) => spoiling(store, (path) => rm(path)), /There is no backup/],
  ['cuts the file short', (store) => spoiling(store, (path) => truncate(path, 2000)), /is not what its manifest says/],
  ['flips a bit', (store) => spoiling(store, (path) => flip(path, 3000)), /damaged|another hash|differ/],
  ['flips a bit of the last frame', (store) => spoiling(store, (path) => flip(path, -40)), /damaged|differ/],
  ['stores zeros', (store) => spoiling(store, zero), /it does not begin with a header/],
]

async function flip(path: string, at: number): Promise<void> {
  const bytes = await readFile(path)
  bytes[at < 0 ? bytes.length + at : at]! ^= 4
  await writeFile(path, bytes)
}

async function zero(path: string): Promise<void> {
  await writeFile(path, Buffer.alloc((await readFile(path)).length))
}

test('a store that lies ends in a failed probe', async (t) => {
  await using bench = await backupBench()
  await fill(bench)
  for (const [what, sabotage, problem] of storeSabotage) {
    await t.test(what, async () => {
      const sabotaged = bench.with({ store: sabotage(bench.store) })
      assert.match(problemsOf(await sabotaged.run('create_backup')), problem)
      for (const { name } of await bench.store.list()) await bench.store.remove(name)
    })
  }
})

/** Dumps whose snapshots are not what they should be. */
function spoiled(bench: BackupBench, spoil: (snapshot: Snapshot) => Partial<Snapshot>): BackupBench {
  const dumps: Dumps = {
    ...bench.dumps,
    async snapshot(signal) {
      const snapshot = await bench.dumps.snapshot(signal)
      return { ...snapshot, ...spoil(snapshot) }
    },
  }
  return bench.with({ dumps })
}

async function* nothing(): AsyncGenerator<Buffer> {}

test('a dump that lies ends in a failed probe, or does not end', async (t) => {
  await using bench = await backupBench()
  await fill(bench)
  const none = { rows: 0, fingerprint: '0' }
  await t.test('a table is left out', async () => {
    const loses = spoiled(bench, ({ tables }) => ({ tables: tables.filter(({ name }) => name !== 'passages') }))
    assert.match(problemsOf(await loses.run('create_backup')), /passages is not in the backup/)
  })
  await t.test('no table at all', async () => {
    assert.match(problemsOf(await spoiled(bench, () => ({ tables: [] })).run('create_backup')), /is not in the backup/)
  })
  await t.test('no rows, and a count that agrees', async () => {
    const loses = spoiled(bench, () => ({ rows: nothing, fingerprint: async () => none }))
    assert.match(problemsOf(await loses.run('create_backup')), /passages: 0 rows in the backup, 300 that were there/)
  })
  await t.test('no rows', async () => {
    await assert.rejects(spoiled(bench, () => ({ rows: nothing })).run('create_backup'), /got 0 of \d+ rows/)
  })
  await t.test('one row less', async () => {
    const loses = spoiled(bench, (snapshot) => ({
      async *rows(table) {
        for await (const piece of snapshot.rows(table)) yield piece.subarray(piece.indexOf('\n') + 1)
      },
    }))
    await assert.rejects(loses.run('create_backup'), /The dump of \w+ got \d+ of \d+ rows/)
  })
  await t.test('rows that came after the snapshot are not missed', async () => {
    const busy = spoiled(bench, (snapshot) => ({
      async *rows(table) {
        await bench.sql(`insert into milestones (name) values ($1)`, [`while ${table.name} was dumped`])
        yield* snapshot.rows(table)
      },
    }))
    assert.equal((await busy.run('create_backup')).probe.passed, true)
  })
})

test('a restore that lies ends in a failed probe', async (t) => {
  await using bench = await backupBench()
  await fill(bench)
  const { output: made } = await bench.run('create_backup')
  const live = { target: 'live', backup_id: made['backup_id'] }
  const lying = (dumps: Partial<Dumps>) => bench.with({ dumps: { ...bench.dumps, ...dumps } })
  await t.test('no database', async () => {
    const ran = await lying({ restoreInto: async () => {} }).run('restore_backup', { database: 'not_made' })
    assert.match(problemsOf(ran), /There is no database not_made/)
  })
  await t.test('an empty database', async () => {
    const { createDatabase } = bench.dumps
    const ran = await lying({ restoreInto: (name) => createDatabase(name) }).run('restore_drill')
    assert.match(problemsOf(ran), /passages is not in the database/)
    assert.deepEqual(await bench.dumps.databases(String(ran.output['database'])), [], 'dropped all the same')
  })
  await t.test('a row is lost', async () => {
    const lossy = lying({
      async restoreInto(name, source, signal) {
        const [lost, ...tables] = source.tables
        const empty = { ...lost!, rows: 0, sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' }
        const rows = (table: typeof empty) => (table.name === empty.name ? nothing() : source.rows(table))
        await bench.dumps.restoreInto(name, { ...source, tables: [empty, ...tables], rows }, signal)
      },
    })
    assert.match(problemsOf(await lossy.run('restore_drill')), /agent_events: 5 rows in the backup, 0 in the database/)
  })
  await t.test('the live database is left as it was', async () => {
    await bench.sql(`update sources set title = 'changed'`)
    const ran = await lying({ restoreHere: async () => {} }).run('restore_backup', live)
    assert.match(problemsOf(ran), /knows nothing of this restore/)
  })
  await t.test('the live database gets other rows', async () => {
    const lossy = lying({
      async restoreHere(source, options, signal) {
        await bench.dumps.restoreHere(
          source,
          { ...options, after: async (query) => void (await query(`update sources set title = 'x' where id = 's1'`)) },
          signal,
        )
      },
    })
    assert.match(problemsOf(await lossy.run('restore_backup', live)), /sources: as many rows, but not the same/)
  })
  await t.test('rows that are not those of the backup are not committed', async () => {
    const before = await bench.sql('select count(*)::int as n from postings')
    const lossy = lying({
      restoreHere: (source, options, signal) => bench.dumps.restoreHere({ ...source, rows: nothing }, options, signal),
    })
    await assert.rejects(lossy.run('restore_backup', live), /were not the same when they were read back/)
    assert.deepEqual(await bench.sql('select count(*)::int as n from postings'), before)
  })
})

test('pruning that removes nothing, or too much, ends in a failed probe', async () => {
  await using bench = await backupBench()
  let hour = 10
  const dated = bench.with({ now: () => new Date(`2031-01-01T${hour++}:00:00Z`) })
  for (let count = 0; count < 3; count++) await dated.run('create_backup')
  const input = { keep_last: 2, keep_daily: 0, keep_weekly: 0 }
  const lazy = bench.with({ store: { ...bench.store, remove: async () => {} } })
  assert.match(problemsOf(await lazy.run('prune_backups', input)), /is still there/)
  const all = await bench.store.list()
  const zealous: BackupStore = {
    ...bench.store,
    remove: async () => {
      for (const { name } of all) await bench.store.remove(name)
    },
  }
  assert.match(
    problemsOf(await bench.with({ store: zealous }).run('prune_backups', input)),
    /is gone, and should not be/,
  )
})
