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
 * whole        accuracy 0.815, answered 0.829, refused 0.800, containment 0.806 / 0.916
 * 150          accuracy 0.862, answered 0.859, refused 0.866, containment 0.832 / 0.940
 * 50           accuracy 0.888, answered 0.892, refused 0.885, containment 0.872 / 0.957
 * six-each     accuracy 0.879, answered 0.858, refused 0.900, containment 0.881 / 0.964
 * among-others accuracy 0.894, answered 0.891, refused 0.898, containment 0.855 / 0.956
 * one-article  accuracy 0.816, answered 0.792, refused 0.840, containment 0.816 / 0.920
 * de           accuracy 0.813, answered 0.725, refused 0.900, containment 0.738 / 0.888
 * fr           accuracy 0.900, answered 0.875, refused 0.925, containment 0.875 / 0.975
 * es           accuracy 0.881, answered 0.888, refused 0.875, containment 0.813 / 0.950
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
    intercept: -4.445,
    weights: {
      nearCoverage: 0.773,
      nearCount: 2.305,
      entityCoverage: 0.841,
      unseenEntity: -0.722,
      missingHeaviest: -0.059,
      rareFound: 3.944,
      rareMissing: -1.227,
      score: 1.127,
      lead: 1.008,
      typeMissing: -0.836,
      addressed: -1.573,
      vectorMatch: 0.797,
      vectorBest: -2.221,
      vectorLead: 2.383,
      addressedMatch: -0.614,
      addressedBest: 0.629,
      addressedLead: 1.261,
      addressedCoverage: 2.807,
      alignedNear: 0.359,
      alignedPassage: 0.654,
      alignedWorst: -0.412,
      addressedNear: -0.976,
      addressedPassage: 0.205,
      addressedWorst: -0.728,
      askedNounNear: 0.431,
      askedNounFound: -0.592,
    },
  },
}
