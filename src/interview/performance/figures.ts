import type { Series, Trend } from './performance.ts'

/** In each half, before a trend is told. */
const minInHalf = 3
/** Points of 100 by which the later half must differ: as in the predecessor's reports, 5 %. */
const notable = 5

/** Mean, trend and the rank of the latest, of values from 0 to 100, oldest first; null of none. */
export function seriesOf(values: readonly number[]): Series | null {
  const latest = values.at(-1)
  if (latest === undefined) return null
  const before = values.slice(0, -1)
  const exceeded = before.filter((value) => value < latest).length
  return {
    mean: toTenth(mean(values)),
    count: values.length,
    trend: trendOf(values),
    latestRank: before.length === 0 ? null : Math.round((100 * exceeded) / before.length),
  }
}

/** The later half against the earlier; of an odd number the middle one is left out. */
export function trendOf(values: readonly number[]): Trend {
  const half = Math.floor(values.length / 2)
  if (half < minInHalf) return 'unknown'
  const change = mean(values.slice(-half)) - mean(values.slice(0, half))
  if (Math.abs(change) < notable) return 'stable'
  return change > 0 ? 'improving' : 'declining'
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

export function toTenth(value: number): number {
  return Math.round(value * 10) / 10
}
