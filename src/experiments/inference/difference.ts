import { oneSidedWidth, twoSidedWidth } from './confidence-sequence.ts'

/**
 * What the visitors of one arm add up to. A rate is a sum over visitors of something counted, over one of what it is counted of:
 * converted of one each, refused of answers, dropped of sentences. The sums of squares and of products are what its error is
 * worked out from, so that a visitor who asks a hundred times is still one visitor.
 */
export interface Tally {
  readonly visitors: number
  readonly counted: number
  readonly of: number
  readonly countedSquared: number
  readonly ofSquared: number
  readonly product: number
}

export interface Difference {
  /** Rate of the arm less that of the control. */
  readonly estimate: number
  readonly low: number
  readonly high: number
}

/** The tally of something that each visitor did or did not. */
export function binaryTally(visitors: number, converted: number): Tally {
  return {
    visitors,
    counted: converted,
    of: visitors,
    countedSquared: converted,
    ofSquared: visitors,
    product: converted,
  }
}

/** Undefined while there is nothing that it could be a rate of. */
export function rateOf({ counted, of }: Tally): number | undefined {
  return of > 0 ? counted / of : undefined
}

/**
 * The interval of a difference of two rates that holds the truth at every look at once with probability 1 - alpha
 * (`twoSidedWidth`). Undefined while an arm has no visitor.
 */
export function differenceOf(
  control: Tally,
  arm: Tally,
  { alpha, tightestAt }: { alpha: number; tightestAt: number },
): Difference | undefined {
  const estimate = estimateOf(control, arm)
  if (estimate === undefined) return undefined
  const half = standardError(control, arm) * twoSidedWidth(control.visitors + arm.visitors, alpha, tightestAt)
  return { estimate, low: Math.max(-1, estimate - half), high: Math.min(1, estimate + half) }
}

/**
 * A number that the arm's rate exceeds the control's by at least, at every look at once with probability 1 - alpha
 * (`oneSidedWidth`). Above zero, the arm's rate is higher. Undefined while an arm has no visitor.
 */
export function leastDifference(
  control: Tally,
  arm: Tally,
  { alpha, tightestAt }: { alpha: number; tightestAt: number },
): number | undefined {
  const estimate = estimateOf(control, arm)
  if (estimate === undefined) return undefined
  return estimate - standardError(control, arm) * oneSidedWidth(control.visitors + arm.visitors, alpha, tightestAt)
}

function estimateOf(control: Tally, arm: Tally): number | undefined {
  const [from, to] = [rateOf(control), rateOf(arm)]
  return from === undefined || to === undefined ? undefined : to - from
}

function standardError(control: Tally, arm: Tally): number {
  return Math.sqrt(variance(control) + variance(arm))
}

/**
 * Of a rate, by the delta method over visitors (Deng, Knoblich and Lu 2018, "Applying the delta method in metric analytics",
 * KDD): sum of (counted - rate · of)² over (sum of `of`)². Where each visitor counts as one, that is p (1 - p) / n. One success
 * and one failure are added first (Agresti and Caffo 2000, "Simple and effective confidence intervals for proportions",
 * The American Statistician 54): without them an arm where nothing has happened yet would be certain.
 */
function variance({ counted, of, countedSquared, ofSquared, product }: Tally): number {
  const rate = (counted + 1) / (of + 2)
  const added = (1 - rate) ** 2 + rate ** 2
  const residuals = countedSquared - 2 * rate * product + rate ** 2 * ofSquared
  return (residuals + added) / (of + 2) ** 2
}
