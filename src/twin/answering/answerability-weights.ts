import type { AnswerabilityFeatureName } from './answerability.ts'

/**
 * Weights of the refusal: logistic regression with an L2 penalty; each kind of collection weighs the same.
 * Written by `node eval/fit/fit-answering.ts --write` from random halves of squad2-dev. Articles left out, by kind of
 * collection (see `eval/fit/collections.ts`):
 *
 * whole        accuracy 0.812, answered 0.827, refused 0.796, containment 0.809 / 0.917
 * 150          accuracy 0.860, answered 0.862, refused 0.857, containment 0.831 / 0.941
 * 50           accuracy 0.887, answered 0.886, refused 0.888, containment 0.878 / 0.955
 * six-each     accuracy 0.883, answered 0.858, refused 0.909, containment 0.872 / 0.955
 * among-others accuracy 0.898, answered 0.895, refused 0.901, containment 0.858 / 0.956
 * one-article  accuracy 0.807, answered 0.797, refused 0.817, containment 0.820 / 0.924
 * de           accuracy 0.819, answered 0.738, refused 0.900, containment 0.725 / 0.888
 * fr           accuracy 0.894, answered 0.875, refused 0.913, containment 0.863 / 0.975
 * es           accuracy 0.875, answered 0.875, refused 0.875, containment 0.788 / 0.963
 * twins        accuracy 0.543, answered 0.585, refused 0.464, containment 0.326 / 0.443
 */
export const answerabilityIntercept = -3.256

export const answerabilityWeights: Readonly<Record<AnswerabilityFeatureName, number>> = {
  nearCoverage: 1.137,
  nearCount: 2.379,
  entityCoverage: 0.724,
  unseenEntity: -0.732,
  missingHeaviest: -0.166,
  rareFound: 3.192,
  rareMissing: -1.325,
  score: -1.232,
  lead: 0.984,
  typeMissing: -0.884,
  addressed: 2.555,
  vectorMatch: 0.783,
  vectorBest: -1.567,
  vectorLead: 1.835,
  addressedMatch: -1.613,
  addressedBest: 3.341,
  addressedLead: -3.444,
  addressedCoverage: -4.054,
  alignedNear: 0.141,
  alignedPassage: 0.845,
  alignedWorst: -0.432,
  addressedNear: -0.323,
  addressedPassage: 0.076,
  addressedWorst: 0.58,
}
