import type { Transaction } from '#storage'
import { grains } from './counting.ts'
import { findCounts, saveCounts } from './recorder-store.ts'
import { everybody } from './segment.ts'
import { createRows, mergeInto, type SumsRow } from './sums.ts'

/** Adds rows of segments that tell everything apart, under these and the wider ones; by the hour, of everybody only. */
export async function addCounts(
  transaction: Transaction,
  rows: readonly SumsRow[],
  underOf: (segment: number) => readonly number[],
): Promise<void> {
  const all = createRows()
  for (const row of rows) {
    const segments = row.grain === grains.hour ? [everybody] : underOf(row.segment)
    for (const segment of segments) mergeInto(all.at({ ...row, segment }), row)
  }
  await addRows(transaction, all.all())
}

/**
 * Adds to what is stored; numbers may be negative. Reads the rows and writes them back, so that the transaction must have begun
 * with `beginBatch`. Each row may be there once.
 */
export async function addRows(transaction: Transaction, rows: readonly SumsRow[]): Promise<void> {
  const sums = createRows(rows)
  for (const before of await findCounts(transaction, rows)) mergeInto(sums.at(before), before)
  await saveCounts(transaction, rows)
}
