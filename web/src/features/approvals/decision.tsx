import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { call } from '../../api/call.ts'
import { Button } from '../../components/button.tsx'
import { Failure } from '../../components/failure.tsx'
import { TextAreaField } from '../../components/text-area-field.tsx'
import { useTell } from '../../components/toast.tsx'
import { useDraft } from '../../components/use-draft.ts'
import { useSubmit } from '../../components/use-submit.ts'
import { approvalsMessages } from '../../messages/approvals/messages.ts'
import { useMessages } from '../../messages/catalogue.ts'
import { shellMessages } from '../../messages/shell/messages.ts'
import type { PendingAction } from './approval-card.tsx'

/** The yes or the no of somebody who may decide, with a note; why not, for everybody else. */
export function Decision({ action: { approval, run, objection } }: { action: PendingAction }) {
  const messages = useMessages(approvalsMessages)
  const queries = useQueryClient()
  const tell = useTell()
  const submit = useSubmit()
  const [writing, setWriting] = useState<'approve' | 'refuse'>()

  async function decide(work: () => Promise<unknown>, done: string) {
    const worked = await submit.run(async () => void (await work()))
    if (!worked) return false
    tell({ title: done })
    void queries.invalidateQueries({ queryKey: ['runs'] })
    void queries.invalidateQueries({ queryKey: ['approvals'] })
    return true
  }

  const approve = (note: string) =>
    decide(
      () =>
        call('POST /api/v1/approvals/{id}/approve', {
          path: { id: approval.id },
          body: { actionHash: approval.actionHash, ...(note.trim() !== '' && { note }) },
        }),
      messages.approved(run.capability),
    )
  const refuse = (reason: string) =>
    decide(
      () => call('POST /api/v1/approvals/{id}/refuse', { path: { id: approval.id }, body: { reason } }),
      messages.refused(run.capability),
    )

  return (
    <div className="mt-4 flex flex-col gap-3 border-t border-line pt-4">
      {submit.error !== undefined && <Failure error={submit.error} at={submit.failedAt} />}
      {objection && <p className="text-small text-muted">{messages.objections[objection]}</p>}
      {writing ? (
        <Note
          key={writing}
          kind={writing}
          approvalId={approval.id}
          busy={submit.busy}
          onSend={writing === 'approve' ? approve : refuse}
          onCancel={() => setWriting(undefined)}
        />
      ) : (
        objection !== 'no_right' && (
          <div className="flex flex-wrap gap-2">
            {!objection && (
              <>
                <Button look="primary" aria-disabled={submit.busy} onClick={() => void approve('')}>
                  {messages.approve}
                </Button>
                <Button onClick={() => setWriting('approve')}>{messages.approveWithNote}…</Button>
              </>
            )}
            <Button onClick={() => setWriting('refuse')}>{messages.refuse}…</Button>
          </div>
        )
      )}
    </div>
  )
}

interface NoteProps {
  kind: 'approve' | 'refuse'
  approvalId: string
  busy: boolean
  /** Resolves with whether it worked. */
  onSend: (note: string) => Promise<boolean>
  onCancel: () => void
}

function Note({ kind, approvalId, busy, onSend, onCancel }: NoteProps) {
  const messages = useMessages(approvalsMessages)
  const { cancel } = useMessages(shellMessages)
  const [text, setText, forget] = useDraft(`approval.${kind}.${approvalId}`)

  async function send(event: FormEvent) {
    event.preventDefault()
    if (await onSend(text)) forget()
  }

  return (
    <form onSubmit={(event) => void send(event)} className="flex flex-col gap-3">
      <TextAreaField
        label={kind === 'approve' ? messages.note : messages.why}
        hint={messages.whyHint}
        required
        maxLength={1000}
        rows={2}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="flex gap-2">
        <Button look={kind === 'approve' ? 'primary' : 'danger'} type="submit" aria-disabled={busy}>
          {kind === 'approve' ? messages.approve : messages.refuse}
        </Button>
        <Button look="quiet" onClick={onCancel}>
          {cancel}
        </Button>
      </div>
    </form>
  )
}
