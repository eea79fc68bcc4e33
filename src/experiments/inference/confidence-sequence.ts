/**
 * Half the width of an asymptotic confidence sequence for a mean, in standard errors: the interval holds the truth at every
 * look at once, however often somebody looks and whenever they stop. Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas (2024),
 * "Time-uniform central limit theory and asymptotic confidence sequences", Annals of Statistics 52(6), theorem 2.2:
 * sqrt((t rho² + 1) / (t rho²) · log((t rho² + 1) / alpha²)).
 *
 * @param observations t, at least 1
 * @param tightestAt the number of observations at which it is narrowest; it is valid at every other one
 */
export function twoSidedWidth(observations: number, alpha: number, tightestAt: number): number {
  const growth = 1 + observations * mixingVariance(alpha, tightestAt)
  return Math.sqrt((growth / (growth - 1)) * Math.log(growth / alpha ** 2))
}

/**
 * The same for a bound on one side only: the closed form of the one-sided normal mixture of Howard, Ramdas, McAuliffe and
 * Sekhon (2021), "Time-uniform, nonparametric, nonasymptotic confidence sequences", Annals of Statistics 49(2), which
 * Waudby-Smith et al. (2024) carry over: sqrt(2 (t rho² + 1) / (t rho²) · log(1 + sqrt(t rho² + 1) / (2 alpha))).
 */
export function oneSidedWidth(observations: number, alpha: number, tightestAt: number): number {
  // Two-sided at 2 alpha is tightest at the same place, as near as makes no difference.
  const growth = 1 + observations * mixingVariance(2 * alpha, tightestAt)
  return Math.sqrt(2 * (growth / (growth - 1)) * Math.log(1 + Math.sqrt(growth) / (2 * alpha)))
}

/**
 * rho² = (w - 1) / t*, where w is the larger solution of w - log w = 1 - 2 log alpha (w = -W₋₁(-alpha²/e), Lambert's
 * function): what makes the width smallest at t* (Waudby-Smith et al. 2024, section 2.3).
 */
function mixingVariance(alpha: number, tightestAt: number): number {
  const target = 1 - 2 * Math.log(alpha)
  let w = target
  for (let step = 0; step < 50; step++) w = target + Math.log(w)
  return (w - 1) / tightestAt
}
