import { sql } from 'kysely'
import type { Database, Transaction } from '#storage'

export interface AuditEntry {
  readonly sequence: number
  /** 1: the hash does not cover the time; as the first versions wrote them. */
  readonly format: number
  readonly kind: string
  readonly subject: string
  /** Canonical JSON (RFC 8785), exactly the text that was hashed. */
  readonly body: string
  readonly previousHash: string
  readonly hash: string
  /** By the database's clock, in whole milliseconds since format 2. */
  readonly at: Date
}

/** Which entries are wanted; what is left out does not matter. */
export interface EntryPage {
  readonly after: number
  readonly limit: number
  readonly newestFirst?: boolean
}

export interface EntryFilter {
  readonly kind?: string | undefined
  readonly subject?: string | undefined
  readonly from?: Date | undefined
  /** Before this moment. */
  readonly to?: Date | undefined
}

const appendLock = 7_065_505

/** The end of the chain, held until the transaction ends, so that two writers cannot both continue the same entry. */
export async function lockHead(
  transaction: Transaction,
): Promise<{ sequence: number | null; hash: string | null; now: Date }> {
  await sql`select pg_advisory_xact_lock(${appendLock})`.execute(transaction)
  const { rows } = await sql<{ sequence: number | null; hash: string | null; now: Date }>`
    select head.sequence, head.hash, date_trunc('milliseconds', clock_timestamp()) as now
    from (select 1) as always
    left join (select sequence, hash from audit_entries order by sequence desc limit 1) as head on true`.execute(
    transaction,
  )
  return rows[0]!
}

export async function insertEntry(transaction: Transaction, entry: AuditEntry): Promise<void> {
  await transaction
    .insertInto('audit_entries')
    .values({
      sequence: entry.sequence,
      format: entry.format,
      kind: entry.kind,
      subject: entry.subject,
      body: entry.body,
      previous_hash: entry.previousHash,
      hash: entry.hash,
      created_at: entry.at,
    })
    .execute()
}

/** At most `limit` entries after `after`, in order; with `newestFirst` those before it, or the last ones when it is 0. */
export async function listEntries(
  database: Database,
  { after, limit, newestFirst = false, ...filter }: EntryFilter & EntryPage,
): Promise<AuditEntry[]> {
  let query = database.selectFrom('audit_entries').selectAll()
  if (!newestFirst) query = query.where('sequence', '>', after)
  else if (after > 0) query = query.where('sequence', '<', after)
  if (filter.kind !== undefined) query = query.where('kind', '=', filter.kind)
  if (filter.subject !== undefined) query = query.where('subject', '=', filter.subject)
  if (filter.from !== undefined) query = query.where('created_at', '>=', filter.from)
  if (filter.to !== undefined) query = query.where('created_at', '<', filter.to)
  const rows = await query
    .orderBy('sequence', newestFirst ? 'desc' : 'asc')
    .limit(limit)
    .execute()
  return rows.map(toEntry)
}

/** The newest of that kind about that subject. */
export async function findEntry(database: Database, kind: string, subject: string): Promise<AuditEntry | undefined> {
  const row = await database
    .selectFrom('audit_entries')
    .selectAll()
    .where('subject', '=', subject)
    .where('kind', '=', kind)
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && toEntry(row)
}

export async function findEntryAt(database: Database, sequence: number): Promise<AuditEntry | undefined> {
  const row = await database.selectFrom('audit_entries').selectAll().where('sequence', '=', sequence).executeTakeFirst()
  return row && toEntry(row)
}

/** The newest entry. */
export async function findHead(database: Database): Promise<AuditEntry | undefined> {
  const row = await database
    .selectFrom('audit_entries')
    .selectAll()
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && toEntry(row)
}

/** How many entries of each kind came after `sequence`, up to `last`. */
export async function countEntries(
  database: Database,
  sequence: number,
): Promise<{ last: number; kinds: { kind: string; count: number }[] }> {
  const rows = await database
    .selectFrom('audit_entries')
    .select(({ fn }) => ['kind', fn.countAll<number>().as('count'), fn.max<number>('sequence').as('last')])
    .where('sequence', '>', sequence)
    .groupBy('kind')
    .execute()
  return { last: Math.max(sequence, ...rows.map(({ last }) => last)), kinds: rows }
}

/** Runs `work` on one moment of the database: what is added or deleted meanwhile does not show. */
export function atOneMoment<Result>(database: Database, work: (moment: Database) => Promise<Result>): Promise<Result> {
  return database.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(work)
}

interface Row {
  sequence: number
  format: number
  kind: string
  subject: string
  body: string
  previous_hash: string
  hash: string
  created_at: Date
}

function toEntry({ previous_hash, created_at, ...row }: Row): AuditEntry {
  return { ...row, previousHash: previous_hash, at: created_at }
}
