export { comparisonInputSchema, comparisonSchema, type AnswerWith, type Comparison } from './compare-answers.ts'
export {
  answerDefaultSchema,
  experimentChangeSchema,
  experimentIdSchema,
  experimentSchema,
  experimentStates,
  newExperimentSchema,
  noteSchema,
  outcomeKinds,
  outcomeSchema,
  shipSchema,
  type AnswerDefault,
  type AnswerSettings,
  type Experiment,
  type OutcomeKind,
} from './experiment.ts'
export { createExperimentMetrics } from './experiment-metrics.ts'
export { createExperiments, type Experiments } from './experiments.ts'
export { asCsv } from './export-result.ts'
export { breaches, experimentResultSchema, judge, type ExperimentResult } from './judge.ts'
export { createTrials, type Trials } from './trials.ts'
export { variantNameSchema, variantPerformanceSchema, type VariantPerformance } from './variant-performance.ts'
