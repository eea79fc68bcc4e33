import { Kysely, PostgresDialect, sql, type Transaction as KyselyTransaction } from 'kysely'
import { openEmbedded } from './embedded/embedded.ts'
import type { Log } from './log.ts'
import { migrate } from './migrate.ts'
import { openPool, type ConnectionOptions } from './pool.ts'
import type { Tables } from './tables.ts'

export type Database = Kysely<Tables>
export type Transaction = KyselyTransaction<Tables>

export interface Storage extends AsyncDisposable {
  readonly database: Database
  readonly mode: 'embedded' | 'external'
  /** Runs `select 1`; throws `storage_unavailable` when the database is away. */
  ping(): Promise<void>
  /** A migrated, empty database of its own on the same server, dropped when closed: for evaluations and restore drills. */
  openScratch(): Promise<Storage>
}

export interface StorageOptions {
  readonly dataDir: string
  readonly url?: string | undefined
  readonly role: 'server' | 'tool'
  readonly poolSize: number
  readonly log: Log
}

/** Opens the given PostgreSQL (15 or later), or the one in the data folder when no URL is given, and migrates it. */
export async function openStorage({ dataDir, url, role, poolSize, log }: StorageOptions): Promise<Storage> {
  await using resources = new AsyncDisposableStack()
  const embedded = url ? undefined : resources.use(await openEmbedded({ dataDir, role, log }))
  const connection: ConnectionOptions = embedded?.connection ?? { connectionString: url! }
  const storage = resources.use(await connectAndMigrate(connection, embedded ? 'embedded' : 'external', poolSize, log))
  const owned = resources.move()
  return { ...storage, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

async function connectAndMigrate(connection: ConnectionOptions, mode: Storage['mode'], poolSize: number, log: Log): Promise<Storage> {
  const database = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: openPool(connection, { size: poolSize, log }) }) })
  try {
    const version = await sql<{ number: number }>`select current_setting('server_version_num')::int as number`.execute(database)
    const number = version.rows[0]!.number
    if (number < 150_000) throw new Error(`PostgreSQL 15 or later is needed; this one is ${Math.floor(number / 10_000)}.`)
    await migrate(database as unknown as Kysely<never>)
  } catch (error) {
    await database.destroy()
    throw error
  }
  return {
    database,
    mode,
    ping: async () => void (await sql`select 1`.execute(database)),
    openScratch: () => openScratch(database, connection, log),
    [Symbol.asyncDispose]: () => database.destroy(),
  }
}

async function openScratch(parent: Database, connection: ConnectionOptions, log: Log): Promise<Storage> {
  const name = `pollux_scratch_${process.pid}_${Date.now().toString(36)}`
  await sql`create database ${sql.id(name)}`.execute(parent)
  const drop = () => sql`drop database if exists ${sql.id(name)} with (force)`.execute(parent)
  try {
    const scratch = await connectAndMigrate(withDatabase(connection, name), 'external', 4, log)
    return {
      ...scratch,
      async [Symbol.asyncDispose]() {
        await scratch[Symbol.asyncDispose]()
        await drop()
      },
    }
  } catch (error) {
    await drop()
    throw error
  }
}

function withDatabase(connection: ConnectionOptions, database: string): ConnectionOptions {
  if (!('connectionString' in connection)) return { ...connection, database }
  const url = new URL(connection.connectionString)
  url.pathname = `/${database}`
  return { connectionString: url.href }
}
