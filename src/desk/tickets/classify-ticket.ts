import { AppError } from '../../errors.ts'
import { dueUpdate, saveTicket, type Edit } from './change-ticket.ts'
import { stateOf } from './status-flow.ts'
import type { Classification } from './ticket.ts'
import type { StoredTicket } from './ticket-store.ts'

/** Category, priority and routing of a text; `category` null when it cannot be told. */
export type Classify = (text: string) => Classification | Promise<Classification>

/**
 * Stores what a classifier says. What a person chose stays: a category given at creation or by hand, a priority likewise. A
 * new ticket becomes `classified`; when the classifier abstained, it stays new with the flag `needs_triage`.
 * Throws `conflict` for a closed ticket.
 */
export async function storeClassification(
  edit: Edit,
  ticket: StoredTicket,
  classification: Classification,
): Promise<StoredTicket> {
  if (ticket.status === 'closed')
    throw new AppError('conflict', `Ticket ${ticket.id} is closed. Reopen it first, with the status "in_progress".`, {
      details: stateOf(ticket),
    })
  const byHand = ticket.category !== null && ticket.category !== ticket.classification?.category
  const abstained = classification.category === null
  const kept = byHand || abstained
  const category = kept ? ticket.category : classification.category
  const priority = ticket.priorityChosen || abstained ? ticket.priority : classification.priority
  const flags = ticket.flags.filter((flag) => flag !== 'needs_triage')
  const { confidence } = classification
  return saveTicket(
    edit,
    ticket,
    {
      classification,
      category,
      ...(!kept && { subcategory: classification.subcategory }),
      ...(!abstained && { routed_to: classification.routed_to }),
      priority,
      ...dueUpdate(ticket, priority, ticket.pausedMs),
      flags: category === null ? [...flags, 'needs_triage'] : flags,
      ...(ticket.status === 'new' && category !== null && { status: 'classified' }),
    },
    abstained
      ? { type: 'classifier_abstained', data: { confidence } }
      : { type: 'classified', data: { category, subcategory: classification.subcategory, priority, confidence } },
  )
}
