import { unknownWord, wordVectors } from '../text/word-vectors.ts'
import type { Question } from './analyze-question.ts'
import type { Ranking } from './rank-sentences.ts'

/** How far words of the best sentence, and of its passage, mean what the question's words mean; all 0 to 1. */
export interface Alignment {
  readonly near: number
  readonly passage: number
  readonly worst: number
}

/** Words that weigh less than this share of the heaviest cannot be what the question is about. */
const heavyShare = 0.5

/**
 * Matches each word of the question with the most similar word near the best sentence and in its passage (soft cardinality
 * as in Mihalcea, Corley and Strapparava 2006). `near` and `inPassage` are the strengths of matches by term, by group.
 */
export function alignWords(
  question: Question,
  { features, rows: ranked, passages }: Ranking,
  near: Float64Array,
  inPassage: Float64Array,
): Alignment {
  const top = ranked[0]!
  const { groupWeights, passageOf, sentenceOf } = features
  const passage = passages[passageOf[top]!]!
  const best = sentenceOf[top]!
  const words = wordVectors()
  let total = 0
  let nearSum = 0
  let passageSum = 0
  let worst = 1
  const heaviest = groupWeights.reduce((most, weight) => Math.max(most, weight), 0)
  groupWeights.forEach((weight, group) => {
    const row = words.rowOf(question.words[group]!, question.language)
    let nearest = near[group]!
    let anywhere = inPassage[group]!
    if (row !== unknownWord && nearest < 1) {
      for (let token = 0; token < passage.rows.length; token++) {
        const other = passage.rows[token]!
        if (other === unknownWord) continue
        const cosine = words.cosine(row, other)
        if (cosine > anywhere) anywhere = cosine
        if (cosine > nearest && Math.abs(passage.sentenceOf[token]! - best) <= 1) nearest = cosine
      }
    }
    total += weight
    nearSum += weight * nearest
    passageSum += weight * anywhere
    if (weight >= heavyShare * heaviest && anywhere < worst) worst = anywhere
  })
  return { near: total > 0 ? nearSum / total : 0, passage: total > 0 ? passageSum / total : 0, worst }
}
