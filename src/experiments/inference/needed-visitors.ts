import { twoSidedWidth } from './confidence-sequence.ts'

/** Standard normal quantile of the power, 80 %. */
const powerQuantile = 0.8416

const most = 1e9

/**
 * Visitors, of control and arm together, after which a true difference of `effect` from `rate` shows (its interval excludes zero)
 * with probability 80 %. Found by halving: the width falls with every visitor.
 *
 * @param controlShare how many of a hundred of them the control gets, over a hundred
 */
export function neededVisitors({
  rate,
  effect,
  controlShare,
  alpha,
  tightestAt,
}: {
  rate: number
  effect: number
  controlShare: number
  alpha: number
  tightestAt: number
}): number {
  const other = Math.min(1, Math.max(0, rate + (rate + effect <= 1 ? effect : -effect)))
  // Where nothing has happened yet, no variance would mean that no visitors are needed.
  const variance = (p: number) => Math.max(p * (1 - p), (effect * (1 - effect)) / 2)
  const ofOne = variance(rate) / controlShare + variance(other) / (1 - controlShare)
  const shows = (visitors: number) => {
    const error = Math.sqrt(ofOne / visitors)
    return error * (twoSidedWidth(visitors, alpha, tightestAt) + powerQuantile) <= effect
  }
  let [low, high] = [2, 4]
  while (!shows(high) && high < most) [low, high] = [high, high * 2]
  while (high - low > Math.max(1, high * 1e-3)) {
    const middle = Math.floor((low + high) / 2)
    if (shows(middle)) high = middle
    else low = middle
  }
  return high
}
