import { setTimeout as sleep } from 'node:timers/promises'
import { Kysely, PostgresDialect, sql, type PostgresPool, type Transaction as KyselyTransaction } from 'kysely'
import { AppError, ConfigurationError } from '../errors.ts'
import { openEmbedded } from './embedded/embedded.ts'
import { inTransaction } from './in-transaction.ts'
import type { Log } from './log.ts'
import { migrate } from './migrate.ts'
import { openPool, type ConnectionOptions } from './pool.ts'
import type { Tables } from './tables.ts'

export type Database = Kysely<Tables>
export type Transaction = KyselyTransaction<Tables>

export interface Storage extends AsyncDisposable {
  /** Usable at once; until `open` has finished, every query throws `storage_unavailable`. */
  readonly database: Database
  /**
   * Runs `work` in one transaction, and once more when PostgreSQL gave it up for another one's sake. So `work` must change
   * nothing but the database.
   */
  transaction<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result>
  readonly mode: 'embedded' | 'external'
  /** Starts or finds the database and migrates it. Waits for an external one that is away; throws when it can never work. */
  open(): Promise<void>
  /** Throws `storage_unavailable` when the database is away. */
  ping(): Promise<void>
  /** How to reach the database without the pool. Throws `storage_unavailable` until `open` has finished. */
  connection(): ConnectionOptions
  /** An empty database on the same server: for evaluations and tests. */
  createScratchDatabase(): Promise<ScratchDatabase>
}

export interface ScratchDatabase {
  readonly url: string
  drop(): Promise<void>
}

export interface StorageOptions {
  readonly dataDir: string
  /** PostgreSQL 15 or later; left out, the one in the data folder. */
  readonly url: string | undefined
  readonly role: 'server' | 'tool'
  readonly poolSize: number
  readonly log: Log
}

export function createStorage({ dataDir, url, role, poolSize, log }: StorageOptions): Storage {
  const resources = new AsyncDisposableStack()
  const closing = new AbortController()
  let connection: ConnectionOptions | undefined
  let pool: PostgresPool | undefined
  const database = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: gate(() => pool) }) })

  async function open(): Promise<void> {
    requireUndisposed()
    connection = url ? { connectionString: url } : await useEmbedded()
    requireUndisposed()
    const opened = openPool(connection, { size: poolSize, log })
    resources.defer(() => opened.end())
    const migrating = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: opened }) })
    const patience = role === 'server' && url !== undefined
    for (let attempt = 0; ; attempt++) {
      try {
        await requireVersion(migrating)
        await migrate(migrating as unknown as Kysely<never>)
        break
      } catch (error) {
        if (!patience || !(error instanceof AppError && error.code === 'storage_unavailable') || resources.disposed)
          throw error
        log.warn({ err: error.cause }, 'the database at DATABASE_URL does not answer yet; waiting for it')
        // Told that nobody waits any more, it ends at once: its timer would keep the whole process.
        await sleep(Math.min(200 * 2 ** attempt, 5_000), undefined, { signal: closing.signal }).catch(() => {})
        requireUndisposed()
      }
    }
    pool = opened
  }

  /** Owned from before it is open: disposing waits for it, or what opens after that would be nobody's to close. */
  async function useEmbedded(): Promise<ConnectionOptions> {
    const opening = openEmbedded({ dataDir, role, log })
    resources.defer(async () => {
      const embedded = await opening.catch(() => undefined) // told to the caller of `open`
      await embedded?.[Symbol.asyncDispose]()
    })
    return (await opening).connection
  }

  function openConnection(): ConnectionOptions {
    if (!connection) throw new AppError('storage_unavailable', 'The database is not open yet.')
    return connection
  }

  function requireUndisposed(): void {
    if (resources.disposed) throw new AppError('storage_unavailable', 'Pollux is stopping.')
  }

  return {
    database,
    transaction: (work) => inTransaction(database, work),
    mode: url ? 'external' : 'embedded',
    open,
    ping: async () => void (await sql`select 1`.execute(database)),
    connection: openConnection,
    createScratchDatabase: async () => createScratchDatabase(database, openConnection()),
    [Symbol.asyncDispose]() {
      closing.abort()
      return resources.disposeAsync()
    },
  }
}

/** A pool that refuses until there is one. */
function gate(pool: () => PostgresPool | undefined): PostgresPool {
  return {
    async connect() {
      const open = pool()
      if (!open) throw new AppError('storage_unavailable', 'The server is still starting. Try again in a few seconds.')
      return open.connect()
    },
    end: async () => {},
  } as PostgresPool
}

async function requireVersion(database: Database): Promise<void> {
  const { rows } = await sql<{ number: number }>`select current_setting('server_version_num')::int as number`.execute(
    database,
  )
  const number = rows[0]!.number
  if (number < 150_000)
    throw new ConfigurationError(
      `PostgreSQL 15 or later is needed; the one at DATABASE_URL is ${Math.floor(number / 10_000)}.`,
    )
}

async function createScratchDatabase(parent: Database, connection: ConnectionOptions): Promise<ScratchDatabase> {
  const name = `pollux_scratch_${process.pid}_${Date.now().toString(36)}`
  await sql`create database ${sql.id(name)}`.execute(parent)
  return {
    url: urlOf(connection, name),
    drop: async () => void (await sql`drop database if exists ${sql.id(name)} with (force)`.execute(parent)),
  }
}

function urlOf(connection: ConnectionOptions, database: string): string {
  if ('connectionString' in connection) {
    const url = new URL(connection.connectionString)
    url.pathname = `/${database}`
    return url.href
  }
  const { host, port, user } = connection
  return `postgresql://${user}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`
}
