import { dimensions, type Dimension } from './rubric.ts'
import type { Score } from './score.ts'

/** To one decimal; null when there is nothing to take a mean of. */
export function meanOf(values: readonly number[]): number | null {
  if (values.length === 0) return null
  return Math.round((values.reduce((sum, value) => sum + value, 0) / values.length) * 10) / 10
}

/** Of each dimension, over the answers to questions whose kind weighs it. */
export function meanScores(scores: readonly Score[]): Record<Dimension, number | null> {
  const means = dimensions.map((dimension) => {
    const weighed = scores.map((score) => score.dimensions[dimension]).filter(({ weight }) => weight > 0)
    return [dimension, meanOf(weighed.map(({ points }) => points))] as const
  })
  return Object.fromEntries(means) as Record<Dimension, number | null>
}
