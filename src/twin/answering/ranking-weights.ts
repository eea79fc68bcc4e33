import type { FeatureName } from './sentence-features.ts'

/**
 * Weights of the linear sentence ranking: listwise softmax regression (ListNet) with an L2 penalty.
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
export const rankingWeights: Readonly<Record<FeatureName, number>> = {
  softCoverage: 4.401,
  localCoverage: 3.411,
  previousCoverage: 5.156,
  nextCoverage: 1.279,
  titleCoverage: 1.861,
  passageCoverage: 2.207,
  passageScore: 2.467,
  passageReciprocalRank: 0.724,
  pairs: 0.464,
  orderedPairs: 0.661,
  novelty: -0.634,
  pronounStart: 0.387,
  isQuestion: -2.153,
  leadInPassage: 1.794,
  numberNew: 1.709,
  timeNew: 2.575,
  personCapital: 0.708,
  personRun: 1.195,
  placeNew: 0.901,
  reasonCue: 1.712,
  mannerCue: 1.063,
}
