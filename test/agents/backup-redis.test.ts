import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createClient } from 'redis'
import { freePort } from '#test/free-port.ts'
import { startRedis } from '#test/start-redis.ts'
import { backupBench } from './backup-fixture.ts'
import { plant, planted } from './backup-planted.ts'

test('what Redis holds for good is backed up and restored; what expires is not, nor what is not ours', async () => {
  await using redis = await startRedis()
  await using plain = await backupBench()
  const bench = plain.with({ redisUrl: redis.url })
  const client = createClient({ url: redis.url })
  await client.connect()
  try {
    await client.set('pollux:cached', 'x', { EX: 100 })
    await client.set('other:kept', 'x')
    const nothing = await bench.run('create_backup')
    assert.deepEqual(nothing.output['components'], ['database', 'config'])
    const empty = { target: 'redis', backup_id: nothing.output['backup_id'] }
    await assert.rejects(bench.run('restore_backup', empty), { code: 'conflict', message: /holds nothing for redis/ })

    await client.set('pollux:text', 'line\nbreak \0 é')
    await client.hSet('pollux:hash', { a: '1', b: '2' })
    await client.zAdd('pollux:set', [{ score: 1.5, value: 'm' }])
    const { output, probe } = await bench.run('create_backup')
    assert.equal(probe.passed, true)
    assert.deepEqual(output['components'], ['database', 'redis', 'config'])

    await client.del(['pollux:hash', 'pollux:set'])
    await client.set('pollux:text', 'changed')
    const restored = await bench.run('restore_backup', { target: 'redis', backup_id: output['backup_id'] })
    assert.deepEqual(restored.probe, { passed: true, evidence: { keys: 3, differing: [] } })
    assert.equal(await client.get('pollux:text'), 'line\nbreak \0 é')
    assert.deepEqual({ ...(await client.hGetAll('pollux:hash')) }, { a: '1', b: '2' })
    assert.equal(await client.zScore('pollux:set', 'm'), 1.5)

    const [kept, foreign] = ['pollux:text', 'other:evil'].map((key) => ({ key, value: 'AAF4' }))
    const lines = [kept, foreign].map((line) => `${JSON.stringify(line)}\n`).join('')
    await plant(plain, { lines }, (blobs) => ({
      ...planted,
      type: 'full',
      redis: { keys: 2, content: blobs['lines']! },
    }))
    const refused = bench.run('restore_backup', { backup_id: planted.id, target: 'redis' })
    await assert.rejects(refused, { code: 'conflict', message: /"other:evil", which is not ours/ })
    assert.equal(await client.exists('other:evil'), 0)
    assert.equal(await client.get('pollux:text'), 'line\nbreak \0 é', 'nor was the one before it written')
  } finally {
    client.destroy()
  }
})

test('while Redis is away a backup says so, and leaves no half one', async () => {
  await using plain = await backupBench()
  const bench = plain.with({ redisUrl: `redis://127.0.0.1:${await freePort()}` })
  await assert.rejects(bench.run('create_backup'), {
    code: 'storage_unavailable',
    message: /Redis .* cannot be reached/,
  })
  const { output } = await plain.run('list_backups')
  assert.deepEqual(output['backups'], [])
})
