import { useQueryClient } from '@tanstack/react-query'
import { call } from '../../api/call.ts'
import { ConfirmDelete } from '../../components/confirm-delete.tsx'
import { useTell } from '../../components/toast.tsx'
import { useMessages } from '../../messages/catalogue.ts'
import { inboxMessages } from '../../messages/inbox/messages.ts'
import type { Gap } from './gap.ts'

/** Deletes questions that no source answers, after a yes: nothing could bring them back. */
export function DeleteGaps({ gaps }: { gaps: readonly [Gap, ...Gap[]] }) {
  const { remove, someFailed } = useMessages(inboxMessages)
  const queries = useQueryClient()
  const tell = useTell()

  async function deleteThem() {
    let deleted = 0
    try {
      for (const { id } of gaps) {
        await call('DELETE /api/v1/twin/inbox/{id}', { path: { id } })
        deleted++
      }
      tell({ title: remove.done(deleted) })
    } catch (error) {
      if (deleted === 0) throw error // said where it was asked
      tell({ title: someFailed, tone: 'danger' })
    } finally {
      await queries.invalidateQueries({ queryKey: ['twin', 'inbox'] })
    }
  }

  return (
    <ConfirmDelete
      title={remove.title(gaps.length)}
      subject={gaps[0].question}
      advice={remove.advice}
      onDelete={deleteThem}
    />
  )
}
