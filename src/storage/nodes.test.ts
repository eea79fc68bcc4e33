import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { createNodes } from '#storage'
import { testStorage } from '#test/postgres.ts'

const log = { info() {}, warn() {}, error() {} }

test('a process is found by the others from when it says so until it ends, or has been silent', async () => {
  await using storage = await testStorage()
  const { database } = storage
  const one = createNodes({ database, url: () => 'http://192.0.2.1:3000', log })
  await using other = createNodes({ database, url: () => 'http://192.0.2.2:3000', log })
  assert.notEqual(one.id, other.id)
  assert.equal(await other.find(one.id), undefined, 'it has not said so yet')
  await Promise.all([one.announce(), one.announce(), other.announce()])
  assert.equal(await other.find(one.id), 'http://192.0.2.1:3000')
  assert.equal(await one.find(other.id), 'http://192.0.2.2:3000')

  await sql`update nodes set seen_at = now() - interval '31 seconds' where id = ${one.id}`.execute(database)
  assert.equal(await other.find(one.id), undefined, 'killed, perhaps')
  await sql`update nodes set seen_at = now() - interval '2 days' where id = ${one.id}`.execute(database)
  await using third = createNodes({ database, url: () => 'http://192.0.2.3:3000', log })
  await third.announce()
  const ids = async () => (await database.selectFrom('nodes').select('id').execute()).map(({ id }) => id)
  assert.deepEqual((await ids()).sort(), [other.id, third.id].sort(), 'those long gone are tidied away')

  const fourth = createNodes({ database, url: () => 'http://192.0.2.4:3000', log })
  await fourth.announce()
  await fourth[Symbol.asyncDispose]()
  assert.equal(await other.find(fourth.id), undefined, 'an orderly end is told at once')
  await one[Symbol.asyncDispose]()
})

test('a process that could not say where it is tries again when it is asked again', async () => {
  await using storage = await testStorage()
  const { database } = storage
  const listens: { at?: string } = {}
  await using node = createNodes({ database, url: () => listens.at ?? assert.fail('not listening yet'), log })
  await assert.rejects(node.announce(), /not listening yet/)
  listens.at = 'http://192.0.2.1:3000'
  await node.announce()
  assert.equal(await node.find(node.id), listens.at)
})
