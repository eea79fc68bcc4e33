import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AppError } from '#errors'
import { testDatabase } from '#test/postgres.ts'
import { openPool } from './pool.ts'

const silent = { info() {}, warn() {}, error() {} }

test('a pool that ends cuts a statement that takes long', async () => {
  await using database = await testDatabase()
  const pool = openPool({ connectionString: database.url }, { size: 1, log: silent })
  const client = await pool.connect()
  const sleeping = client.query('select pg_sleep(50)', []).finally(() => client.release())
  const cut = assert.rejects(sleeping, ({ code }: AppError) => code === 'storage_unavailable')
  await pool.end()
  await cut
})

test('a pool ends under somebody who keeps a connection', async () => {
  await using database = await testDatabase()
  const pool = openPool({ connectionString: database.url }, { size: 1, log: silent })
  const client = await pool.connect()
  await pool.end()
  await assert.rejects(client.query('select 1', []), ({ code }: AppError) => code === 'storage_unavailable')
})
