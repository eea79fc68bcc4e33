import type { InputOf, ResponseOf } from '../../api/call.ts'
import type { Tone } from '../../components/tag.tsx'

export type Result = ResponseOf<'GET /api/v1/experiments/{id}'>
export type Experiment = Result['experiment']
export type NewExperiment = InputOf<'POST /api/v1/experiments'>['body']
export type Strategy = Experiment['arms'][number]['strategy']
export type Writer = Experiment['arms'][number]['writer']

export const strategies: readonly Strategy[] = ['automatic', 'star', 'concise', 'detailed', 'example-driven']
export const writers: readonly Writer[] = ['automatic', 'sources']
export const metrics: readonly Experiment['metric'][] = ['thumb', 'follow-up', 'citation-opened', 'contact-clicked']
export const stateTones: Record<Experiment['state'], Tone> = {
  draft: 'plain',
  running: 'accent',
  stopped: 'warn',
  shipped: 'good',
}
