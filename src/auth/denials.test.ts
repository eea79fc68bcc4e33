import assert from 'node:assert/strict'
import { test } from 'node:test'
import { verifyChain } from '#audit'
import { testStorage } from '#test/postgres.ts'
import { createDenials, type Denial } from './denials.ts'

const wrongToken = (address: string): Denial => ({
  actorId: undefined,
  address,
  what: 'GET /api/v1/runs',
  code: 'unauthenticated',
})
const beyondScope = (actorId: string, what: string): Denial => ({
  actorId,
  address: '10.0.0.1',
  what,
  code: 'forbidden',
})

test('denials are counted together; a flood neither fills the chain nor hides a key', async () => {
  await using storage = await testStorage()
  const { database, transaction } = storage
  await using denials = createDenials({
    transaction,
    secret: async () => 'a secret',
    failed: (error) => assert.fail(String(error)),
  })
  const entries = async () => {
    const rows = await database.selectFrom('audit_entries').selectAll().orderBy('sequence').execute()
    return rows.map(({ kind, subject, body }) => ({
      kind,
      subject,
      ...(JSON.parse(body) as { what: string; times: number }),
    }))
  }
  for (let n = 0; n < 3; n++) denials.record(wrongToken('::ffff:203.0.113.7'))
  denials.record(beyondScope('anyone', 'POST /api/v1/keys'))
  await denials.flush()
  await denials.flush()
  const [first, second, ...none] = await entries()
  assert.deepEqual(none, [])
  assert.deepEqual([first!.kind, first!.times, first!.what], ['denial', 3, 'GET /api/v1/runs'])
  assert.match(first!.subject, /^address:[0-9a-f]{32}$/)
  assert.match(second!.subject, /^address:/, 'anyone is known by the address alone')
  assert.notEqual(second!.subject, first!.subject)
  assert.doesNotMatch(JSON.stringify(await entries()), /203\.0\.113\.|\b10\.0\.\d/)

  for (let n = 0; n < 60_000; n++) denials.record(wrongToken(`2001:db8::${(n % 6_000).toString(16)}`))
  denials.record(beyondScope('key_1', 'DELETE /api/v1/keys/:id'))
  await denials.flush()
  const flood = (await entries()).slice(2)
  assert.equal(flood.length, 51)
  assert.deepEqual([flood[0]!.subject, flood[0]!.times], ['key_1', 1])
  assert.equal(flood.at(-1)!.subject, 'others')
  assert.equal(
    flood.reduce((sum, entry) => sum + entry.times, 0),
    60_001,
  )
  assert.equal((await verifyChain(database)).broken, undefined)
})

test('what the database does not take now is there the next time, and at the end', async () => {
  await using storage = await testStorage()
  const { database } = storage
  let isAway = true
  const denials = createDenials({
    transaction: (work) => (isAway ? Promise.reject(new Error('away')) : storage.transaction(work)),
    secret: async () => 'a secret',
    failed: (error) => assert.fail(String(error)),
  })
  denials.record(beyondScope('key_1', 'GET /x'))
  await assert.rejects(denials.flush(), /away/)
  isAway = false
  denials.record(beyondScope('key_1', 'GET /x'))
  await denials[Symbol.asyncDispose]()
  const rows = await database.selectFrom('audit_entries').select('body').execute()
  assert.deepEqual(
    rows.map(({ body }) => (JSON.parse(body) as { times: number }).times),
    [2],
  )
})
