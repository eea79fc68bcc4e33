import type { Database, Transaction } from '#storage'
import { findEntry, insertEntry, lockHead, type AuditEntry } from './audit-store.ts'
import { canonicalJson, sha256 } from './canonical-json.ts'

/** What the first entry continues. */
export const genesis = '0'.repeat(64)

/** Adds an entry at the end of the chain, within the transaction that makes what it tells of. */
export async function appendEntry(
  transaction: Transaction,
  { kind, subject, body }: { kind: string; subject: string; body: unknown },
): Promise<{ sequence: number; hash: string; previousHash: string }> {
  const text = canonicalJson(body) // before anybody waits for the lock
  const head = await lockHead(transaction)
  const entry = {
    sequence: (head.sequence ?? 0) + 1,
    format: 2,
    kind,
    subject,
    body: text,
    previousHash: head.hash ?? genesis,
    at: head.now,
  }
  const hash = entryHash(entry)
  await insertEntry(transaction, { ...entry, hash })
  return { sequence: entry.sequence, hash, previousHash: entry.previousHash }
}

/** SHA-256 over the canonical JSON (RFC 8785) of what an entry says and the hash before it; hex. */
export function entryHash(entry: Omit<AuditEntry, 'hash'>): string {
  const { format, sequence, kind, subject, body, previousHash, at } = entry
  const hashed = [previousHash, sequence, kind, subject, body]
  return sha256(canonicalJson(format === 1 ? hashed : [...hashed, at.toISOString()]))
}

export function findReceiptEntry(database: Database, subject: string): Promise<AuditEntry | undefined> {
  return findEntry(database, 'receipt', subject)
}
