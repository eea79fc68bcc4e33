/** Writes the gradient at `parameters` into `gradient` and returns the loss. */
export type Objective = (parameters: Float32Array, gradient: Float32Array) => number

const memory = 6
const sufficientDecrease = 1e-4

/**
 * Minimises a smooth function from `parameters` on, in place: limited-memory BFGS (Nocedal 1980) with a backtracking
 * line search (Armijo). Ends after `evaluations` of the function, or when a step gains less than a millionth.
 */
export function minimizeLbfgs(parameters: Float32Array, objective: Objective, evaluations: number): number {
  const size = parameters.length
  let gradient = new Float32Array(size)
  let loss = objective(parameters, gradient)
  const pairs: { step: Float32Array; change: Float32Array; curvature: number }[] = []
  const trial = new Float32Array(size)
  let trialGradient = new Float32Array(size)
  for (let used = 1; used < evaluations;) {
    const direction = descent(gradient, pairs)
    const slope = dot(direction, gradient)
    if (slope > -1e-12) return loss
    let rate = pairs.length === 0 ? 1 / Math.sqrt(dot(gradient, gradient)) : 1
    let trialLoss = Infinity
    while (used < evaluations) {
      for (let at = 0; at < size; at++) trial[at] = parameters[at]! + rate * direction[at]!
      trialLoss = objective(trial, trialGradient)
      used++
      if (trialLoss <= loss + sufficientDecrease * rate * slope) break
      rate /= 3
    }
    if (!(trialLoss < loss)) return loss
    const oldest = pairs.length === memory ? pairs.shift()! : undefined
    const step = oldest?.step ?? new Float32Array(size)
    const change = oldest?.change ?? new Float32Array(size)
    for (let at = 0; at < size; at++) {
      step[at] = trial[at]! - parameters[at]!
      change[at] = trialGradient[at]! - gradient[at]!
    }
    const curvature = dot(step, change)
    if (curvature > 1e-14) pairs.push({ step, change, curvature })
    parameters.set(trial)
    ;[gradient, trialGradient] = [trialGradient, gradient]
    const gain = loss - trialLoss
    loss = trialLoss
    if (gain < 1e-6 * Math.abs(loss)) return loss
  }
  return loss
}

/** The two-loop recursion: minus the approximate inverse Hessian times the gradient. */
function descent(
  gradient: Float32Array,
  pairs: readonly { step: Float32Array; change: Float32Array; curvature: number }[],
): Float32Array {
  const direction = gradient.map((value) => -value)
  const shares: number[] = []
  for (let at = pairs.length - 1; at >= 0; at--) {
    const { step, change, curvature } = pairs[at]!
    shares[at] = dot(step, direction) / curvature
    addScaled(direction, change, -shares[at]!)
  }
  const newest = pairs.at(-1)
  if (newest) {
    const scale = newest.curvature / dot(newest.change, newest.change)
    for (let at = 0; at < direction.length; at++) direction[at]! *= scale
  }
  for (const [at, { step, change, curvature }] of pairs.entries()) {
    addScaled(direction, step, shares[at]! - dot(change, direction) / curvature)
  }
  return direction
}

function addScaled(to: Float32Array, from: Float32Array, factor: number): void {
  for (let at = 0; at < to.length; at++) to[at]! += factor * from[at]!
}

function dot(left: Float32Array, right: Float32Array): number {
  let sum = 0
  for (let at = 0; at < left.length; at++) sum += left[at]! * right[at]!
  return sum
}
