import { useQueryClient } from '@tanstack/react-query'
import { call } from '../../api/call.ts'
import { useTell } from '../../components/toast.tsx'
import { useDraft } from '../../components/use-draft.ts'
import { useSubmit } from '../../components/use-submit.ts'
import { useMessages } from '../../messages/catalogue.ts'
import { inboxMessages } from '../../messages/inbox/messages.ts'
import type { Gap } from './gap.ts'

/** Opens a question again; of an answer that goes with it, the words stand in the answer field once more. */
export function useTakeBack(gap: Gap, done?: () => void) {
  const messages = useMessages(inboxMessages)
  const queries = useQueryClient()
  const tell = useTell()
  const submit = useSubmit()
  const [draft, setDraft] = useDraft(`inbox.${gap.id}`)

  async function takeBack(answer?: string) {
    const worked = await submit.run(async () => {
      await call('POST /api/v1/twin/inbox/{id}/reopen', { path: { id: gap.id } })
    })
    if (!worked) return
    if (answer !== undefined && draft === '') setDraft(answer)
    tell({ title: answer === undefined ? messages.reopened : messages.takenBack })
    done?.()
    await Promise.all([
      queries.invalidateQueries({ queryKey: ['twin', 'inbox'] }),
      queries.invalidateQueries({ queryKey: ['twin', 'sources'] }),
    ])
  }
  return { ...submit, takeBack }
}
