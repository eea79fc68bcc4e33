/** One question's candidates: row-major feature rows, and which rows are right. */
export interface RankingCase {
  readonly rows: Float64Array
  readonly count: number
  readonly right: readonly boolean[]
}

/**
 * Weights of a linear ranker by the listwise softmax loss: minus the log of the share that the right rows have of
 * exp(score) over all rows (ListNet, Cao et al. 2007, with binary relevance), plus an L2 penalty on standardised weights.
 */
export function fitRanker(
  cases: readonly RankingCase[],
  columns: number,
  options: { penalty: number; rounds: number; caseWeights?: readonly number[] },
): number[] {
  const { deviation } = moments(
    cases.map((c) => c.rows),
    columns,
  )
  const weights = new Float64Array(columns)
  const step = adam(columns)
  const totalWeight = options.caseWeights?.reduce((sum, weight) => sum + weight, 0) ?? cases.length
  for (let round = 0; round < options.rounds; round++) {
    const gradient = new Float64Array(columns)
    for (const [index, { rows, count, right }] of cases.entries()) {
      const caseWeight = options.caseWeights?.[index] ?? 1
      const scores = new Float64Array(count)
      let highest = -Infinity
      for (let row = 0; row < count; row++) {
        let score = 0
        for (let column = 0; column < columns; column++)
          score += (rows[row * columns + column]! / deviation[column]!) * weights[column]!
        scores[row] = score
        if (score > highest) highest = score
      }
      let all = 0
      let good = 0
      for (let row = 0; row < count; row++) {
        scores[row] = Math.exp(scores[row]! - highest)
        all += scores[row]!
        if (right[row]) good += scores[row]!
      }
      if (good === 0) continue
      for (let row = 0; row < count; row++) {
        const pull = caseWeight * (scores[row]! / all - (right[row] ? scores[row]! / good : 0))
        if (Math.abs(pull) < 1e-9) continue
        for (let column = 0; column < columns; column++)
          gradient[column]! += (pull * rows[row * columns + column]!) / deviation[column]!
      }
    }
    for (let column = 0; column < columns; column++)
      gradient[column] = gradient[column]! / totalWeight + options.penalty * weights[column]!
    step(weights, gradient, round)
  }
  return Array.from(weights, (weight, column) => weight / deviation[column]!)
}

/** Logistic regression with an L2 penalty on standardised weights. The intercept comes first. */
export function fitLogistic(
  rows: readonly (readonly number[])[],
  labels: readonly boolean[],
  options: { penalty: number; rounds: number; caseWeights?: readonly number[] },
): number[] {
  const columns = rows[0]!.length
  const { mean, deviation } = moments(
    rows.map((row) => Float64Array.from(row)),
    columns,
  )
  const scaled = rows.map((row) => row.map((value, column) => (value - mean[column]!) / deviation[column]!))
  const weights = new Float64Array(columns + 1)
  const step = adam(columns + 1)
  const totalWeight = options.caseWeights?.reduce((sum, weight) => sum + weight, 0) ?? rows.length
  for (let round = 0; round < options.rounds; round++) {
    const gradient = new Float64Array(columns + 1)
    scaled.forEach((row, index) => {
      let logit = weights[0]!
      for (let column = 0; column < columns; column++) logit += row[column]! * weights[column + 1]!
      const error = (1 / (1 + Math.exp(-logit)) - (labels[index] ? 1 : 0)) * (options.caseWeights?.[index] ?? 1)
      gradient[0]! += error
      for (let column = 0; column < columns; column++) gradient[column + 1]! += error * row[column]!
    })
    for (let column = 0; column <= columns; column++)
      gradient[column] = gradient[column]! / totalWeight + (column > 0 ? options.penalty * weights[column]! : 0)
    step(weights, gradient, round)
  }
  const slopes = Array.from(weights.slice(1), (weight, column) => weight / deviation[column]!)
  const intercept = weights[0]! - slopes.reduce((sum, slope, column) => sum + slope * mean[column]!, 0)
  return [intercept, ...slopes]
}

/** Adam (Kingma and Ba 2015) with a step that shrinks, for a deterministic full gradient. */
function adam(size: number) {
  const first = new Float64Array(size)
  const second = new Float64Array(size)
  return (weights: Float64Array, gradient: Float64Array, round: number) => {
    const rate = 0.1 / Math.sqrt(1 + round / 30)
    for (let index = 0; index < size; index++) {
      first[index] = 0.9 * first[index]! + 0.1 * gradient[index]!
      second[index] = 0.999 * second[index]! + 0.001 * gradient[index]! ** 2
      const direction = first[index]! / (1 - 0.9 ** (round + 1))
      const scale = Math.sqrt(second[index]! / (1 - 0.999 ** (round + 1))) + 1e-8
      weights[index]! -= (rate * direction) / scale
    }
  }
}

function moments(blocks: readonly Float64Array[], columns: number) {
  const mean = new Float64Array(columns)
  const square = new Float64Array(columns)
  let count = 0
  for (const block of blocks) {
    for (let index = 0; index < block.length; index++) {
      mean[index % columns]! += block[index]!
      square[index % columns]! += block[index]! ** 2
    }
    count += block.length / columns
  }
  const deviation = new Float64Array(columns)
  for (let column = 0; column < columns; column++) {
    mean[column]! /= count
    deviation[column] = Math.sqrt(Math.max(0, square[column]! / count - mean[column]! ** 2)) || 1
  }
  return { mean, deviation }
}
