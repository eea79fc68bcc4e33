import { Client } from 'pg'
import type { ConnectionOptions } from './pool.ts'
import { storageError } from './storage-error.ts'

/** Readers of the tables hold it shared, who replaces them or deletes backups holds it alone. */
const dumpLock = 7_065_504

/** A connection of its own, outside the pool: COPY takes it over, and it may take as long as it needs. */
export interface DumpSession extends AsyncDisposable {
  readonly client: Client
  query<Row extends object>(text: string, values?: readonly unknown[]): Promise<Row[]>
}

// What changes how COPY writes a value as text; the same for writing, reading and hashing, whatever the server's defaults.
const settings = `
  set client_encoding to 'UTF8'; set datestyle to 'ISO, YMD'; set intervalstyle to 'iso_8601'; set timezone to 'UTC';
  set extra_float_digits to 1; set bytea_output to 'hex'; set search_path to public;
  set statement_timeout to 0; set idle_in_transaction_session_timeout to 0`

/**
 * Throws `storage_unavailable` when the database is away. Aborting cuts the connection, and PostgreSQL undoes what it had
 * begun.
 */
export async function openSession(
  connection: ConnectionOptions,
  lock: 'shared' | 'alone' | 'none',
  signal?: AbortSignal,
): Promise<DumpSession> {
  signal?.throwIfAborted()
  const client = new Client({
    ...connection,
    connectionTimeoutMillis: 10_000,
    application_name: `pollux dump ${process.pid}`,
  })
  client.on('error', () => {}) // the query under way fails with it too; unheard, it would end the process
  const cut = () => void client.end()
  signal?.addEventListener('abort', cut, { once: true })
  const close = async () => {
    signal?.removeEventListener('abort', cut)
    await client.end()
  }
  const query = async <Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> => {
    try {
      return (await client.query<Row>(text, [...values])).rows
    } catch (error) {
      signal?.throwIfAborted()
      throw storageError(error)
    }
  }
  try {
    await client.connect().catch((error: unknown) => Promise.reject(storageError(error)))
    await client.query(settings)
    if (lock !== 'none')
      await query(`select pg_advisory_lock${lock === 'shared' ? '_shared' : ''}($1)`, [String(dumpLock)])
  } catch (error) {
    await close()
    throw error
  }
  return { client, query, [Symbol.asyncDispose]: close }
}

/** The same server and account, another database. */
export function onDatabase(connection: ConnectionOptions, database: string): ConnectionOptions {
  if (!('connectionString' in connection)) return { ...connection, database }
  const url = new URL(connection.connectionString)
  url.pathname = `/${database}`
  return { connectionString: url.href }
}
