import type { SearchResult } from '../retrieval/search-result.ts'
import type { AnalyzedPassage, AnalyzedSentence } from './analyze-passage.ts'
import type { Question } from './analyze-question.ts'
import { collectionOf } from './collection-kind.ts'
import { documentRanking } from './document-weights.ts'
import { personRanking } from './person-weights.ts'
import { featureNames, sentenceFeatures } from './sentence-features.ts'
import type { FeatureName, SentenceFeatures } from './sentence-features.ts'
import type { Workspace } from './workspace.ts'
import { termHash } from '../text/term-hash.ts'

export interface RankedSentence {
  readonly passageId: number
  /** Index into the analysed passage's sentences. */
  readonly sentence: number
  /** UTF-16 offsets into the passage's text. */
  readonly start: number
  readonly end: number
  /** Higher is better; comparable within one question only. */
  readonly score: number
}

export interface Ranking {
  /** Best first. */
  readonly sentences: readonly RankedSentence[]
  readonly features: SentenceFeatures
  /** Row of `features` of each ranked sentence. */
  readonly rows: readonly number[]
  readonly passages: readonly AnalyzedPassage[]
}

/** Orders all sentences of the passages by how likely they hold the answer, with a linear model. Features are the workspace's. */
export function rankSentences(
  question: Question,
  passages: readonly AnalyzedPassage[],
  result: SearchResult,
  workspace?: Workspace,
  weights: Readonly<Record<FeatureName, number>> = collectionOf(result) === 'person' ? personRanking : documentRanking,
): Ranking {
  const features = sentenceFeatures(question, passages, result, workspace)
  return rankFeatures(features, passages, weights, conversationShift(question))
}

/** What a sentence that the conversation has shown already loses, and what one on the right side of a year gains. */
const givenPenalty = 12
const relativeTimeBonus = 7

/** How the conversation moves a sentence's score; undefined when it does not. Set by hand: no set of follow-ups to fit on. */
function conversationShift(question: Question): ((sentence: AnalyzedSentence) => number) | undefined {
  const { given, relativeTo } = question
  if (given.size === 0 && !relativeTo) return undefined
  const givenHashes = new Set(Array.from(given, termHash))
  return ({ textHash, firstYear, lastYear }) => {
    let shift = givenHashes.has(textHash) ? -givenPenalty : 0
    if (relativeTo?.relation === 'before' && firstYear > 0 && firstYear < relativeTo.year) shift += relativeTimeBonus
    if (relativeTo?.relation === 'after' && lastYear >= relativeTo.year) shift += relativeTimeBonus
    return shift
  }
}

/** The same from features computed before: fitting ranks the same rows by many weights. */
function rankFeatures(
  features: SentenceFeatures,
  passages: readonly AnalyzedPassage[],
  weights: Readonly<Record<FeatureName, number>>,
  shift?: (sentence: AnalyzedSentence) => number,
): Ranking {
  const columns = featureNames.length
  const byColumn = Float64Array.from(featureNames, (name) => weights[name])
  const scores = new Float64Array(features.count)
  for (let row = 0; row < features.count; row++) {
    let score = 0
    for (let column = 0; column < columns; column++) score += features.rows[row * columns + column]! * byColumn[column]!
    if (shift) score += shift(passages[features.passageOf[row]!]!.sentences[features.sentenceOf[row]!]!)
    scores[row] = score
  }
  const rows = Array.from(scores.keys()).sort((a, b) => scores[b]! - scores[a]! || a - b)
  const sentences = rows.map((row) => {
    const passage = passages[features.passageOf[row]!]!
    const sentence = features.sentenceOf[row]!
    const { start, end } = passage.sentences[sentence]!
    return { passageId: passage.passageId, sentence, start, end, score: scores[row]! }
  })
  return { sentences, features, rows, passages }
}
