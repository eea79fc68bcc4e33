import type { FeatureName } from './sentence-features.ts'

/**
 * Weights of the linear sentence ranking where there is a profile. Written by eval/fit/train-person.py. On twins left out, an
 * answering sentence was first 0.539, three 0.720, eight 0.830, first in other languages 0.569, found 0.947.
 */
export const personRanking: Readonly<Record<FeatureName, number>> = {
  softCoverage: 3.025,
  localCoverage: 1.178,
  previousCoverage: 2.123,
  nextCoverage: 0.686,
  titleCoverage: 4.398,
  passageCoverage: 0.92,
  passageScore: 0.444,
  passageReciprocalRank: 0.631,
  pairs: 0.241,
  orderedPairs: 0.437,
  novelty: 0.093,
  pronounStart: -0.221,
  isQuestion: -2.27,
  leadInPassage: 0.296,
  numberNew: 2.447,
  timeNew: 1.774,
  personCapital: 0.274,
  personRun: 1.36,
  placeNew: 1.603,
  reasonCue: 1.398,
  mannerCue: 0.527,
  vectorMatch: 5.115,
  vectorPrevious: 0.526,
  vectorNext: -0.155,
  vectorTitle: 3.376,
  vectorPassage: 2.467,
  vectorLead: 4.309,
  vectorWhole: 5.275,
  storyWhole: 3.493,
  storyAsked: 0.892,
  sameLanguage: -0.254,
}
