import type { AnswerabilityFeatureName } from './answerability.ts'
import type { FeatureName } from './sentence-features.ts'

/**
 * For collections of documents: weights of the linear sentence ranking (listwise softmax regression, ListNet) and of the refusal
 * (logistic regression). Written by `node eval/fit/fit-answering.ts --write`. Articles and topics left out:
 *
 * whole        accuracy 0.821, answered 0.835, refused 0.806, containment 0.800 / 0.919
 * 150          accuracy 0.863, answered 0.863, refused 0.864, containment 0.829 / 0.939
 * 50           accuracy 0.886, answered 0.884, refused 0.888, containment 0.864 / 0.955
 * six-each     accuracy 0.886, answered 0.861, refused 0.912, containment 0.875 / 0.955
 * among-others accuracy 0.902, answered 0.898, refused 0.905, containment 0.851 / 0.967
 * one-article  accuracy 0.819, answered 0.792, refused 0.846, containment 0.815 / 0.919
 * de           accuracy 0.844, answered 0.775, refused 0.913, containment 0.738 / 0.863
 * fr           accuracy 0.913, answered 0.888, refused 0.938, containment 0.850 / 0.975
 * es           accuracy 0.888, answered 0.913, refused 0.863, containment 0.825 / 0.950
 */
export const documentRanking: Readonly<Record<FeatureName, number>> = {
  softCoverage: 4.444,
  localCoverage: 0.75,
  previousCoverage: 4.17,
  nextCoverage: -0.974,
  titleCoverage: 2.893,
  passageCoverage: 2.326,
  passageScore: 2.224,
  passageReciprocalRank: 1.245,
  pairs: 0.999,
  orderedPairs: -0.43,
  novelty: -0.054,
  pronounStart: 0.782,
  isQuestion: -1.466,
  leadInPassage: 1.541,
  numberNew: 2.593,
  timeNew: 1.399,
  personCapital: 1.019,
  personRun: 0.882,
  placeNew: 0.287,
  reasonCue: 1.441,
  mannerCue: 1.082,
  vectorMatch: 0.604,
  vectorPrevious: -0.494,
  vectorNext: 0.29,
  vectorTitle: -0.998,
  vectorPassage: 1.431,
  vectorLead: 0.646,
  vectorWhole: 2.146,
  storyWhole: 0,
  storyAsked: 0,
  sameLanguage: 0,
}

export const documentRefusal: {
  readonly intercept: number
  readonly weights: Readonly<Record<AnswerabilityFeatureName, number>>
} = {
  intercept: -5.169,
  weights: {
    nearCoverage: 0.668,
    nearCount: 2.16,
    entityCoverage: 0.856,
    unseenEntity: -0.688,
    missingHeaviest: -0.006,
    rareFound: 3.964,
    rareMissing: -1.131,
    score: 1.175,
    lead: 0.877,
    typeMissing: -0.859,
    addressed: -2.1,
    vectorMatch: 0.707,
    vectorBest: -1.793,
    vectorLead: 3.746,
    addressedMatch: 2.182,
    addressedBest: -1.231,
    addressedLead: 0.197,
    addressedCoverage: -0.524,
    alignedNear: 0.543,
    alignedPassage: 0.773,
    alignedWorst: -0.333,
    addressedNear: 0.716,
    addressedPassage: 1.504,
    addressedWorst: -0.232,
    askedNounNear: 0.626,
    askedNounFound: -0.755,
  },
}
