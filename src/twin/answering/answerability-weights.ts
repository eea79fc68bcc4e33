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
 * twins        accuracy 0.760, answered 0.785, refused 0.713, containment 0.373 / 0.509
 */
export const answerabilityModels: Readonly<Record<CollectionKind, AnswerabilityModel>> = {
  person: {
    intercept: -4.864,
    weights: {
      nearCoverage: 1.233,
      nearCount: 0.688,
      entityCoverage: 2.356,
      unseenEntity: 0.127,
      missingHeaviest: -0.493,
      rareFound: -5.723,
      rareMissing: 2.552,
      score: 3.688,
      lead: 0.05,
      typeMissing: 0.33,
      addressed: -0.709,
      vectorMatch: -1.675,
      vectorBest: 4.815,
      vectorLead: -4.246,
      addressedMatch: 1.486,
      addressedBest: 2.377,
      addressedLead: -2.214,
      addressedCoverage: 1.649,
      alignedNear: -2.81,
      alignedPassage: 2.164,
      alignedWorst: 0.357,
      addressedNear: -0.132,
      addressedPassage: 0.576,
      addressedWorst: -1.303,
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
    },
  },
}
