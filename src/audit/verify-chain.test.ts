import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { Database, Storage } from '#storage'
import { testStorage } from '#test/postgres.ts'
import { appendEntry } from './audit.ts'
import { verifyChain } from './verify-chain.ts'

/** More than two pages. */
const length = 1_203

async function chainOf(count: number, { transaction }: Storage): Promise<void> {
  await transaction(async (within) => {
    for (let n = 1; n <= count; n++) await appendEntry(within, { kind: 'test', subject: `s${n}`, body: { n } })
  })
}

/** As somebody would who has the database and knows what the product says when it restores. */
async function tamper(database: Database, ...statements: string[]): Promise<void> {
  await database.transaction().execute(async (within) => {
    await sql`set local pollux.restoring = 'on'`.execute(within)
    for (const statement of statements) await sql.raw(statement).execute(within)
  })
}

const columns = 'sequence, format, kind, subject, body, previous_hash, hash, created_at'

const changes: [what: string, statement: string, sequence: number, reason: RegExp][] = [
  ['a text', `update audit_entries set body = '{"n":0}' where sequence = 700`, 700, /not what was hashed/],
  ['a subject', `update audit_entries set subject = 'other' where sequence = 1`, 1, /not what was hashed/],
  ['a kind', `update audit_entries set kind = 'other' where sequence = 1203`, 1203, /not what was hashed/],
  [
    'a time',
    `update audit_entries set created_at = created_at - interval '1 ms' where sequence = 500`,
    500,
    /not what was hashed/,
  ],
  ['a format', `update audit_entries set format = 1 where sequence = 501`, 501, /not what was hashed/],
  ['a hash', `update audit_entries set hash = repeat('0', 64) where sequence = 2`, 2, /not what was hashed/],
  ['one taken out', 'delete from audit_entries where sequence = 1000', 1001, /entry 1000 is missing/],
  ['the first taken out', 'delete from audit_entries where sequence = 1', 2, /entry 1 is missing/],
  [
    'two that changed places',
    `update audit_entries set sequence = 5000 where sequence = 10;
     update audit_entries set sequence = 10 where sequence = 11;
     update audit_entries set sequence = 11 where sequence = 5000`,
    10,
    /does not continue/,
  ],
  [
    'one put in between',
    `update audit_entries set sequence = sequence + 5000 where sequence > 100;
     update audit_entries set sequence = sequence - 4999 where sequence > 5000;
     insert into audit_entries (${columns}) select 101, format, kind, 'new', body, hash, repeat('1', 64), created_at
       from audit_entries where sequence = 100`,
    101,
    /not what was hashed/,
  ],
  [
    'one put at the end',
    `insert into audit_entries (${columns}) select 1204, 2, 'test', 'new', '{}', hash, repeat('1', 64), created_at
       from audit_entries where sequence = 1203`,
    1204,
    /not what was hashed/,
  ],
]

test('whatever is changed, taken out, moved or put in is found, at its place', async () => {
  await using storage = await testStorage()
  const { database } = storage
  await chainOf(length, storage)
  const whole = await verifyChain(database)
  assert.deepEqual([whole.entries, whole.broken], [length, undefined])
  await sql`create table kept as select * from audit_entries`.execute(database)
  for (const [what, statement, sequence, reason] of changes) {
    await tamper(database, ...statement.split(';'))
    const { entries, broken } = await verifyChain(database)
    assert.equal(broken?.sequence, sequence, what)
    assert.match(broken.reason, reason, what)
    assert.equal(entries, what.includes('taken out') ? sequence - 2 : sequence - 1, what)
    await tamper(
      database,
      'truncate audit_entries',
      `insert into audit_entries (${columns}) select ${columns} from kept`,
    )
  }
  assert.deepEqual(await verifyChain(database), whole)
})

test('a cut or rewritten end is found by who knows an entry of it', async () => {
  await using storage = await testStorage()
  const { database } = storage
  await chainOf(20, storage)
  const { head: hash } = await verifyChain(database)
  const since = { sequence: 20, hash }
  await chainOf(5, storage)
  assert.deepEqual(await verifyChain(database, { since }), await verifyChain(database))
  await tamper(database, `update audit_entries set body = '{}' where sequence = 20`)
  assert.match((await verifyChain(database, { since })).broken!.reason, /not what was hashed/)
  await tamper(database, 'delete from audit_entries where sequence > 15')
  assert.equal((await verifyChain(database)).broken, undefined, 'by itself it looks whole')
  const cut = await verifyChain(database, { since })
  assert.deepEqual([cut.broken?.sequence, /cut off/.test(cut.broken?.reason ?? '')], [20, true])
  await chainOf(10, storage)
  assert.equal((await verifyChain(database)).broken, undefined)
  assert.match((await verifyChain(database, { since })).broken!.reason, /rewritten/)
  assert.equal((await verifyChain(database, { since: { sequence: 0, hash: '0'.repeat(64) } })).entries, 25)
})

test('the table takes new entries, and nothing else', async () => {
  await using storage = await testStorage()
  const { database } = storage
  await chainOf(2, storage)
  for (const statement of [
    `update audit_entries set body = '{}'`,
    'delete from audit_entries where sequence = 2',
    'truncate audit_entries',
  ])
    await assert.rejects(sql.raw(statement).execute(database), /only takes new entries/, statement)
  assert.equal((await verifyChain(database)).entries, 2)
})

test('entries from before times were hashed still hold, and go on', async () => {
  await using storage = await testStorage()
  const { database } = storage
  // Written by the version before.
  await sql`insert into audit_entries (sequence, kind, subject, body, previous_hash, hash) values (1, 'receipt', 'run_1', '{"a":1}',
    ${'0'.repeat(64)}, '35337f85cffe2a6b6dbea5a1d1573a5cc677d1e5cadf612adc18be07368f2eb7')`.execute(database)
  await chainOf(1, storage)
  assert.deepEqual(await verifyChain(database).then(({ entries, broken }) => [entries, broken]), [2, undefined])
})
