import type { Measure } from './counting.ts'
import { quantiles } from './latency-histogram.ts'
import type { RatingFigures, Summary } from './schemas.ts'
import type { Sum } from './sums.ts'

/** Sums of what is counted, by measure. */
export function total(sums: readonly Pick<Sum, 'measure' | 'n'>[]): (measure: Measure) => number {
  const totals = new Map<Measure, number>()
  for (const { measure, n } of sums) totals.set(measure, (totals.get(measure) ?? 0) + n)
  return (measure) => totals.get(measure) ?? 0
}

export function ratingFigures(sums: readonly Sum[]): RatingFigures {
  const ratings = sums.filter(({ measure }) => measure === 'rating')
  const count = ratings.reduce((sum, { n }) => sum + n, 0)
  const stars = ratings.reduce((sum, { item, n }) => sum + item * n, 0)
  const good = ratings.reduce((sum, { item, n }) => (item >= 4 ? sum + n : sum), 0)
  return { count, mean: mean(stars, count), good: ratio(good, count) }
}

export function latencies(sums: readonly Sum[]): Summary['latencyMs'] {
  const buckets = new Map<number, number>()
  for (const { measure, item, n } of sums) if (measure === 'latency') buckets.set(item, (buckets.get(item) ?? 0) + n)
  const [p50 = null, p90 = null, p95 = null, p99 = null] = quantiles(buckets, [0.5, 0.9, 0.95, 0.99])
  return { p50, p90, p95, p99 }
}

export function mean(sum: number, count: number): number | null {
  return count === 0 ? null : Math.round((sum / count) * 100) / 100
}

export function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part / whole) * 10_000) / 10_000
}
