import type { AnswerabilityFeatureName } from './answerability.ts'
import type { CollectionKind } from './collection-kind.ts'

export interface AnswerabilityModel {
  readonly intercept: number
  readonly weights: Readonly<Record<AnswerabilityFeatureName, number>>
}

/**
 * Weights of the refusal: logistic regression with an L2 penalty; each kind of collection weighs the same.
 * Written by `node eval/fit/fit-answering.ts --write`. Articles, topics and twins left out, by kind of collection:
 *
 * twins        accuracy 0.769, answered 0.793, refused 0.723, containment 0.365 / 0.504
 */
export const answerabilityModels: Readonly<Record<CollectionKind, AnswerabilityModel>> = {
  person: {
    intercept: -5.259,
    weights: {
      nearCoverage: 1.674,
      nearCount: 0.983,
      entityCoverage: 2.412,
      unseenEntity: 0.208,
      missingHeaviest: -0.267,
      rareFound: -6.128,
      rareMissing: 2.881,
      score: 3.298,
      lead: -0.455,
      typeMissing: 0.169,
      addressed: -0.751,
      vectorMatch: -0.872,
      vectorBest: 4.396,
      vectorLead: -4.17,
      addressedMatch: 1.639,
      addressedBest: 1.988,
      addressedLead: -1.878,
      addressedCoverage: 1.512,
      alignedNear: -2.568,
      alignedPassage: 2.013,
      alignedWorst: 0.392,
      addressedNear: -0.09,
      addressedPassage: 0.606,
      addressedWorst: -1.212,
      askedNounNear: -0.645,
      askedNounFound: 0.566,
    },
  },
  documents: {
    intercept: -3.729,
    weights: {
      nearCoverage: 0.976,
      nearCount: 2.197,
      entityCoverage: 0.867,
      unseenEntity: -0.547,
      missingHeaviest: -0.055,
      rareFound: 3.867,
      rareMissing: -1.525,
      score: -0.343,
      lead: 0.986,
      typeMissing: -0.777,
      addressed: 2.824,
      vectorMatch: 0.593,
      vectorBest: -1.871,
      vectorLead: 2.264,
      addressedMatch: -4.818,
      addressedBest: 10.852,
      addressedLead: -5.259,
      addressedCoverage: -2.469,
      alignedNear: 0.172,
      alignedPassage: 0.731,
      alignedWorst: -0.387,
      addressedNear: -2.658,
      addressedPassage: -1.792,
      addressedWorst: 1.622,
      askedNounNear: 0,
      askedNounFound: 0,
    },
  },
}
