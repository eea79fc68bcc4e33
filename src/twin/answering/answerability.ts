import type { SearchResult } from '../retrieval/search-result.ts'
import type { Question } from './analyze-question.ts'
import { answerabilityWeights } from './answerability-weights.ts'
import type { Ranking } from './rank-sentences.ts'
import { featureNames, inverseDocumentFrequency } from './sentence-features.ts'

/** At or above this probability the twin answers. One value for every collection and language. */
export const answerThreshold = 0.5

export const answerabilityFeatureNames = [
  'coverage',
  'softCoverage',
  'passageCoverage',
  'contextCoverage',
  'missingHeaviest',
  'unseenShare',
  'unseenEntity',
  'missingEntity',
  'pairs',
  'scoreShare',
  'margin',
  'words',
] as const

/** Calibrated probability, 0 to 1, that the sources answer the question. */
export function answerability(question: Question, ranking: Ranking, result: SearchResult): number {
  const features = answerabilityFeatures(question, ranking, result)
  if (!features) return 0
  let logit = answerabilityWeights[0]!
  for (let index = 0; index < features.length; index++) logit += features[index]! * answerabilityWeights[index + 1]!
  return 1 / (1 + Math.exp(-logit))
}

/** Scale-free signals by `answerabilityFeatureNames`; undefined when nothing was found. */
export function answerabilityFeatures(
  question: Question,
  ranking: Ranking,
  result: SearchResult,
): number[] | undefined {
  const { features, rows } = ranking
  const top = rows[0]
  if (top === undefined || question.words.length === 0) return undefined
  const columns = featureNames.length
  const value = (name: (typeof featureNames)[number]) => features.rows[top * columns + featureNames.indexOf(name)]!
  const groups = features.groupWeights.length
  let total = 0
  let unseen = 0
  let unseenEntity = 0
  let missingEntity = 0
  let ownMaximum = 0
  for (let group = 0; group < groups; group++) {
    const word = question.words[group]!
    const weight = features.groupWeights[group]!
    total += weight
    ownMaximum += weight * 2.2
    let seen = 0
    for (const term of question.terms) if (term.group === group) seen += result.documentFrequency.get(term.term) ?? 0
    if (seen === 0) {
      unseen += weight
      if (word.entity) unseenEntity = 1
    }
    if (word.entity && features.softStrengths[top * groups + group] === 0) missingEntity += weight
  }
  const soft = value('softCoverage')
  const second = result.hits[1]?.score ?? 0
  const first = result.hits[0]!.score
  return [
    value('coverage'),
    soft,
    value('passageCoverage'),
    Math.min(1, soft + value('previousCoverage') + value('nextCoverage') + value('titleCoverage')),
    value('missingHeaviest'),
    total > 0 ? unseen / total : 1,
    unseenEntity,
    total > 0 ? missingEntity / total : 0,
    value('pairs'),
    ownMaximum > 0 ? first / ownMaximum : 0,
    first > 0 ? (first - second) / first : 0,
    Math.min(1, groups / 12),
  ]
}

/** The idf of a term that only one passage holds: the yardstick for how much a missing word matters. */
export function rareTermWeight(passageCount: number): number {
  return inverseDocumentFrequency(1, passageCount)
}
