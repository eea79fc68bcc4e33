import { Link } from '@tanstack/react-router'
import type { ResponseOf } from '../../api/call.ts'
import { Tag, type Tone } from '../../components/tag.tsx'
import { approvalsMessages } from '../../messages/approvals/messages.ts'
import { useMessages } from '../../messages/catalogue.ts'
import { useFormat } from '../../messages/format.ts'
import { ActionView } from '../work/action-view.tsx'
import { RiskTag } from '../work/state-tags.tsx'
import { useNames } from '../work/use-names.ts'
import { Decision } from './decision.tsx'

export type PendingAction = ResponseOf<'GET /api/v1/approvals'>['approvals'][number]

const tones: Record<PendingAction['approval']['state'], Tone> = {
  pending: 'warn',
  approved: 'good',
  used: 'good',
  refused: 'danger',
  expired: 'plain',
}

/** One action: what exactly will be done, who asked, until when; and the yes or the no. */
export function ApprovalCard({ action }: { action: PendingAction }) {
  const { approval, run } = action
  const messages = useMessages(approvalsMessages)
  const format = useFormat()
  const nameOf = useNames()
  return (
    <article aria-labelledby={approval.id} className="rounded-lg border border-line bg-surface p-4">
      <div className="flex flex-wrap items-center gap-2">
        <h2 id={approval.id} className="min-w-48 flex-1 text-base font-semibold wrap-anywhere">
          {run.capability}
        </h2>
        <RiskTag risk={run.risk} />
        <Tag tone={tones[approval.state]}>{messages.states[approval.state]}</Tag>
      </div>
      <p className="mt-2 text-small">{approval.reason}</p>
      <h3 className="mt-4 mb-1 text-small font-medium">{messages.exactly}</h3>
      <ActionView run={run} />
      <dl className="mt-3 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-small">
        <dt className="text-muted">{messages.askedBy}</dt>
        <dd>
          {nameOf(run.actor)} · {format.relative(approval.createdAt)}
        </dd>
        {approval.state === 'pending' ? (
          <>
            <dt className="text-muted">{messages.until}</dt>
            <dd>{format.dateTime(approval.expiresAt)}</dd>
          </>
        ) : (
          approval.decidedBy && (
            <>
              <dt className="text-muted">{messages.decidedBy}</dt>
              <dd>
                {nameOf(approval.decidedBy)}
                {approval.decidedAt && ` · ${format.dateTime(approval.decidedAt)}`}
                {approval.decisionReason && <span className="block">{approval.decisionReason}</span>}
              </dd>
            </>
          )
        )}
        <dt className="text-muted">{messages.run}</dt>
        <dd>
          <Link to="/runs/$id" params={{ id: run.id }} className="text-accent hover:underline">
            {messages.toRun}
          </Link>
        </dd>
      </dl>
      {approval.state === 'pending' && <Decision action={action} />}
    </article>
  )
}
