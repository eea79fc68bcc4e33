/** Intercept, then by `answerabilityFeatureNames`. Fitted by `eval/fit/fit-answering.ts`. */
export const answerabilityWeights: readonly number[] = [-5, 2, 3, 3, 3, -1, -3, -2, -1, 1, 1, 1, 0]
