/** How sure the alternative is of the ratio that was set: a Dirichlet whose parameters add up to this. */
const concentration = 100

/** Below it, visitors are not split as they should be, and nothing that is compared can be believed. */
export const mismatchBelow = 0.001

/**
 * Whether visitors come in the ratio that was set, at every look at once: the Bayes factor of a Dirichlet-multinomial around
 * that ratio against the ratio itself is a martingale while the ratio holds, so that its inverse is a p-value which may be looked
 * at as often as one likes. Lindon and Malek (2022), "Anytime-valid inference for multinomial count data", NeurIPS 35.
 *
 * @param counts visitors of each arm
 * @param weights positive; they need not add up to 1
 * @returns at most 1
 */
export function sampleRatioP(counts: readonly number[], weights: readonly number[]): number {
  const sum = weights.reduce((total, weight) => total + weight, 0)
  const visitors = counts.reduce((total, count) => total + count, 0)
  let logFactor = logGamma(concentration) - logGamma(concentration + visitors)
  for (const [index, count] of counts.entries()) {
    const share = weights[index]! / sum
    const prior = concentration * share
    logFactor += logGamma(prior + count) - logGamma(prior) - count * Math.log(share)
  }
  return Math.min(1, Math.exp(-logFactor))
}

/** log Γ(x) for x > 0: Stirling's series (Abramowitz and Stegun 6.1.41) above 10, reached by Γ(x + 1) = x Γ(x). Error below 1e-12. */
function logGamma(x: number): number {
  let shift = 0
  let y = x
  for (; y < 10; y++) shift += Math.log(y)
  const square = 1 / (y * y)
  const series = (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square / 1188)))) / y
  return (y - 0.5) * Math.log(y) - y + Math.log(2 * Math.PI) / 2 + series - shift
}
