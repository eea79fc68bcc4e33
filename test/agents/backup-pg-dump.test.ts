import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { engine } from '#test/postgres.ts'
import { backupBench, fill, tablesOf, urlOf } from './backup-fixture.ts'

test('pg_dump, where it fits the server, makes a backup whose file pg_restore restores; elsewhere it says why not', async () => {
  await using bench = await backupBench()
  await fill(bench)
  const made = bench.run('create_backup', { format: 'pg_dump' })
  if (engine() === 'embedded') {
    // The embedded server is PostgreSQL 18, Debian's pg_dump is 15, if it is there at all.
    await assert.rejects(made, { code: 'conflict', message: /server version mismatch|is not installed here/ })
    assert.deepEqual(await bench.store.list(), [])
    return
  }
  const { output, probe } = await made
  assert.equal(probe.passed, true, JSON.stringify(probe))
  const before = await tablesOf(bench.url)
  await assert.rejects(bench.run('restore_drill'), { code: 'not_found' })
  await assert.rejects(bench.run('restore_backup', { backup_id: output['backup_id'] }), /written by pg_dump/)
  const restored = await bench.run('restore_backup', { target: 'pg_dump' })
  assert.equal(restored.probe.passed, true, JSON.stringify(restored.probe))
  // By hand, as docs/guides/backups.md says: by an account that owns that database, and nothing else.
  const database = 'restored_by_hand'
  await bench.dumps.createDatabase(database)
  await bench.sql(`create role pollux_restore login password 'invented'`)
  await bench.sql(`alter database ${database} owner to pollux_restore`)
  try {
    const url = urlOf(bench.url, database)
    const dump = join(String(restored.output['folder']), 'database.dump')
    const as = new URL(url)
    as.username = 'pollux_restore'
    as.password = 'invented'
    const options = ['--no-owner', '--no-privileges', '--single-transaction', '--exit-on-error']
    await promisify(execFile)('pg_restore', [...options, `--dbname=${as.href}`, dump])
    assert.deepEqual(await tablesOf(url), before)
  } finally {
    await bench.dumps.dropDatabase(database)
    await bench.sql('drop role pollux_restore')
  }
  await assert.rejects(bench.run('create_backup', { format: 'pg_dump', backup_type: 'incremental' }), {
    code: 'invalid_input',
  })
})
