import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { escapeIdentifier } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { AppError } from '../errors.ts'
import { copyOut } from './dump.ts'
import type { DumpSession } from './dump-session.ts'
import { storageError } from './storage-error.ts'
import {
  columnNames,
  readMigrations,
  readTables,
  tableName,
  type SequenceShape,
  type TableShape,
} from './table-shape.ts'

/** A dump, to be read back. */
export interface RestoreSource {
  readonly migrations: readonly string[]
  readonly tables: readonly DumpedTable[]
  readonly sequences: readonly SequenceShape[]
  /** What `Snapshot.rows` gave for this table. */
  rows(table: DumpedTable): AsyncIterable<Buffer>
}

export interface DumpedTable {
  readonly name: string
  readonly columns: readonly string[]
  readonly rows: number
  /** Of its rows as COPY wrote them, in hex. */
  readonly sha256: string
}

type Query = DumpSession['query']

export interface ReplaceOptions {
  /** Tables that stay as they are. */
  readonly keep: readonly string[]
  /** In the same transaction, before the old rows go and after the new ones came. */
  before?(query: Query): Promise<void>
  after?(query: Query): Promise<void>
}

/**
 * Replaces the rows of every table by those of the dump, in one transaction: foreign keys are taken off and put back,
 * which checks them, so that neither the order of tables nor rows that point at their own table matter. Before it commits,
 * every table is read back, and its count and hash compared. Throws `conflict` when the tables are not those of the dump.
 */
export async function replaceRows(session: DumpSession, source: RestoreSource, options: ReplaceOptions): Promise<void> {
  const { query } = session
  await query('begin')
  const targets = matchTables(await readTables(session), await readMigrations(session), source)
  const replaced = targets.filter(({ shape }) => !options.keep.includes(shape.name))
  await options.before?.(query)
  const names = replaced.map(({ shape }) => shape.name)
  const foreignKeys = await readForeignKeys(query, names)
  for (const { table, name } of foreignKeys)
    await query(`alter table ${tableName(table)} drop constraint ${escapeIdentifier(name)}`)
  await query(`set local pollux.restoring = 'on'`) // the chain takes nothing but new entries otherwise
  await query(`truncate ${names.map((name) => `only ${tableName(name)}`).join(', ')}`)
  for (const { shape, dumped } of replaced) await copyIn(session, shape, source.rows(dumped))
  for (const { shape, dumped } of replaced) await requireSame(session, shape, dumped)
  await restartSequences(query, source, options.keep)
  await options.after?.(query)
  for (const { table, name, definition } of foreignKeys)
    await query(`alter table ${tableName(table)} add constraint ${escapeIdentifier(name)} ${definition}`)
  await query('commit')
  await query('analyze')
}

function matchTables(
  shapes: readonly TableShape[],
  migrations: readonly string[],
  source: RestoreSource,
): { shape: TableShape; dumped: DumpedTable }[] {
  if (migrations.join() !== source.migrations.join())
    throw new AppError(
      'conflict',
      `The backup is of a database with the migrations up to ${JSON.stringify(source.migrations.at(-1) ?? null)}; this one has them up to ${migrations.at(-1)}. Restore it into a database of its own, and start Pollux there.`,
    )
  const extra = source.tables.filter(({ name }) => !shapes.some((shape) => shape.name === name))
  if (extra.length > 0)
    throw new AppError(
      'conflict',
      `The backup has tables that are not here: ${extra.map(({ name }) => JSON.stringify(name)).join(', ')}.`,
    )
  return shapes.map((shape) => {
    const dumped = source.tables.find(({ name }) => name === shape.name)
    if (dumped?.columns.join() === shape.columns.join()) return { shape, dumped }
    throw new AppError('conflict', `The table ${shape.name} is ${dumped ? 'another one' : 'missing'} in the backup.`)
  })
}

async function readForeignKeys(
  query: Query,
  tables: readonly string[],
): Promise<{ table: string; name: string; definition: string }[]> {
  return query(
    `select owner.relname as "table", k.conname as name, pg_get_constraintdef(k.oid) as definition
     from pg_constraint k
     join pg_class owner on owner.oid = k.conrelid
     join pg_class target on target.oid = k.confrelid
     where k.contype = 'f' and k.connamespace = 'public'::regnamespace and k.conparentid = 0
       and (owner.relname = any($1) or target.relname = any($1))
     order by owner.relname, k.conname`,
    [tables],
  )
}

async function copyIn(session: DumpSession, shape: TableShape, rows: AsyncIterable<Buffer>): Promise<void> {
  const text = `copy ${tableName(shape.name)} (${columnNames(shape)}) from stdin`
  try {
    await pipeline(Readable.from(rows, { objectMode: false }), session.client.query(copyFrom(text)))
  } catch (error) {
    const { code = '' } = error as { code?: string }
    // Values that do not fit, and constraints they break; the server's message would quote them.
    if (!/^2[23]/.test(code)) throw storageError(error)
    const message = `The backup has rows that the table ${shape.name} does not take (SQLSTATE ${code}). Nothing was changed.`
    throw new AppError('conflict', message, { cause: error })
  }
}

async function requireSame(session: DumpSession, shape: TableShape, dumped: DumpedTable): Promise<void> {
  const hash = createHash('sha256')
  for await (const piece of copyOut(session, shape)) hash.update(piece)
  if (hash.digest('hex') === dumped.sha256) return
  throw new AppError(
    'internal',
    `The rows of ${shape.name} were not the same when they were read back. Nothing was changed.`,
  )
}

// RESTART, not setval(): it is undone with the transaction.
async function restartSequences(query: Query, source: RestoreSource, keep: readonly string[]): Promise<void> {
  for (const { name, table, next } of source.sequences) {
    if (table !== null && keep.includes(table)) continue
    await query(`alter sequence ${tableName(name)} restart with ${BigInt(next)}`)
  }
}
