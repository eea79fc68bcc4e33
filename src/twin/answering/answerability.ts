import type { SearchResult } from '../retrieval/search-result.ts'
import type { Question } from './analyze-question.ts'
import { documentRefusal } from './document-weights.ts'
import { collectionOf } from './collection-kind.ts'
import { alignWords } from './align-words.ts'
import type { Ranking } from './rank-sentences.ts'
import { featureNames, inverseDocumentFrequency } from './sentence-features.ts'
import type { FeatureName } from './sentence-features.ts'
import { refusalNetwork } from './refusal-network.ts'

/** At or above this probability the twin answers. One value for every collection and language. */
export const answerThreshold = 0.5

/**
 * Signals of `answerability`. None depends on the size of the collection or on the scale of the search's scores.
 * "Near" means in the best sentence, the one before or the one after it; weights are idf times the word's own weight.
 */
export const answerabilityFeatureNames = [
  /** Share of the question's weight found near the best sentence. */
  'nearCoverage',
  /** The same counting words, not weighing them by idf. */
  'nearCount',
  /** Share of the weight of names, numbers and quoted words found in the best sentence's passage; 1 without any. */
  'entityCoverage',
  /** 1 when a name, number or quoted word of the question occurs nowhere in the collection. */
  'unseenEntity',
  /** The heaviest word that the best sentence lacks, over the heaviest word. */
  'missingHeaviest',
  /** Weight found in the passage, in words as rare as can be (in one passage of the collection only), fifths. */
  'rareFound',
  /** Weight not found in the best sentence, in the same unit. */
  'rareMissing',
  /** Score of the best sentence by the ranking model, twentieths. */
  'score',
  /** By how much that score beats the best sentence of any other passage, fifths. */
  'lead',
  /** 1 when the question wants a number, time, person or place and the best sentence offers none. */
  'typeMissing',
  /** 1 when the question is put to the person ("you"): fewer of its words are in the answer. */
  'addressed',
  /** Cosine of the question with the best sentence, by word vectors, and the best of all candidates. */
  'vectorMatch',
  'vectorBest',
  /** By how much the best cosine beats the tenth. */
  'vectorLead',
  /** The same four for questions put to the person. */
  'addressedMatch',
  'addressedBest',
  'addressedLead',
  'addressedCoverage',
  /** Share of the question's weight that words near the best sentence, or in its passage, mean much the same as. */
  'alignedNear',
  'alignedPassage',
  /** The same for the word that fares worst, of those that weigh at least half as much as the heaviest. */
  'alignedWorst',
  'addressedNear',
  'addressedPassage',
  'addressedWorst',
  /** How far X of "which X" or "how many X" is found near the best sentence, and in its passage; 1 for other questions. */
  'askedNounNear',
  'askedNounFound',
] as const

export type AnswerabilityFeatureName = (typeof answerabilityFeatureNames)[number]

/** Calibrated probability, 0 to 1, that the sources answer the question. */
export function answerability(question: Question, ranking: Ranking, result: SearchResult): number {
  const features = answerabilityFeatures(question, ranking, result)
  if (!features) return 0
  if (collectionOf(result) === 'person') return refusalNetwork().judge(personInputs(question, ranking, features))
  const { intercept, weights } = documentRefusal
  let logit = intercept
  for (const name of answerabilityFeatureNames) logit += features[name] * weights[name]
  return 1 / (1 + Math.exp(-logit))
}

/** Scores of the ranking that the network sees, by place. */
const seenPlaces = [0, 1, 2, 4, 9, 19]

/** What a question of many words adds up beyond this tells no more: unknown words alone must not add up to an answer. */
const largestSignal = 1.2

/** What the refusal's network is given: the signals, those of the best sentence, the best scores, and the question's vector. */
export function personInputs(
  { vector }: Question,
  { features, rows, sentences }: Ranking,
  signals: Readonly<Record<AnswerabilityFeatureName, number>>,
): Float32Array {
  const top = rows[0]!
  const columns = featureNames.length
  const inputs = new Float32Array(answerabilityFeatureNames.length + columns + seenPlaces.length + vector.length)
  let at = 0
  for (const name of answerabilityFeatureNames) inputs[at++] = Math.min(signals[name], largestSignal)
  for (let column = 0; column < columns; column++) inputs[at++] = features.rows[top * columns + column]!
  for (const place of seenPlaces) inputs[at++] = (sentences[place]?.score ?? 0) / 20
  inputs.set(vector, at)
  return inputs
}

/** Undefined when nothing was found or the question has no word to look for: no answer then. */
export function answerabilityFeatures(
  question: Question,
  ranking: Ranking,
  result: SearchResult,
): Record<AnswerabilityFeatureName, number> | undefined {
  const { features, rows, sentences } = ranking
  const top = rows[0]
  const best = sentences[0]
  if (top === undefined || best === undefined || question.words.length === 0) return undefined
  const { groupWeights, softStrengths, passageOf } = features
  const groups = groupWeights.length
  const near = new Float64Array(groups)
  const inPassage = new Float64Array(groups)
  for (let row = 0; row < features.count; row++) {
    if (passageOf[row] !== passageOf[top]) continue
    for (let group = 0; group < groups; group++) {
      const strength = softStrengths[row * groups + group]!
      if (strength > inPassage[group]!) inPassage[group] = strength
      if (Math.abs(row - top) <= 1 && strength > near[group]!) near[group] = strength
    }
  }
  let total = 0
  let totalCount = 0
  let nearWeight = 0
  let nearCount = 0
  let entityTotal = 0
  let entityFound = 0
  let unseenEntity = 0
  let found = 0
  let missing = 0
  let missingHeaviest = 0
  let heaviest = 0
  for (let group = 0; group < groups; group++) {
    const word = question.words[group]!
    const weight = groupWeights[group]!
    total += weight
    totalCount += word.weight
    nearWeight += near[group]! * weight
    nearCount += near[group]! * word.weight
    found += inPassage[group]! * weight
    const lacking = (1 - softStrengths[top * groups + group]!) * weight
    missing += lacking
    missingHeaviest = Math.max(missingHeaviest, lacking)
    heaviest = Math.max(heaviest, weight)
    if (!word.entity) continue
    entityTotal += weight
    entityFound += inPassage[group]! * weight
    if (!isSeen(question, group, result)) unseenEntity = 1
  }
  // Words that neither the sources nor the vectors know say nothing, however many they are.
  if (found === 0 && question.vector.every((value) => value === 0)) return undefined
  const rival = sentences.find((sentence) => sentence.passageId !== best.passageId)
  const rareWeight = 5 * inverseDocumentFrequency(1, result.passageCount)
  const offered = (name: FeatureName) => features.rows[top * featureNames.length + featureNames.indexOf(name)]! > 0
  const typeMissing =
    (question.type === 'number' && !offered('numberNew')) ||
    (question.type === 'time' && !offered('timeNew')) ||
    (question.type === 'person' && !offered('personCapital')) ||
    (question.type === 'place' && !offered('placeNew'))
  const cosines = Float32Array.from(features.cosines).sort()
  const vectorBest = cosines.at(-1) ?? 0
  const vectorMatch = features.cosines[top]!
  const vectorLead = vectorBest - (cosines.at(-10) ?? 0)
  const addressed = question.addressed ? 1 : 0
  const aligned = alignWords(question, ranking, near, inPassage)
  const noun = question.askedNoun
  return {
    nearCoverage: total > 0 ? nearWeight / total : 0,
    nearCount: totalCount > 0 ? nearCount / totalCount : 0,
    entityCoverage: entityTotal > 0 ? entityFound / entityTotal : 1,
    unseenEntity,
    missingHeaviest: heaviest > 0 ? missingHeaviest / heaviest : 1,
    rareFound: found / rareWeight,
    rareMissing: missing / rareWeight,
    score: best.score / 20,
    lead: rival ? Math.min(1, (best.score - rival.score) / 5) : 1,
    typeMissing: typeMissing ? 1 : 0,
    addressed,
    vectorMatch,
    vectorBest,
    vectorLead,
    addressedMatch: addressed * vectorMatch,
    addressedBest: addressed * vectorBest,
    addressedLead: addressed * vectorLead,
    askedNounNear: noun >= 0 && noun < groups ? near[noun]! : 1,
    askedNounFound: noun >= 0 && noun < groups ? inPassage[noun]! : 1,
    alignedNear: aligned.near,
    alignedPassage: aligned.passage,
    alignedWorst: aligned.worst,
    addressedNear: addressed * aligned.near,
    addressedPassage: addressed * aligned.passage,
    addressedWorst: addressed * aligned.worst,
    addressedCoverage: total > 0 ? (addressed * nearWeight) / total : 0,
  }
}

function isSeen(question: Question, group: number, result: SearchResult): boolean {
  return question.terms.some((term) => term.group === group && (result.documentFrequency.get(term.term) ?? 0) > 0)
}
