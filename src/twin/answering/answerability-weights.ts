import type { AnswerabilityFeatureName } from './answerability.ts'

/**
 * Weights of the refusal: logistic regression with an L2 penalty; each kind of collection weighs the same.
 * Written by `node eval/fit/fit-answering.ts --write` from random halves of squad2-dev. Articles left out, by kind of
 * collection (see `eval/fit/collections.ts`):
 *
 * whole        accuracy 0.806, answered 0.822, refused 0.790, containment 0.806 / 0.921
 * 150          accuracy 0.857, answered 0.856, refused 0.858, containment 0.834 / 0.947
 * 50           accuracy 0.886, answered 0.875, refused 0.896, containment 0.855 / 0.963
 * six-each     accuracy 0.882, answered 0.852, refused 0.912, containment 0.881 / 0.964
 * among-others accuracy 0.905, answered 0.895, refused 0.915, containment 0.855 / 0.964
 * one-article  accuracy 0.812, answered 0.805, refused 0.819, containment 0.816 / 0.933
 */
export const answerabilityIntercept = -4.945

export const answerabilityWeights: Readonly<Record<AnswerabilityFeatureName, number>> = {
  nearCoverage: 0.816,
  nearCount: 1.951,
  entityCoverage: 0.599,
  unseenEntity: -0.75,
  missingHeaviest: 0.095,
  rareFound: 4.133,
  rareMissing: -1.143,
  score: 2.417,
  lead: 1.044,
  typeMissing: -0.809,
  addressed: 0,
  addressedNear: 0,
  addressedScore: 0,
}
