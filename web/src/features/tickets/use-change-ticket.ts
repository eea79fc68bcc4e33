import { useQueryClient } from '@tanstack/react-query'
import { call, type InputOf } from '../../api/call.ts'
import { useTell } from '../../components/toast.tsx'
import type { Ticket } from './ticket.ts'

type Change = Omit<InputOf<'PATCH /api/v1/tickets/{id}'>['body'], 'version'>

/** Changes a ticket as it was read, says so, and offers to take it back where the flow of statuses allows that. */
export function useChangeTicket() {
  const queries = useQueryClient()
  const tell = useTell()
  const refresh = () => queries.invalidateQueries({ queryKey: ['tickets'] })

  async function patch({ id, version }: Ticket, change: Change): Promise<Ticket> {
    try {
      return await call('PATCH /api/v1/tickets/{id}', { path: { id }, body: { version, ...change } })
    } finally {
      // Also when it was refused because somebody else was faster: what is shown then is what it is now.
      void refresh()
    }
  }

  return async (ticket: Ticket, change: Change, done: string): Promise<void> => {
    const changed = await patch(ticket, change)
    const names = Object.keys(change) as (keyof Change & keyof Ticket)[]
    const before = Object.fromEntries(names.map((name) => [name, ticket[name]])) as Change
    const canUndo =
      (change.status === undefined || changed.canBecome.includes(ticket.status)) &&
      !('category' in before && before.category === null)
    const undo = () =>
      void patch(changed, before).catch((error: unknown) => tell({ title: (error as Error).message, tone: 'danger' }))
    tell({ title: done, ...(canUndo && { undo }) })
  }
}
