import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../api/call.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Failure } from '../../components/failure.tsx'
import { useTell } from '../../components/toast.tsx'
import { useSubmit } from '../../components/use-submit.ts'
import { useMessages } from '../../messages/catalogue.ts'
import { knowledgeMessages } from '../../messages/knowledge/messages.ts'
import { shellMessages } from '../../messages/shell/messages.ts'
import type { Source } from './source.ts'

/** Deletes a source, after a second look: what is deleted is gone with all its versions. */
export function DeleteSource({ source, onGone }: { source: Source; onGone: () => void }) {
  const messages = useMessages(knowledgeMessages)
  const { cancel } = useMessages(shellMessages)
  const queries = useQueryClient()
  const tell = useTell()
  const { busy, error, failedAt, run } = useSubmit()
  const [asking, setAsking] = useState(false)

  async function remove() {
    const worked = await run(
      async () => void (await call('DELETE /api/v1/twin/sources/{id}', { path: { id: source.id } })),
    )
    if (!worked) return
    tell({ title: messages.removed(source.title) })
    onGone()
    // Not the source itself, which may be shown until the page has changed: it is not there any more.
    await queries.invalidateQueries({
      queryKey: ['twin'],
      predicate: ({ queryKey }) => !JSON.stringify(queryKey).includes(source.id),
    })
  }

  return (
    <div className="mt-6 border-t border-line pt-4">
      <Button look="danger" onClick={() => setAsking(true)}>
        {messages.remove}
      </Button>
      {asking && (
        <Dialog
          title={messages.removeTitle}
          onClose={() => setAsking(false)}
          actions={
            <>
              <Button look="quiet" onClick={() => setAsking(false)}>
                {cancel}
              </Button>
              <Button look="danger" aria-disabled={busy} onClick={() => void remove()}>
                {messages.removeNow}
              </Button>
            </>
          }
        >
          <p className="font-medium">{source.title}</p>
          <p className="mt-1 text-small text-muted">{messages.removeAdvice}</p>
          {error !== undefined && (
            <div className="mt-3">
              <Failure error={error} at={failedAt} />
            </div>
          )}
        </Dialog>
      )}
    </div>
  )
}
