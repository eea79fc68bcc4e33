import type { Transaction } from '#storage'
import { grains, type Increment } from './counting.ts'
import { findCounts, saveCounts } from './recorder-store.ts'
import { everybody } from './segment.ts'
import { addTo, emptySums, mergeInto, type SumsRow } from './sums.ts'

/** Adds increments under their segments and the wider ones; by the hour, of everybody only. */
export async function addCounts(
  transaction: Transaction,
  increments: readonly Increment[],
  underOf: (segment: number) => readonly number[],
): Promise<void> {
  const rows = createRows()
  for (const increment of increments) {
    const { grain, startsAt } = increment
    const segments = grain === grains.hour ? [everybody] : underOf(increment.segment)
    for (const segment of segments) addTo(rows.at({ segment, grain, startsAt }), increment)
  }
  await addRows(transaction, rows.all())
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

/** Rows by segment, grain and time; one that is not there begins empty. */
export function createRows(given: readonly SumsRow[] = []) {
  const keyOf = ({ segment, grain, startsAt }: RowKey) => `${segment} ${grain} ${startsAt}`
  const rows = new Map(given.map((row) => [keyOf(row), row]))
  return {
    at(key: RowKey): SumsRow {
      const name = keyOf(key)
      let row = rows.get(name)
      if (!row) {
        const { segment, grain, startsAt } = key
        rows.set(name, (row = { segment, grain, startsAt, ...emptySums() }))
      }
      return row
    },
    all: (): SumsRow[] => [...rows.values()],
  }
}

type RowKey = Pick<SumsRow, 'segment' | 'grain' | 'startsAt'>
