import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { call, type ResponseOf } from '../../api/call.ts'
import { Button } from '../../components/button.tsx'
import { CodeBlock } from '../../components/code-block.tsx'
import { Failure } from '../../components/failure.tsx'
import { Tag, type Tone } from '../../components/tag.tsx'
import { TextAreaField } from '../../components/text-area-field.tsx'
import { useTell } from '../../components/toast.tsx'
import { useDraft } from '../../components/use-draft.ts'
import { useSubmit } from '../../components/use-submit.ts'
import { approvalsMessages } from '../../messages/approvals/messages.ts'
import { useMessages } from '../../messages/catalogue.ts'
import { useFormat } from '../../messages/format.ts'
import { shellMessages } from '../../messages/shell/messages.ts'

type PendingAction = ResponseOf<'GET /api/v1/approvals'>['approvals'][number]

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
  return (
    <article aria-labelledby={approval.id} className="rounded-lg border border-line bg-surface p-4">
      <div className="flex flex-wrap items-center gap-2">
        <h2 id={approval.id} className="min-w-0 flex-1 text-base font-semibold">
          {run.capability}
        </h2>
        <Tag tone={run.risk === 'dangerous' ? 'danger' : 'plain'}>{messages.risks[run.risk]}</Tag>
        <Tag tone={tones[approval.state]}>{messages.states[approval.state]}</Tag>
      </div>
      <p className="mt-2 text-small">{approval.reason}</p>
      <h3 className="mt-4 mb-1 text-small font-medium">{messages.exactly}</h3>
      <CodeBlock label={messages.exactly} value={run.resolved ?? run.input} />
      <dl className="mt-3 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-small">
        <dt className="text-muted">{messages.askedBy}</dt>
        <dd>
          {run.actor} · {format.relative(approval.createdAt)}
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
                {approval.decidedBy}
                {approval.decidedAt && ` · ${format.dateTime(approval.decidedAt)}`}
                {approval.decisionReason && <span className="block">{approval.decisionReason}</span>}
              </dd>
            </>
          )
        )}
      </dl>
      {approval.state === 'pending' && <Decision action={action} />}
    </article>
  )
}

function Decision({ action: { approval, run } }: { action: PendingAction }) {
  const messages = useMessages(approvalsMessages)
  const { cancel } = useMessages(shellMessages)
  const queries = useQueryClient()
  const tell = useTell()
  const { busy, error, failedAt, run: submit } = useSubmit()
  const [refusing, setRefusing] = useState(false)
  const [reason, setReason, forgetReason] = useDraft(`approval.${approval.id}`)

  async function decide(work: () => Promise<unknown>, done: string) {
    const worked = await submit(async () => void (await work()))
    if (!worked) return
    tell({ title: done })
    await queries.invalidateQueries({ queryKey: ['approvals'] })
  }

  const approve = () =>
    decide(
      () =>
        call('POST /api/v1/approvals/{id}/approve', {
          path: { id: approval.id },
          body: { actionHash: approval.actionHash },
        }),
      messages.approved(run.capability),
    )

  async function refuse(event: FormEvent) {
    event.preventDefault()
    await decide(async () => {
      await call('POST /api/v1/approvals/{id}/refuse', { path: { id: approval.id }, body: { reason } })
      forgetReason()
    }, messages.refused(run.capability))
  }

  return (
    <div className="mt-4 flex flex-col gap-3 border-t border-line pt-4">
      {error !== undefined && <Failure error={error} at={failedAt} />}
      {refusing ? (
        <form onSubmit={(event) => void refuse(event)} className="flex flex-col gap-3">
          <TextAreaField
            label={messages.why}
            hint={messages.whyHint}
            required
            maxLength={1000}
            rows={2}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          <div className="flex gap-2">
            <Button look="danger" type="submit" aria-disabled={busy}>
              {messages.refuse}
            </Button>
            <Button look="quiet" onClick={() => setRefusing(false)}>
              {cancel}
            </Button>
          </div>
        </form>
      ) : (
        <div className="flex gap-2">
          <Button look="primary" aria-disabled={busy} onClick={() => void approve()}>
            {messages.approve}
          </Button>
          <Button onClick={() => setRefusing(true)}>{messages.refuse}…</Button>
        </div>
      )}
    </div>
  )
}
