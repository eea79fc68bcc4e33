/** A band is never narrower: two people who grade one answer are seldom nearer to each other. */
const narrowest = 3
/** Sentences are left out one by one, of very long answers in as many groups. */
const maxGroups = 50

/**
 * Between which totals a score is to be read: the total and one standard error to either side, at least 3 points, within 0 to
 * 100. The standard error is the jackknife's: the total is computed anew with each sentence left out in turn,
 * SE² = (n-1)/n · Σ(θᵢ - θ̄)² (Tukey 1958, Annals of Mathematical Statistics 29, 614; Efron and Stein 1981, Annals of Statistics
 * 9, 586-596). An answer that hangs on one sentence has a wide band. It does not cover what the rules cannot see, such as
 * whether an answer is true.
 * @param totalOf the total, 0 to 100, of some of the sentences
 */
export function reliabilityBand<Part>(
  parts: readonly Part[],
  total: number,
  totalOf: (parts: readonly Part[]) => number,
): { low: number; high: number } {
  const groups = Math.min(parts.length, maxGroups)
  const without = Array.from({ length: groups }, (_, group) =>
    totalOf(parts.filter((_part, index) => index % groups !== group)),
  )
  const mean = without.reduce((sum, value) => sum + value, 0) / groups
  const squares = without.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  const error = groups < 2 ? total / 2 : Math.sqrt(((groups - 1) / groups) * squares)
  const half = Math.max(narrowest, error)
  return { low: Math.max(0, Math.round(total - half)), high: Math.min(100, Math.round(total + half)) }
}
