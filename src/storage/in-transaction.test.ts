import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { Transaction } from '#storage'
import { testStorage } from '#test/postgres.ts'

test('of two transactions that lock each other out, the one given up is run again', async () => {
  await using storage = await testStorage()
  const { database } = storage
  await sql`create table counters (name text primary key, value int not null)`.execute(database)
  await sql`insert into counters values ('a', 0), ('b', 0)`.execute(database)
  const raise = (transaction: Transaction, name: string) =>
    sql`update counters set value = value + 1 where name = ${name}`.execute(transaction)
  let runs = 0
  let holding = 0
  const bothHoldOne = Promise.withResolvers<void>()
  const changed = Promise.withResolvers<void>()
  const change = (first: string, second: string, before?: Promise<void>) =>
    storage.transaction(async (transaction) => {
      // PostgreSQL, looking late, may give up both: run again together, they could lock each other out once more.
      if (runs++ > 1) await before
      await raise(transaction, first)
      if (++holding === 2) bothHoldOne.resolve()
      await bothHoldOne.promise
      await raise(transaction, second)
    })
  await Promise.all([change('a', 'b').finally(changed.resolve), change('b', 'a', changed.promise)])
  assert.ok(runs === 3 || runs === 4, `${runs} runs`)
  const { rows } = await sql<{ value: number }>`select value from counters`.execute(database)
  assert.deepEqual(
    rows.map(({ value }) => value),
    [2, 2],
  )
})

test('what fails twice is storage_unavailable; what fails otherwise is not tried again', async () => {
  await using storage = await testStorage()
  for (const [state, code, expected] of [
    ['40001', 'storage_unavailable', 2],
    ['40P01', 'storage_unavailable', 2],
    ['23505', '23505', 1],
  ] as const) {
    let runs = 0
    const failing = storage.transaction(async (transaction) => {
      runs++
      await sql.raw(`do $$ begin raise exception 'no' using errcode = '${state}'; end $$`).execute(transaction)
    })
    await assert.rejects(failing, { code })
    assert.equal(runs, expected, state)
  }
})
