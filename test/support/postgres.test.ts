import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Client } from 'pg'
import { emptyDatabase, engine, testDatabase, testStorage } from './postgres.ts'

test('two test databases are migrated, separate, and gone afterwards', async () => {
  await using other = await testDatabase()
  let url: string
  {
    await using database = await testDatabase()
    url = database.url
    assert.notEqual(url, other.url)
    const tables = await query(url, `select count(*)::int as n from pg_tables where schemaname = 'public'`)
    assert.ok(Number(tables['n']) > 1)
  }
  await assert.rejects(query(url, 'select 1'), /does not exist/)
})

test('the server is the one that was asked for', async () => {
  await using database = await emptyDatabase()
  const { version } = await query(database.url, `select current_setting('server_version_num') as version`)
  assert.equal(String(version).slice(0, 2), engine() === 'postgres15' ? '15' : '18')
})

test('the storage of a test is open', async () => {
  await using storage = await testStorage()
  await storage.ping()
  assert.deepEqual(await storage.database.selectFrom('sources').select('id').execute(), [])
})

async function query(url: string, sql: string): Promise<Record<string, unknown>> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql)
    return rows[0] ?? {}
  } finally {
    await client.end()
  }
}
