import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { emptyDatabase, testDatabase, type TestDatabase } from '#test/postgres.ts'
import { runPollux, type CommandResult } from '#test/run-pollux.ts'
import { runSql } from '#test/run-sql.ts'

let folder: string
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pollux-messages-'))
})
after(() => rm(folder, { recursive: true, force: true }))

const migrate = (url: string) => runPollux(['migrate'], { DATABASE_URL: url, DATA_DIR: folder })
const sql = ({ url }: TestDatabase, text: string) => runSql({ databaseUrl: url, dataDir: '' }, text)

/** It ended, and said what is wrong and what to do, without a stack. */
function assertSays({ code, stderr }: CommandResult, fault: RegExp, remedy: RegExp): void {
  assert.equal(code, 1, stderr)
  assert.match(stderr, fault)
  assert.match(stderr, remedy)
  assert.doesNotMatch(stderr, /^\s+at .*:\d+/m)
}

test('a database of a newer Pollux', async () => {
  await using database = await testDatabase()
  await sql(database, `insert into migrations (name) values ('9999_future.sql')`)
  assertSays(await migrate(database.url), /migrated by a newer Pollux \(9999_future\.sql\)/, /Update Pollux/)
})

test('a database that may only be read', async () => {
  await using database = await emptyDatabase()
  const name = new URL(database.url).pathname.slice(1)
  await sql(database, `alter database "${name}" set default_transaction_read_only = on`)
  assertSays(await migrate(database.url), /read-only transaction/, /name the one that can be written/)
})

test('a user who may not make tables', async () => {
  await using database = await emptyDatabase()
  const role = `pollux_visitor_${process.pid}`
  await sql(database, `create role ${role}`)
  try {
    const url = new URL(database.url)
    url.searchParams.set('options', `-c role=${role}`)
    const result = await migrate(url.href.replaceAll('+', '%20'))
    assertSays(result, /permission denied/, /the database should be its own/)
  } finally {
    await sql(database, `drop role ${role}`)
  }
})

test('a database that is not there', async () => {
  await using database = await emptyDatabase()
  const url = new URL(database.url)
  url.pathname = '/pollux_nowhere'
  assertSays(await migrate(url.href), /"pollux_nowhere" does not exist/, /correct its name in DATABASE_URL/)
})

test('a data folder that is none', async () => {
  const file = join(folder, 'file')
  await writeFile(file, '')
  const result = await runPollux(['serve'], { DATA_DIR: join(file, 'data'), PORT: '0' })
  assertSays(result, /ENOTDIR|is not a folder/, /no folder|Name one/)
})
