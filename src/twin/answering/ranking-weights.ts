import type { FeatureName } from './sentence-features.ts'

/**
 * Weights of the linear sentence ranking: listwise softmax regression (ListNet) with an L2 penalty.
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
export const rankingWeights: Readonly<Record<FeatureName, number>> = {
  softCoverage: 4.334,
  localCoverage: 3.532,
  previousCoverage: 5.109,
  nextCoverage: 1.317,
  titleCoverage: 0.852,
  passageCoverage: 2.315,
  passageScore: 2.267,
  passageReciprocalRank: 0.818,
  pairs: 0.04,
  orderedPairs: 0.391,
  novelty: -0.768,
  pronounStart: 0.419,
  isQuestion: -1.584,
  leadInPassage: 1.783,
  numberNew: 1.437,
  timeNew: 2.672,
  personCapital: 0.663,
  personRun: 1.243,
  placeNew: 0.798,
  reasonCue: 2.039,
  mannerCue: 1.206,
}
