import type { AnswerabilityFeatureName } from './answerability.ts'

/**
 * Weights of the refusal: logistic regression with an L2 penalty; each kind of collection weighs the same.
 * Written by `node eval/fit/fit-answering.ts --write` from random halves of squad2-dev. Articles left out, by kind of
 * collection (see `eval/fit/collections.ts`):
 *
 * whole        accuracy 0.803, answered 0.822, refused 0.784, containment 0.798 / 0.918
 * 150          accuracy 0.854, answered 0.854, refused 0.854, containment 0.822 / 0.934
 * 50           accuracy 0.881, answered 0.858, refused 0.905, containment 0.861 / 0.963
 * six-each     accuracy 0.877, answered 0.840, refused 0.915, containment 0.878 / 0.964
 * among-others accuracy 0.911, answered 0.902, refused 0.919, containment 0.847 / 0.964
 * one-article  accuracy 0.800, answered 0.786, refused 0.814, containment 0.817 / 0.924
 */
export const answerabilityIntercept = -5.164

export const answerabilityWeights: Readonly<Record<AnswerabilityFeatureName, number>> = {
  nearCoverage: 0.917,
  nearCount: 1.89,
  entityCoverage: 0.821,
  unseenEntity: -0.571,
  missingHeaviest: 0.26,
  rareFound: 4.192,
  rareMissing: -0.942,
  score: 2.214,
  lead: 0.995,
  typeMissing: -0.794,
}
