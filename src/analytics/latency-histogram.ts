/** Farthest that a quantile may lie from the true one, as a share of it. */
export const relativeError = 0.02

const gamma = (1 + relativeError) / (1 - relativeError)
const logGamma = Math.log(gamma)
const shortestMs = 0.01
const longestMs = 86_400_000

/**
 * The bucket of a duration: bucket i holds (γ^(i-1), γ^i] milliseconds, γ = (1 + α) / (1 - α), as in DDSketch (Masson, Rim and Lee,
 * "DDSketch: a fast and fully-mergeable quantile sketch with relative-error guarantees", VLDB 2019, section 2.1). Counts of
 * buckets are added up to merge histograms. Durations below 0.01 ms and above a day count as those.
 */
export function bucketOf(durationMs: number): number {
  const bounded = Math.min(Math.max(durationMs, shortestMs), longestMs)
  return Math.ceil(Math.log(bounded) / logGamma)
}

/**
 * The q-quantiles (the smallest value with at least ⌈q·n⌉ values at or below it) in milliseconds, each within α = 2 % of the true one
 * (DDSketch, proposition 4: the middle of its bucket is 2γ^i / (γ + 1)). Null of nothing. `qs` must rise.
 */
export function quantiles(buckets: ReadonlyMap<number, number>, qs: readonly number[]): (number | null)[] {
  const sorted = [...buckets].filter(([, n]) => n > 0).sort(([one], [other]) => one - other)
  const total = sorted.reduce((sum, [, n]) => sum + n, 0)
  let at = 0
  let seen = sorted[0]?.[1] ?? 0
  return qs.map((q) => {
    if (total === 0) return null
    const rank = Math.max(1, Math.ceil(q * total))
    while (seen < rank) seen += sorted[++at]![1]
    return round((2 * gamma ** sorted[at]![0]) / (gamma + 1))
  })
}

function round(ms: number): number {
  return Number(ms.toPrecision(4))
}
