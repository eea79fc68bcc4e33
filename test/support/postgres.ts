import { createHash, randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { Client } from 'pg'
import type { Storage } from '#storage'
import { engines, startPostgres, type Engine, type PostgresServer } from './start-postgres.ts'

export interface TestDatabase extends AsyncDisposable {
  /** Connection string, usable as `DATABASE_URL`. */
  readonly url: string
}

/** Which PostgreSQL this run tests on: `TEST_DATABASE`, embedded when unset. */
export function engine(): Engine {
  const name = process.env['TEST_DATABASE'] ?? 'embedded'
  const known = engines.find((candidate) => candidate === name)
  if (!known) throw new Error(`TEST_DATABASE is "${name}"; it is one of: ${engines.join(', ')}`)
  return known
}

/** A migrated, empty database of its own, dropped when disposed. Costs a copy of the template (about 50 ms). */
export async function testDatabase(): Promise<TestDatabase> {
  return copyOf(await template())
}

/**
 * A copy of what `firstStart` leaves in a migrated database, which is done once per server: reading the sample in takes longer than
 * the rest of a start. `sample` names it.
 */
export async function preparedDatabase(
  sample: string,
  firstStart: (url: string) => Promise<void>,
): Promise<TestDatabase> {
  const migrated = await template()
  const name = `prepared_${sample}`
  await once(name, async (client) => {
    await client.query(`create database ${draft} template ${migrated} strategy file_copy`)
    await firstStart(await serverUrl(draft))
  })
  return copyOf(name)
}

/** A database with nothing in it, not even our tables: for tests of the migrations. */
export async function emptyDatabase(): Promise<TestDatabase> {
  return copyOf('template1')
}

/** The product's storage on a migrated database of its own. */
export async function testStorage(): Promise<Storage & TestDatabase> {
  await using resources = new AsyncDisposableStack()
  const { url } = resources.use(await testDatabase())
  const storage = resources.use(await openTestStorage(url))
  const owned = resources.move()
  return { ...storage, url, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

const silent = { info() {}, warn() {}, error() {} }

async function openTestStorage(url: string): Promise<Storage> {
  // Loading it takes longer than the rest of a test's own process, and few tests need it there.
  const { createStorage } = await import('#storage')
  const storage = createStorage({ dataDir: '', url, role: 'tool', poolSize: 4, log: silent })
  await storage.open()
  return storage
}

// One server per test run (npm test hands its address down), else one per process.
let ownServer: Promise<PostgresServer> | undefined

async function serverUrl(database: string): Promise<string> {
  const shared = process.env['TEST_POSTGRES_URL']
  if (shared !== undefined) {
    const url = new URL(shared)
    url.pathname = `/${database}`
    return url.href
  }
  return (await (ownServer ??= startPostgres(engine()))).url(database)
}

async function copyOf(source: string): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`
  // Page by page through the WAL, which is the default, costs twice the CPU.
  await administer((client) => client.query(`create database ${name} template ${source} strategy file_copy`))
  return {
    url: await serverUrl(name),
    [Symbol.asyncDispose]: () => administer((client) => client.query(`drop database if exists ${name} with (force)`)),
  }
}

async function administer(work: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client({ connectionString: await serverUrl('postgres') })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}

const templateLock = 815_001
const draft = 'template_draft'
let templateName: Promise<string> | undefined

/** Name of the database migrated once per server, and again when a migration file changes. */
function template(): Promise<string> {
  return (templateName ??= makeTemplate())
}

async function makeTemplate(): Promise<string> {
  const name = `template_${await migrationsHash()}`
  await once(name, async (client) => {
    await client.query(`create database ${draft}`)
    const storage = await openTestStorage(await serverUrl(draft))
    await storage[Symbol.asyncDispose]()
  })
  return name
}

/** Has a database made as the draft and named, unless it is there: by one process at a time, and never half. */
async function once(name: string, make: (client: Client) => Promise<void>): Promise<void> {
  await administer(async (client) => {
    await client.query('select pg_advisory_lock($1)', [templateLock]) // let go when the connection ends
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name])
    if (rowCount) return
    await client.query(`drop database if exists ${draft} with (force)`)
    await make(client)
    await client.query(`alter database ${draft} rename to ${name}`)
  })
}

async function migrationsHash(): Promise<string> {
  const folder = new URL('../../src/storage/migrations/', import.meta.url)
  const hash = createHash('sha256')
  for (const name of (await readdir(folder)).sort()) hash.update(name).update(await readFile(new URL(name, folder)))
  return hash.digest('hex').slice(0, 16)
}
