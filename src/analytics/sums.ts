import type { Measure } from './counting.ts'

/** Numbers by key: a measure, with the item after a dot where it has one; of latencies the bucket alone. */
export type Numbers = Record<string, number>

/** What is summed up of one segment in one hour, day or month, as a row holds it. */
export interface Sums {
  readonly counts: Numbers
  readonly latency: Numbers
  readonly topics: Numbers
}

/** Of which segment, and which hour, day or month. */
export interface SumsRow extends Sums {
  readonly segment: number
  readonly grain: number
  /** Milliseconds since 1970. */
  readonly startsAt: number
}

export type Column = keyof Sums

/** One sum. */
export interface Sum {
  readonly measure: Measure
  readonly item: number
  readonly n: number
}

export function emptySums(): Sums {
  return { counts: {}, latency: {}, topics: {} }
}

function columnOf(measure: Measure): Column {
  if (measure === 'latency') return 'latency'
  return measure.startsWith('topic') ? 'topics' : 'counts'
}

export function addTo(sums: Sums, { measure, item, n }: Sum): void {
  const key =
    measure === 'latency' ? String(item) : item === 0 && !measure.startsWith('topic') ? measure : `${measure}.${item}`
  addNumber(sums[columnOf(measure)], key, n)
}

/** Adds the second to the first, or takes it off. */
export function mergeInto(sums: Sums, more: Partial<Sums>, sign: 1 | -1 = 1): void {
  for (const column of ['counts', 'latency', 'topics'] as const) {
    const [into, from] = [sums[column], more[column] ?? {}]
    for (const key of Object.keys(from)) addNumber(into, key, sign * from[key]!)
  }
}

export function sumsOf({ counts, latency, topics }: Sums): Sum[] {
  return [
    ...Object.entries(latency).map(([bucket, n]) => ({ measure: 'latency' as const, item: Number(bucket), n })),
    ...[...Object.entries(counts), ...Object.entries(topics)].map(([key, n]) => {
      const [measure, item = '0'] = key.split('.')
      return { measure: measure as Measure, item: Number(item), n }
    }),
  ]
}

function addNumber(numbers: Numbers, key: string, n: number): void {
  const sum = (numbers[key] ?? 0) + n
  if (sum === 0) delete numbers[key]
  else numbers[key] = sum
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
