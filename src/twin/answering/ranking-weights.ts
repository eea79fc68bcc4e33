/** By `featureNames`. Fitted by `eval/fit/fit-answering.ts`. */
export const rankingWeights: readonly number[] = [1, 1, 1, 0, 0.2, 0.1, 0.2, 0.3, 1, 0, 0, 0.5, 0.3, 0, 0, 0, 1, 0, 0, 0, 0, -2, 0, 0, 0.5, 0, 0.5, 0, 0.5, 0, 0.5, 0, 0.2, 0.3, 0.5, 0.3, 0.3]
