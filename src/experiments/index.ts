export { comparisonInputSchema, comparisonSchema, type AnswerWith, type Comparison } from './compare-answers.ts'
export {
  experimentChangeSchema,
  experimentSchema,
  experimentStates,
  newExperimentSchema,
  noteSchema,
  outcomeKinds,
  answerSettingsSchema,
  type AnswerSettings,
  type Experiment,
  type OutcomeKind,
} from './experiment.ts'
export { createExperimentMetrics } from './experiment-metrics.ts'
export type { AnswerDefault } from './experiment-store.ts'
export { createExperiments, type Experiments } from './experiments.ts'
export { asCsv } from './export-result.ts'
export { armResultSchema, breaches, experimentResultSchema, judge, type ExperimentResult } from './judge.ts'
export { createTrials, type Trials } from './trials.ts'
