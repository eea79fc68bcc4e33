import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { testStorage } from '#test/postgres.ts'
import { exportedTables } from './exported-tables.ts'
import { readRows } from './export-store.ts'

test('every part can be read, and one with a key of a text and a day is read in batches, each row once', async () => {
  await using storage = await testStorage()
  const { database } = storage
  await sql`insert into share_links (id, name, audience, created_by) values ('a', 'a', 0, 'x'), ('b', 'b', 0, 'x')`.execute(
    database,
  )
  await sql`insert into share_link_days (link_id, day)
    select link, '2026-02-20'::date + n from generate_series(1, 15) n, unnest(array['a', 'b']) link`.execute(database)
  for (const part of exportedTables) {
    const rows = await Array.fromAsync(readRows(database, { ...part, batch: 7 }))
    if (part.table === 'share_link_days') {
      assert.equal(new Set(rows.map(({ link_id, day }) => `${String(link_id)} ${String(day)}`)).size, 30)
      assert.equal(rows.length, 30)
      assert.deepEqual(rows[0], { link_id: 'a', day: '2026-02-21', questions: 0, refused: 0 })
    }
  }
})
