import type { FeatureName } from './sentence-features.ts'

/**
 * Weights of the linear sentence ranking: listwise softmax regression (ListNet) with an L2 penalty.
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
export const rankingWeights: Readonly<Record<FeatureName, number>> = {
  softCoverage: 4.4,
  localCoverage: 2.55,
  previousCoverage: 4.873,
  nextCoverage: 0.774,
  titleCoverage: 2.21,
  passageCoverage: 2.321,
  passageScore: 2.359,
  passageReciprocalRank: 0.872,
  pairs: 0.517,
  orderedPairs: 0.508,
  novelty: -0.655,
  pronounStart: 0.502,
  isQuestion: -1.737,
  leadInPassage: 1.683,
  numberNew: 2.239,
  timeNew: 2.484,
  personCapital: 0.77,
  personRun: 1.218,
  placeNew: 0.729,
  reasonCue: 2.06,
  mannerCue: 1.175,
}
