export { createOperations, type Operations } from './operations.ts'
export { createStateMetrics } from './state-metrics.ts'
export { operationsSchema } from './snapshot-schema.ts'
