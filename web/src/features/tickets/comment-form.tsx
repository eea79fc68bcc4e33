import { useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { call } from '../../api/call.ts'
import { useIdempotencyKey } from '../../api/idempotency-key.ts'
import { Button } from '../../components/button.tsx'
import { Failure } from '../../components/failure.tsx'
import { TextAreaField } from '../../components/text-area-field.tsx'
import { useTell } from '../../components/toast.tsx'
import { useDraft } from '../../components/use-draft.ts'
import { useSubmit } from '../../components/use-submit.ts'
import { useMessages } from '../../messages/catalogue.ts'
import { ticketsMessages } from '../../messages/tickets/messages.ts'

/** A comment on a ticket; what is typed is kept until it is sent. */
export function CommentForm({ id, onDone }: { id: number; onDone?: () => void }) {
  const { comments, triage } = useMessages(ticketsMessages)
  const queries = useQueryClient()
  const tell = useTell()
  const submit = useSubmit()
  const key = useIdempotencyKey()
  const [text, setText, forget] = useDraft(`ticket.comment.${id}`)

  async function send(event: FormEvent) {
    event.preventDefault()
    const worked = await submit.run(async () => {
      const body = { text, idempotencyKey: key.of(text) }
      await call('POST /api/v1/tickets/{id}/comments', { path: { id }, body })
      key.forget()
      forget()
      tell({ title: triage.commentDone(id) })
      await queries.invalidateQueries({ queryKey: ['tickets'] })
    })
    if (worked) onDone?.()
  }

  return (
    <form onSubmit={(event) => void send(event)} className="flex flex-col items-start gap-3">
      {submit.error !== undefined && <Failure error={submit.error} at={submit.failedAt} />}
      <TextAreaField
        className="w-full"
        label={comments.write}
        required
        maxLength={20_000}
        rows={3}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Button type="submit" aria-disabled={submit.busy}>
        {comments.send}
      </Button>
    </form>
  )
}
