import type { AnswerabilityFeatureName } from './answerability.ts'

export const answerabilityIntercept = -8

/** Fitted by `eval/fit/fit-answering.ts`. */
export const answerabilityWeights: Readonly<Record<AnswerabilityFeatureName, number>> = {
  nearCoverage: 1,
  nearCount: 3,
  entityCoverage: 1,
  unseenEntity: -0.5,
  missingHeaviest: 0.5,
  rareFound: 4,
  rareMissing: -2,
  score: 4,
  lead: 1.5,
  typeMissing: -0.5,
}
