import type { ResponseOf } from '../../api/call.ts'
import type { Tone } from '../../components/tag.tsx'

export type Status = ResponseOf<'GET /api/v1/jobs/{id}/match'>['requirements'][number]['status']

export const statuses = ['matched', 'partly', 'gap'] as const satisfies readonly Status[]
export const statusTones: Record<Status, Tone> = { matched: 'good', partly: 'warn', gap: 'danger' }
