import type { FeatureName } from './sentence-features.ts'

/**
 * Weights of the linear sentence ranking: listwise softmax regression (ListNet) with an L2 penalty.
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
export const rankingWeights: Readonly<Record<FeatureName, number>> = {
  softCoverage: 3.972,
  localCoverage: 0.792,
  previousCoverage: 2.988,
  nextCoverage: -2.006,
  titleCoverage: 4.246,
  passageCoverage: 2.81,
  passageScore: 1.36,
  passageReciprocalRank: 0.531,
  pairs: 0.901,
  orderedPairs: 0.342,
  novelty: 1.308,
  pronounStart: 0.417,
  isQuestion: -2.118,
  leadInPassage: 0.459,
  numberNew: 2.884,
  timeNew: 1.87,
  personCapital: -0.144,
  personRun: 1.885,
  placeNew: 0.417,
  reasonCue: 0.924,
  mannerCue: -0.444,
  vectorMatch: 1.95,
  vectorPrevious: 0.438,
  vectorNext: 0.516,
  vectorTitle: 2.279,
  vectorPassage: 1.857,
  vectorLead: 2.112,
}
