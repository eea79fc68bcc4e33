import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../api/call.ts'
import { Button } from '../../components/button.tsx'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { useTell } from '../../components/toast.tsx'
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
  const [asking, setAsking] = useState(false)

  async function remove() {
    await call('DELETE /api/v1/twin/sources/{id}', { path: { id: source.id } })
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
        <ConfirmDialog
          title={messages.removeTitle}
          action={messages.removeNow}
          keep={cancel}
          onYes={remove}
          onNo={() => setAsking(false)}
        >
          <p className="text-base font-medium">{source.title}</p>
          <p className="-mt-2 text-muted">{messages.removeAdvice}</p>
        </ConfirmDialog>
      )}
    </div>
  )
}
