import type { Objective } from './lbfgs.ts'

/** Sparse rows, one after another: row i is at `starts[i]` to `starts[i + 1]`. */
export interface SparseExamples {
  readonly starts: Uint32Array
  readonly buckets: Int32Array
  readonly values: Float32Array
  readonly targets: Uint8Array
  readonly weights: Float64Array
  readonly labelCount: number
  /** Number of buckets. The parameters are a row of `labelCount` for each, and then the biases. */
  readonly size: number
}

/** Weighted mean cross-entropy of rows `from` to `to`, plus l2/2 times the squared weights (the biases go free). */
export function softmaxLoss(data: SparseExamples, from: number, to: number, l2: number): Objective {
  const { starts, buckets, values, targets, weights, labelCount, size } = data
  const scores = new Float64Array(labelCount)
  const pulls = new Float64Array(labelCount)
  let total = 0
  for (let row = from; row < to; row++) total += weights[row]!
  return (parameters, gradient) => {
    gradient.fill(0)
    const biasAt = size * labelCount
    let loss = 0
    for (let row = from; row < to; row++) {
      addScores(data, parameters, row, scores)
      const logTotal = logSumExp(scores)
      const target = targets[row]!
      const share = weights[row]! / total
      loss += share * (logTotal - scores[target]!)
      for (let k = 0; k < labelCount; k++) {
        pulls[k] = share * (Math.exp(scores[k]! - logTotal) - (k === target ? 1 : 0))
        gradient[biasAt + k]! += pulls[k]!
      }
      const end = starts[row + 1]!
      for (let at = starts[row]!; at < end; at++) {
        const first = buckets[at]! * labelCount
        const value = values[at]!
        for (let k = 0; k < labelCount; k++) gradient[first + k]! += pulls[k]! * value
      }
    }
    let squares = 0
    for (let at = 0; at < biasAt; at++) {
      const weight = parameters[at]!
      squares += weight * weight
      gradient[at]! += l2 * weight
    }
    return loss + (l2 / 2) * squares
  }
}

/** Scores of rows `from` to `to`, row-major. */
export function scoresOf(data: SparseExamples, parameters: Float32Array, from: number, to: number): Float64Array {
  const all = new Float64Array((to - from) * data.labelCount)
  const scores = new Float64Array(data.labelCount)
  for (let row = from; row < to; row++) {
    addScores(data, parameters, row, scores)
    all.set(scores, (row - from) * data.labelCount)
  }
  return all
}

/**
 * The temperature that makes the mean log-likelihood of the rows from `from` on highest (Guo et al. 2017, "On
 * Calibration of Modern Neural Networks"), by golden-section search over its logarithm, from 1/5 to 5.
 */
export function fitTemperature(scores: Float64Array, { targets, labelCount }: SparseExamples, from: number): number {
  const loss = (logTemperature: number): number => {
    const temperature = Math.exp(logTemperature)
    let sum = 0
    for (let row = 0; row * labelCount < scores.length; row++) {
      const scaled = scores.subarray(row * labelCount, (row + 1) * labelCount).map((score) => score / temperature)
      sum += logSumExp(scaled) - scaled[targets[from + row]!]!
    }
    return sum
  }
  const golden = (Math.sqrt(5) - 1) / 2
  let [low, high] = [-Math.log(5), Math.log(5)]
  for (let round = 0; round < 30; round++) {
    const left = high - golden * (high - low)
    const right = low + golden * (high - low)
    if (loss(left) < loss(right)) high = right
    else low = left
  }
  return Math.exp((low + high) / 2)
}

function addScores(
  { starts, buckets, values, labelCount, size }: SparseExamples,
  parameters: Float32Array,
  row: number,
  scores: Float64Array,
): void {
  for (let k = 0; k < labelCount; k++) scores[k] = parameters[size * labelCount + k]!
  const end = starts[row + 1]!
  for (let at = starts[row]!; at < end; at++) {
    const first = buckets[at]! * labelCount
    const value = values[at]!
    for (let k = 0; k < labelCount; k++) scores[k]! += parameters[first + k]! * value
  }
}

function logSumExp(scores: Float64Array): number {
  let top = -Infinity
  for (const score of scores) top = Math.max(top, score)
  let sum = 0
  for (const score of scores) sum += Math.exp(score - top)
  return top + Math.log(sum)
}
