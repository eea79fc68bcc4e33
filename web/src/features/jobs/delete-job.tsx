import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { call } from '../../api/call.ts'
import { ConfirmDelete } from '../../components/confirm-delete.tsx'
import { useTell } from '../../components/toast.tsx'
import { useMessages } from '../../messages/catalogue.ts'
import { jobsMessages } from '../../messages/jobs/messages.ts'

/**
 * Deletes a posting, after a yes. Not with an undo: what was read from a file or a page cannot be made again from its text
 * alone.
 */
export function DeleteJob({ id, title }: { id: string; title: string }) {
  const { remove } = useMessages(jobsMessages)
  const navigate = useNavigate()
  const queries = useQueryClient()
  const tell = useTell()

  async function deleteIt() {
    await call('DELETE /api/v1/jobs/{id}', { path: { id } })
    tell({ title: remove.done(title) })
    await navigate({ to: '/jobs' })
    queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] === 'jobs' && queryKey.length > 2 })
    await queries.invalidateQueries({ queryKey: ['jobs'] })
  }

  return <ConfirmDelete title={remove.title} subject={title} advice={remove.advice} onDelete={deleteIt} />
}
