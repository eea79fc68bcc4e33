import assert from 'node:assert/strict'
import { test } from 'node:test'
import { appendEntry, verifyChain } from '#audit'
import { owner } from '#auth'
import { createStorage } from '#storage'
import { answersWitness, createExtractor, createTwin, type Twin } from '#twin'
import { backupBench } from './backup-fixture.ts'

const silent = () => {}

async function ask(twin: Twin, question: string): Promise<void> {
  for await (const _ of twin.answer(owner, { question }, { signal: AbortSignal.timeout(10_000) }));
}

test('after a restore the chain and what it tells of still fit, whether they were kept or replaced', async () => {
  await using bench = await backupBench()
  const log = { info: silent, warn: silent, error: silent }
  await using storage = createStorage({ dataDir: '', url: bench.url, role: 'tool', poolSize: 4, log })
  await storage.open()
  const { database, transaction } = storage
  await using extractor = createExtractor({ limits: { maxFileBytes: 1_000 } })
  await using twin = createTwin({
    database,
    transaction,
    extractor,
    version: 'test',
    model: undefined,
    embedding: undefined,
    observe: {
      answer: silent,
      ingestedFile: silent,
      droppedSentence: silent,
      failedEmbedding: silent,
      failedTidying: silent,
      failedChaining: silent,
    },
  })
  const verify = (since?: { sequence: number; hash: string }) =>
    verifyChain(database, { since, witnesses: [answersWitness] })
  /** Disposed once, as a server that stops: what waits is chained. */
  const chain = () => twin[Symbol.asyncDispose]()

  for (const question of ['One?', 'Two?']) await ask(twin, question)
  await transaction((within) => appendEntry(within, { kind: 'receipt', subject: 'run_1', body: { n: 1 } }))
  await chain()
  await ask(twin, 'Not chained when the backup is made?')
  const made = await bench.run('create_backup')
  await chain()
  await ask(twin, 'After the backup?')
  await chain()
  const before = await verify()
  assert.deepEqual([before.entries, before.broken], [4, undefined])

  const input = { backup_id: made.output['backup_id'], target: 'live' }
  assert.equal((await bench.run('restore_backup', input)).probe.passed, true)
  assert.deepEqual(await verify(), before)
  assert.equal((await bench.run('restore_backup', { ...input, part: 'knowledge' })).probe.passed, true)
  assert.deepEqual(await verify(), before)
  await assert.rejects(bench.sql('delete from audit_entries'), /only takes new entries/, 'it takes nothing else again')

  const replaced = await bench.run('restore_backup', { ...input, journal: 'replace' }, { runId: 'restoring' })
  assert.equal(replaced.probe.passed, true, JSON.stringify(replaced.probe))
  const after = await verify()
  assert.deepEqual([after.entries, after.broken], [2, undefined])
  const known = await verify({ sequence: before.entries, hash: before.head })
  assert.match(known.broken?.reason ?? '', /cut off/, 'a checkpoint from after the backup tells of it')
  await ask(twin, 'After the restore?')
  await chain()
  const whole = await verify()
  assert.deepEqual([whole.entries, whole.broken], [3, undefined], 'what waited in the backup is chained now')
})
