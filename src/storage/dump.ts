import { to as copyTo } from 'pg-copy-streams'
import { openSession, type DumpSession } from './dump-session.ts'
import type { ConnectionOptions } from './pool.ts'
import { storageError } from './storage-error.ts'
import {
  columnNames,
  readMigrations,
  readSequences,
  readTables,
  tableName,
  type SequenceShape,
  type TableShape,
} from './table-shape.ts'

/** Every table as it was at one moment. Ends, with its connection, when disposed. */
export interface Snapshot extends AsyncDisposable {
  readonly migrations: readonly string[]
  /** Such as 180001. */
  readonly serverVersion: number
  readonly tables: readonly TableShape[]
  readonly sequences: readonly SequenceShape[]
  /** Every transaction before this one (an xid) had ended when the snapshot was taken. */
  readonly horizon: string
  /** For another connection that is to see the same: `set transaction snapshot`, `pg_dump --snapshot`. */
  readonly id: string
  /**
   * Rows in COPY's text format, in the order of the primary key, in pieces of any size. Text, because every version of
   * PostgreSQL reads it back, and because a line break can only be the end of a row.
   */
  rows(table: TableShape): AsyncIterable<Buffer>
  /** Counted and hashed by a query that shares nothing with COPY. */
  fingerprint(table: TableShape): Promise<Fingerprint>
}

export interface Fingerprint {
  readonly rows: number
  /** The sum of the first 64 bits of every row's MD5, in decimal: equal for the same rows in whatever order. */
  readonly fingerprint: string
}

/** One moment of the database behind `connection`. Waits while a restore replaces its tables. */
export async function openSnapshot(connection: ConnectionOptions, signal?: AbortSignal): Promise<Snapshot> {
  // The lock comes before the transaction: a snapshot from before a TRUNCATE would see empty tables, not the old rows.
  const session = await openSession(connection, 'shared', signal)
  try {
    await session.query('begin isolation level repeatable read read only')
    const [moment] = await session.query<{ horizon: string; version: number; id: string }>(`
      select pg_snapshot_xmin(pg_current_snapshot())::xid::text as horizon, pg_export_snapshot() as id,
        current_setting('server_version_num')::int as version`)
    const tables = await readTables(session)
    if (tables.length > 0)
      await session.query(
        `lock table ${tables.map(({ name }) => `only ${tableName(name)}`).join(', ')} in access share mode`,
      )
    return {
      migrations: await readMigrations(session),
      serverVersion: moment!.version,
      tables,
      sequences: await readSequences(session),
      horizon: moment!.horizon,
      id: moment!.id,
      rows: (table) => copyOut(session, table),
      fingerprint: (table) => readFingerprint(session, table),
      [Symbol.asyncDispose]: () => session[Symbol.asyncDispose](),
    }
  } catch (error) {
    await session[Symbol.asyncDispose]()
    throw error
  }
}

export async function* copyOut(session: DumpSession, table: TableShape): AsyncGenerator<Buffer> {
  const text = `copy (select ${columnNames(table)} from only ${tableName(table.name)} order by ${table.order}) to stdout`
  try {
    for await (const piece of session.client.query(copyTo(text))) yield piece as Buffer
  } catch (error) {
    throw storageError(error)
  }
}

export async function readFingerprint(session: DumpSession, table: TableShape): Promise<Fingerprint> {
  const [row] = await session.query<{ rows: string; fingerprint: string }>(`
    select count(*) as rows, ${fingerprintOf(table)} as fingerprint from only ${tableName(table.name)}`)
  return { rows: Number(row!.rows), fingerprint: row!.fingerprint }
}

function fingerprintOf(table: TableShape): string {
  return `coalesce(sum(('x' || left(md5(row(${columnNames(table)})::text), 16))::bit(64)::bigint::numeric), 0)::text`
}
