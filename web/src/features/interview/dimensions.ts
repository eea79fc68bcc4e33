import type { ResponseOf } from '../../api/call.ts'

export type Dimension = ResponseOf<'GET /api/v1/interviews/sessions/{id}/report'>['strengths'][number]
export type Score = ResponseOf<'POST /api/v1/interviews/evaluations'>['score']

/** What is judged in an answer (docs/reference/scoring.md), in its order. */
export const dimensions = [
  'situation',
  'task',
  'action',
  'result',
  'relevance',
  'specificity',
  'evidence',
  'clarity',
] as const satisfies readonly Dimension[]
