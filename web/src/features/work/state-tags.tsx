import type { ResponseOf } from '../../api/call.ts'
import { Tag, type Tone } from '../../components/tag.tsx'
import { useMessages } from '../../messages/catalogue.ts'
import { workMessages } from '../../messages/work/messages.ts'

export type Run = ResponseOf<'GET /api/v1/runs'>['runs'][number]

const stateTones: Record<Run['state'], Tone> = {
  waiting: 'warn',
  queued: 'plain',
  running: 'accent',
  suspended: 'accent',
  succeeded: 'good',
  failed: 'danger',
  cancelled: 'plain',
}
const verdictTones: Record<NonNullable<Run['verdict']>, Tone> = {
  verified: 'good',
  unverified: 'warn',
  failed: 'danger',
}

export const isFinal = (state: Run['state']): boolean =>
  state === 'succeeded' || state === 'failed' || state === 'cancelled'

export function RunStateTag({ state }: { state: Run['state'] }) {
  const { runStates } = useMessages(workMessages)
  return <Tag tone={stateTones[state]}>{runStates[state]}</Tag>
}

export function VerdictTag({ verdict }: { verdict: Run['verdict'] }) {
  const { verdicts } = useMessages(workMessages)
  return verdict && <Tag tone={verdictTones[verdict]}>{verdicts[verdict]}</Tag>
}

export function RiskTag({ risk }: { risk: Run['risk'] }) {
  const { risks } = useMessages(workMessages)
  return <Tag tone={risk === 'dangerous' ? 'danger' : 'plain'}>{risks[risk]}</Tag>
}
