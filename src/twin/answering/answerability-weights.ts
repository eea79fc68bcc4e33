import type { AnswerabilityFeatureName } from './answerability.ts'

/**
 * Weights of the refusal: logistic regression with an L2 penalty; each kind of collection weighs the same.
 * Written by `node eval/fit/fit-answering.ts --write` from random halves of squad2-dev. Articles left out, by kind of
 * collection (see `eval/fit/collections.ts`):
 *
 * whole        accuracy 0.806, answered 0.840, refused 0.770, containment 0.807 / 0.923
 * 150          accuracy 0.858, answered 0.867, refused 0.849, containment 0.833 / 0.941
 * 50           accuracy 0.890, answered 0.884, refused 0.896, containment 0.852 / 0.969
 * six-each     accuracy 0.876, answered 0.849, refused 0.903, containment 0.887 / 0.967
 * among-others accuracy 0.903, answered 0.902, refused 0.905, containment 0.847 / 0.971
 * one-article  accuracy 0.810, answered 0.817, refused 0.802, containment 0.820 / 0.930
 * de           accuracy 0.813, answered 0.713, refused 0.913, containment 0.750 / 0.875
 * fr           accuracy 0.881, answered 0.838, refused 0.925, containment 0.850 / 0.963
 * es           accuracy 0.863, answered 0.838, refused 0.888, containment 0.813 / 0.950
 * twins        accuracy 0.469, answered 0.462, refused 0.482, containment 0.338 / 0.471
 */
export const answerabilityIntercept = -4.577

export const answerabilityWeights: Readonly<Record<AnswerabilityFeatureName, number>> = {
  nearCoverage: 0.717,
  nearCount: 1.661,
  entityCoverage: 0.982,
  unseenEntity: -0.623,
  missingHeaviest: 0.35,
  rareFound: 3.223,
  rareMissing: -1.287,
  score: 2.012,
  lead: 1.026,
  typeMissing: -0.806,
  addressed: 0.595,
}
