export { createOperations, type Operations } from './operations.ts'
export { operationsSchema } from './snapshot-schema.ts'
