import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { Database, Transaction } from '#storage'
import { findEntry, insertEntry, listEntries, lockHead, type AuditEntry } from './audit-store.ts'

/** What the first entry continues. */
const genesis = '0'.repeat(64)
const pageSize = 500

export interface ChainReport {
  readonly entries: number
  /** Hash of the last entry: keep it elsewhere, and a cut end is seen too. */
  readonly head: string
  /** The first entry that is not what was written, and why. */
  readonly broken?: { readonly sequence: number; readonly reason: string }
}

/** JSON Canonicalization Scheme (RFC 8785). Throws on what JSON cannot say, such as NaN. */
function canonicalJson(value: unknown): string {
  const text = canonicalize(value)
  if (text === undefined) throw new Error('This value has no JSON form')
  return text
}

/** SHA-256 of the canonical JSON, in hex. */
export function hashOf(value: unknown): string {
  return sha256(canonicalJson(value))
}

/** Adds an entry at the end of the chain, within the transaction that makes what it tells of. */
export async function appendEntry(
  transaction: Transaction,
  { kind, subject, body }: { kind: string; subject: string; body: unknown },
): Promise<{ sequence: number; hash: string; previousHash: string }> {
  const head = await lockHead(transaction)
  const sequence = (head?.sequence ?? 0) + 1
  const previousHash = head?.hash ?? genesis
  const text = canonicalJson(body)
  const hash = entryHash({ sequence, kind, subject, body: text, previousHash })
  await insertEntry(transaction, { sequence, kind, subject, body: text, previousHash, hash })
  return { sequence, hash, previousHash }
}

/** Reads the whole chain and recomputes every hash. */
export async function verifyChain(database: Database): Promise<ChainReport> {
  let previousHash = genesis
  let sequence = 0
  for (;;) {
    const page = await listEntries(database, sequence, pageSize)
    for (const entry of page) {
      const reason = wrongWith(entry, sequence + 1, previousHash)
      if (reason) return { entries: sequence, head: previousHash, broken: { sequence: entry.sequence, reason } }
      sequence = entry.sequence
      previousHash = entry.hash
    }
    if (page.length < pageSize) return { entries: sequence, head: previousHash }
  }
}

export function findReceiptEntry(database: Database, subject: string): Promise<AuditEntry | undefined> {
  return findEntry(database, 'receipt', subject)
}

function wrongWith(entry: AuditEntry, expected: number, previousHash: string): string | undefined {
  if (entry.sequence !== expected) return `entry ${expected} is missing`
  if (entry.previousHash !== previousHash) return 'it does not continue the entry before it'
  if (entry.hash !== entryHash(entry)) return 'its text is not what was hashed'
  return undefined
}

function entryHash({ sequence, kind, subject, body, previousHash }: Omit<AuditEntry, 'at' | 'hash'>): string {
  return sha256(canonicalJson([previousHash, sequence, kind, subject, body]))
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
