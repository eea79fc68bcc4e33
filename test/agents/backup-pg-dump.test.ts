import assert from 'node:assert/strict'
import { test } from 'node:test'
import { engine } from '#test/postgres.ts'
import { backupBench, fill, tablesOf, urlOf } from './backup-fixture.ts'

test('pg_dump, where it fits the server, makes a backup that restores; elsewhere it says why not', async () => {
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
  const drill = await bench.run('restore_drill')
  assert.equal(drill.probe.passed, true, JSON.stringify(drill.probe))
  const restored = await bench.run('restore_backup', { backup_id: output['backup_id'] })
  assert.equal(restored.probe.passed, true)
  try {
    assert.deepEqual(await tablesOf(urlOf(bench.url, String(restored.output['database']))), before)
  } finally {
    await bench.dumps.dropDatabase(String(restored.output['database']))
  }
  await assert.rejects(bench.run('restore_backup', { target: 'live' }), /holds no tables in our own format/)
  await assert.rejects(bench.run('create_backup', { format: 'pg_dump', backup_type: 'incremental' }), {
    code: 'invalid_input',
  })
})
