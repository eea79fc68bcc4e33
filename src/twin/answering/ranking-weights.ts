import type { CollectionKind } from './collection-kind.ts'
import type { FeatureName } from './sentence-features.ts'

/**
 * Weights of the linear sentence ranking: listwise softmax regression (ListNet) with an L2 penalty.
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
export const rankingWeights: Readonly<Record<CollectionKind, Readonly<Record<FeatureName, number>>>> = {
  person: {
    softCoverage: 3.88,
    localCoverage: 0.231,
    previousCoverage: 2.495,
    nextCoverage: -0.65,
    titleCoverage: 5.569,
    passageCoverage: 0.76,
    passageScore: 0.738,
    passageReciprocalRank: 0.778,
    pairs: 0.223,
    orderedPairs: 2.411,
    novelty: 2.1,
    pronounStart: -0.084,
    isQuestion: -2.137,
    leadInPassage: -0.096,
    numberNew: 2.695,
    timeNew: 1.353,
    personCapital: -0.525,
    personRun: 2.273,
    placeNew: 0.719,
    reasonCue: 2.242,
    mannerCue: 0.196,
    vectorMatch: 3.753,
    vectorPrevious: 0.321,
    vectorNext: -0.097,
    vectorTitle: 2.166,
    vectorPassage: 1.722,
    vectorLead: 4.237,
    sameLanguage: 1.967,
  },
  documents: {
    softCoverage: 4.171,
    localCoverage: 0.426,
    previousCoverage: 3.991,
    nextCoverage: -1.443,
    titleCoverage: 2.481,
    passageCoverage: 2.332,
    passageScore: 2.313,
    passageReciprocalRank: 1.389,
    pairs: 1.1,
    orderedPairs: -0.559,
    novelty: 0.016,
    pronounStart: 0.675,
    isQuestion: -1.642,
    leadInPassage: 1.305,
    numberNew: 2.639,
    timeNew: 1.436,
    personCapital: 1.022,
    personRun: 0.816,
    placeNew: 0.464,
    reasonCue: 0.853,
    mannerCue: 1.065,
    vectorMatch: 1.696,
    vectorPrevious: -0.392,
    vectorNext: 0.739,
    vectorTitle: -0.076,
    vectorPassage: 0.751,
    vectorLead: 1.824,
    sameLanguage: 0,
  },
}
