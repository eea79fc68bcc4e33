import { AppError } from '../../errors.ts'
import type { Category, Status } from './ticket.ts'

/** One way through, and back to work from both ends. */
const moves: Readonly<Record<Status, readonly Status[]>> = {
  new: ['classified'],
  classified: ['in_progress'],
  in_progress: ['resolved'],
  resolved: ['closed', 'in_progress'],
  closed: ['in_progress'],
}

/** What a ticket of this status can become, the usual way first. */
export const movesFrom = (status: Status): Status[] => [...moves[status]]

/** Whether work on it is over, so that its clocks stand still. */
export function isDone(status: Status): boolean {
  return status === 'resolved' || status === 'closed'
}

/** Throws `conflict` for a move that the flow does not have, naming those it has; `invalid_input` without a category. */
export function requireMove(
  ticket: { id: number; status: Status; version: number },
  to: Status,
  category: Category | null,
): void {
  const legal = moves[ticket.status]
  if (!legal.includes(to)) {
    const choices = legal.map((status) => `"${status}"`).join(' or ')
    throw new AppError(
      'conflict',
      `Ticket ${ticket.id} is "${ticket.status}" and cannot become "${to}" from there; it can become ${choices}.`,
      { details: stateOf(ticket) },
    )
  }
  if (to === 'classified' && category === null)
    throw new AppError('invalid_input', `Ticket ${ticket.id} has no category yet. Send "category" with the status.`)
}

/** What a caller who was refused needs to try again. */
export function stateOf({ status, version }: { status: Status; version: number }): { path: string; message: string }[] {
  return [
    { path: 'status', message: `is "${status}" now` },
    { path: 'version', message: `is ${version} now` },
  ]
}
