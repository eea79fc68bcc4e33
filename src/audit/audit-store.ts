import { sql } from 'kysely'
import type { Database, Transaction } from '#storage'

export interface AuditEntry {
  readonly sequence: number
  readonly kind: string
  readonly subject: string
  /** Canonical JSON (RFC 8785), exactly the text that was hashed. */
  readonly body: string
  readonly previousHash: string
  readonly hash: string
  readonly at: Date
}

const appendLock = 7_065_505

/** The end of the chain, held until the transaction ends, so that two writers cannot both continue the same entry. */
export async function lockHead(transaction: Transaction): Promise<{ sequence: number; hash: string } | undefined> {
  await sql`select pg_advisory_xact_lock(${appendLock})`.execute(transaction)
  return transaction
    .selectFrom('audit_entries')
    .select(['sequence', 'hash'])
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst()
}

export async function insertEntry(transaction: Transaction, entry: Omit<AuditEntry, 'at'>): Promise<void> {
  await transaction
    .insertInto('audit_entries')
    .values({
      sequence: entry.sequence,
      kind: entry.kind,
      subject: entry.subject,
      body: entry.body,
      previous_hash: entry.previousHash,
      hash: entry.hash,
    })
    .execute()
}

/** At most `limit` entries after `sequence`, in order. */
export async function listEntries(database: Database, after: number, limit: number): Promise<AuditEntry[]> {
  const rows = await database
    .selectFrom('audit_entries')
    .selectAll()
    .where('sequence', '>', after)
    .orderBy('sequence')
    .limit(limit)
    .execute()
  return rows.map(toEntry)
}

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

interface Row {
  sequence: number
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
