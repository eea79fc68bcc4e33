import type { FeatureName } from './sentence-features.ts'

/**
 * Weights of the linear sentence ranking: listwise softmax regression (ListNet) with an L2 penalty.
 * Written by `node eval/fit/fit-answering.ts --write` from random halves of squad2-dev. Articles left out, by kind of
 * collection (see `eval/fit/collections.ts`):
 *
 * whole        accuracy 0.803, answered 0.849, refused 0.757, containment 0.800 / 0.922
 * 150          accuracy 0.850, answered 0.870, refused 0.830, containment 0.830 / 0.939
 * 50           accuracy 0.883, answered 0.872, refused 0.893, containment 0.849 / 0.963
 * six-each     accuracy 0.879, answered 0.846, refused 0.912, containment 0.881 / 0.964
 * among-others accuracy 0.896, answered 0.887, refused 0.905, containment 0.840 / 0.964
 * one-article  accuracy 0.800, answered 0.822, refused 0.778, containment 0.817 / 0.924
 * de           accuracy 0.819, answered 0.738, refused 0.900, containment 0.725 / 0.869
 * fr           accuracy 0.872, answered 0.900, refused 0.844, containment 0.844 / 0.956
 * es           accuracy 0.894, answered 0.894, refused 0.894, containment 0.819 / 0.944
 * twins        accuracy 0.594, answered 0.762, refused 0.273, containment 0.343 / 0.476
 */
export const rankingWeights: Readonly<Record<FeatureName, number>> = {
  softCoverage: 4.512,
  localCoverage: 1.832,
  previousCoverage: 4.017,
  nextCoverage: -0.007,
  titleCoverage: 3.712,
  passageCoverage: 2.398,
  passageScore: 2.215,
  passageReciprocalRank: 0.83,
  pairs: 0.661,
  orderedPairs: 0.535,
  novelty: -0.416,
  pronounStart: 0.508,
  isQuestion: -2.38,
  leadInPassage: 1.213,
  numberNew: 2.26,
  timeNew: 2.082,
  personCapital: 0.748,
  personRun: 1.066,
  placeNew: 0.578,
  reasonCue: 2.094,
  mannerCue: 1.109,
}
