import { escapeIdentifier } from 'pg'
import { Kysely, PostgresDialect } from 'kysely'
import { AppError } from '../errors.ts'
import { openSnapshot, readFingerprint, type Fingerprint, type Snapshot } from './dump.ts'
import { onDatabase, openSession, type DumpSession } from './dump-session.ts'
import { migrate } from './migrate.ts'
import { openPool, type ConnectionOptions } from './pool.ts'
import { replaceRows, type ReplaceOptions, type RestoreSource } from './restore.ts'
import { readTables, tableName } from './table-shape.ts'

/** Whole databases: read at one moment, written back, and looked at. Each call has a connection of its own. */
export interface Dumps {
  snapshot(signal?: AbortSignal): Promise<Snapshot>
  /**
   * Makes a database of that name on the same server, with the tables of the dump's own migrations, and fills it. Throws
   * `conflict` when there is one, or when the dump was made by a newer Pollux; leaves nothing behind when it fails.
   */
  restoreInto(name: string, source: RestoreSource, signal?: AbortSignal): Promise<void>
  /** Replaces the rows of this database; `key` names that for good. See `replaceRows`. */
  restoreHere(
    source: RestoreSource,
    options: ReplaceOptions & { readonly key: string; readonly backupId: string },
    signal?: AbortSignal,
  ): Promise<void>
  /** The transaction (an xid) that restored under this key. Waits for one that is under way. */
  restoredBy(key: string, signal?: AbortSignal): Promise<string | undefined>
  /** Every table of this database, or of another one on the server, counted by plain queries. */
  inspect(options: InspectOptions): Promise<TableState[]>
  databases(prefix: string): Promise<string[]>
  /** With nothing in it. Throws `conflict` when there is one of that name. */
  createDatabase(name: string, signal?: AbortSignal): Promise<void>
  dropDatabase(name: string): Promise<void>
  /** Runs `work` while nothing is dumped or restored. */
  alone<Result>(work: () => Promise<Result>, signal?: AbortSignal): Promise<Result>
}

export interface InspectOptions {
  readonly database?: string
  /** A transaction (an xid) to tell older rows from newer ones by. */
  readonly since?: string
  readonly signal?: AbortSignal
}

export interface TableState extends Fingerprint {
  readonly name: string
  /** Rows that an older transaction than `since`, that one itself, or a newer one wrote last. */
  readonly older: number
  readonly own: number
  readonly newer: number
}

/** Restores are written down here, and a restore does not touch it. */
const restoresTable = 'restores'

export function createDumps(connection: () => ConnectionOptions): Dumps {
  const onServer = async <Result>(
    lock: 'shared' | 'alone' | 'none',
    signal: AbortSignal | undefined,
    work: (session: DumpSession) => Promise<Result>,
    at: ConnectionOptions = connection(),
  ): Promise<Result> => {
    await using session = await openSession(at, lock, signal)
    return await work(session) // before the session ends
  }

  async function dropDatabase(name: string): Promise<void> {
    await onServer('none', undefined, ({ query }) =>
      query(`drop database if exists ${escapeIdentifier(name)} with (force)`),
    )
  }

  async function createDatabase(name: string, signal?: AbortSignal): Promise<void> {
    await onServer('none', signal, async ({ query }) => {
      const [there] = await query('select from pg_database where datname = $1', [name])
      if (there) throw new AppError('conflict', `There is already a database ${name}. Name another, or drop it first.`)
      await query(`create database ${escapeIdentifier(name)}`)
    })
  }

  return {
    createDatabase,
    snapshot: (signal) => openSnapshot(connection(), signal),
    dropDatabase,
    async restoreInto(name, source, signal) {
      await createDatabase(name, signal)
      try {
        const target = onDatabase(connection(), name)
        await makeTables(target, source.migrations)
        await onServer('none', signal, (session) => replaceRows(session, source, { keep: [] }), target)
      } catch (error) {
        await dropDatabase(name)
        throw error
      }
    },
    restoreHere: (source, { key, backupId, ...options }, signal) =>
      onServer('alone', signal, (session) =>
        replaceRows(session, source, {
          ...options,
          keep: [...options.keep, restoresTable],
          async after(query) {
            await options.after?.(query)
            await query(`insert into ${tableName(restoresTable)} (key, backup_id) values ($1, $2)`, [key, backupId])
          },
        }),
      ),
    restoredBy: (key, signal) =>
      onServer('alone', signal, async ({ query }) => {
        const text = `select xmin::text as xid from ${tableName(restoresTable)} where key = $1`
        return (await query<{ xid: string }>(text, [key]))[0]?.xid
      }),
    inspect: ({ database, since = '0', signal }) =>
      onServer(
        'none',
        signal,
        async (session) => {
          await session.query('begin isolation level repeatable read read only')
          const states: TableState[] = []
          for (const table of await readTables(session)) {
            const [ages] = await session.query<Record<'older' | 'own' | 'newer', string>>(
              `select count(*) filter (where age(xmin) > age($1::xid)) as older,
                 count(*) filter (where xmin = $1::xid) as own,
                 count(*) filter (where age(xmin) < age($1::xid)) as newer
               from only ${tableName(table.name)}`,
              [since],
            )
            states.push({
              name: table.name,
              ...(await readFingerprint(session, table)),
              older: Number(ages!.older),
              own: Number(ages!.own),
              newer: Number(ages!.newer),
            })
          }
          return states
        },
        database === undefined ? undefined : onDatabase(connection(), database),
      ),
    databases: (prefix) =>
      onServer('none', undefined, async ({ query }) => {
        const text = 'select datname as name from pg_database where starts_with(datname, $1) order by datname'
        return (await query<{ name: string }>(text, [prefix])).map(({ name }) => name)
      }),
    alone: (work, signal) => onServer('alone', signal, work),
  }
}

async function makeTables(target: ConnectionOptions, migrations: readonly string[]): Promise<void> {
  const pool = openPool(target, { size: 1, log: { info() {}, warn() {}, error() {} } })
  try {
    const ran = await migrate(new Kysely<never>({ dialect: new PostgresDialect({ pool }) }), migrations)
    const unknown = migrations.filter((name) => !ran.includes(name))
    if (unknown.length === 0) return
    throw new AppError(
      'conflict',
      `The backup was made by a newer Pollux (${unknown.join(', ')}). Update Pollux, then restore it.`,
    )
  } finally {
    await pool.end()
  }
}
