import type { Database } from '#storage'
import { entryHash, genesis } from './audit.ts'
import { atOneMoment, findEntryAt, listEntries, type AuditEntry } from './audit-store.ts'

/** The first entry that is not what was written, or whose subject is not, and why. */
export interface Broken {
  readonly sequence: number
  readonly reason: string
}

export interface ChainReport {
  /** Entries that hold, counted from the beginning of the chain. */
  readonly entries: number
  /** Hash of the last entry: keep it elsewhere, and a cut end is seen too. */
  readonly head: string
  readonly broken?: Broken
}

/** Looks at what entries of one kind stand for: whether it is still as it was when they were written. */
export interface Witness {
  readonly kind: string
  /** The first of these entries, which are in order, that is not true any more. */
  check(moment: Database, entries: readonly AuditEntry[]): Promise<Broken | undefined>
}

/** A place in the chain that is known from elsewhere. */
export interface KnownEntry {
  readonly sequence: number
  readonly hash: string
}

const pageSize = 500

/**
 * Recomputes every hash, and has each witness look at its entries, page by page, all of one moment. With `since`, that
 * entry must be there as it is known, and what stands before it is not looked at.
 */
export function verifyChain(
  database: Database,
  { since, witnesses = [] }: { since?: KnownEntry | undefined; witnesses?: readonly Witness[] } = {},
): Promise<ChainReport> {
  return atOneMoment(database, async (moment) => {
    let last: KnownEntry = { sequence: 0, hash: genesis }
    if (since && since.sequence > 0) {
      const broken = await wrongWithKnown(moment, since)
      if (broken) return { entries: since.sequence - 1, head: since.hash, broken }
      last = since
    }
    for (;;) {
      const page = await listEntries(moment, { after: last.sequence, limit: pageSize })
      const sound: AuditEntry[] = []
      let broken: Broken | undefined
      for (const entry of page) {
        const reason = wrongWith(entry, last)
        if (reason) {
          broken = { sequence: entry.sequence, reason }
          break
        }
        sound.push(entry)
        last = entry
      }
      for (const { kind, check } of witnesses) {
        const found = await check(
          moment,
          sound.filter((entry) => entry.kind === kind),
        )
        if (found && (!broken || found.sequence < broken.sequence)) broken = found
      }
      if (broken) {
        const before = sound.findLast(({ sequence }) => sequence < broken.sequence)
        const entries = Math.min(last.sequence, broken.sequence - 1)
        return { entries, head: before?.hash ?? page[0]!.previousHash, broken }
      }
      if (page.length < pageSize) return { entries: last.sequence, head: last.hash }
    }
  })
}

async function wrongWithKnown(moment: Database, { sequence, hash }: KnownEntry): Promise<Broken | undefined> {
  const entry = await findEntryAt(moment, sequence)
  const reason = !entry
    ? 'it is known from elsewhere, and is not there: the end of the chain was cut off'
    : entry.hash !== hash
      ? 'it is not the entry that is known from elsewhere: the chain was rewritten'
      : entryHash(entry) !== hash
        ? changed
        : undefined
  return reason === undefined ? undefined : { sequence, reason }
}

const changed = 'its text is not what was hashed'

function wrongWith(entry: AuditEntry, last: KnownEntry): string | undefined {
  if (entry.sequence !== last.sequence + 1) return `entry ${last.sequence + 1} is missing`
  if (entry.previousHash !== last.hash) return 'it does not continue the entry before it'
  if (entry.hash !== entryHash(entry)) return changed
  return undefined
}
