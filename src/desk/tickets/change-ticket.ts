import type { Transaction } from '#storage'
import { AppError } from '../../errors.ts'
import { dueTimes } from './service-levels.ts'
import { foldText, wordsOf } from './similar-text.ts'
import { isDone, requireMove, stateOf } from './status-flow.ts'
import type { Priority, Status, TicketChange, TicketComment, TicketSource } from './ticket.ts'
import { lockTicket, touchTicket, updateTicket, type StoredTicket, type TicketUpdate } from './ticket-store.ts'
import { addComment, addLink, addTicketEvent } from './trail-store.ts'

/** One piece of work on the desk: its transaction, who does it, and its one time. */
export interface Edit {
  readonly transaction: Transaction
  readonly actor: string
  readonly at: Date
}

/** The row, held until the transaction ends. Throws `not_found`. */
export async function requireTicket({ transaction }: Edit, id: number): Promise<StoredTicket> {
  const ticket = await lockTicket(transaction, id)
  if (!ticket) throw new AppError('not_found', `There is no ticket ${id}.`)
  return ticket
}

/**
 * Changes what `change` names and writes one event with each old and new value. Throws `conflict` when the ticket is no
 * longer what the caller has read, when the status flow has no such move, and for a closed ticket that stays closed.
 */
export async function changeTicket(edit: Edit, ticket: StoredTicket, change: TicketChange): Promise<StoredTicket> {
  const { version, ...named } = change
  if (version !== undefined && version !== ticket.version)
    throw new AppError(
      'conflict',
      `Ticket ${ticket.id} has changed since you read it: you sent version ${version}, it is version ${ticket.version} and "${ticket.status}" now. Read it again.`,
      { details: stateOf(ticket) },
    )
  // A subcategory belongs to its category.
  const moved = named.category !== undefined && named.category !== ticket.category
  const wanted = moved ? { subcategory: null, ...named } : named
  if (ticket.status === 'closed' && wanted.status === undefined)
    throw new AppError('conflict', `Ticket ${ticket.id} is closed. Reopen it first, with the status "in_progress".`, {
      details: stateOf(ticket),
    })
  const category = wanted.category ?? ticket.category
  if (wanted.status !== undefined) requireMove(ticket, wanted.status, category)
  const changes = Object.fromEntries(
    Object.entries(wanted)
      .map(([key, to]) => [key, { from: ticket[key as keyof typeof wanted], to }] as const)
      .filter(([, { from, to }]) => JSON.stringify(from) !== JSON.stringify(to)),
  )
  if (Object.keys(changes).length === 0) return ticket
  if (wanted.duplicateOf && changes['duplicateOf']) await linkDuplicate(edit, ticket, wanted.duplicateOf)
  return saveTicket(edit, ticket, asUpdate(edit, ticket, wanted), { type: 'updated', data: changes })
}

/** Writes a change and the event that tells of it. */
export async function saveTicket(
  { transaction, actor, at }: Edit,
  ticket: StoredTicket,
  update: Omit<TicketUpdate, 'updated_at'>,
  event: { type: string; data: Record<string, unknown> },
): Promise<StoredTicket> {
  const saved = await updateTicket(transaction, ticket, { ...update, updated_at: at })
  if (!saved)
    throw new AppError('conflict', `Ticket ${ticket.id} was changed by somebody else at the same moment. Try again.`)
  await addTicketEvent(transaction, { ticketId: ticket.id, actor, at, ...event })
  return saved
}

/** What a new status does to the clocks, the times and the flags. */
export function statusUpdate({ at }: Edit, ticket: StoredTicket, status: Status): Partial<TicketUpdate> {
  const flags = ticket.flags.filter((flag) => flag !== 'reporter_replied')
  if (status === 'resolved') return { status, flags, resolved_at: at }
  if (status === 'closed') return { status, flags, closed_at: at }
  const responded = status === 'in_progress' && !ticket.serviceLevel.respondedAt ? { responded_at: at } : {}
  if (!isDone(ticket.status)) return { status, flags, ...responded }
  const pausedMs = ticket.pausedMs + (at.getTime() - new Date(ticket.resolvedAt!).getTime())
  const reopened = { status, flags, resolved_at: null, closed_at: null, paused_ms: pausedMs, ...responded }
  return { ...reopened, ...dueUpdate(ticket, ticket.priority, pausedMs) }
}

/** A comment, and its event. One by somebody other than the reporter is the first response. */
export async function commentOn(
  edit: Edit,
  ticket: StoredTicket,
  comment: { author: string; source: TicketSource; text: string; flags?: readonly string[]; isResponse: boolean },
): Promise<TicketComment> {
  const { transaction, actor, at } = edit
  const { flags = [], isResponse, ...content } = comment
  const added = await addComment(transaction, { ticketId: ticket.id, ...content, at })
  await touchTicket(transaction, ticket.id, {
    updated_at: at,
    ...(isResponse && !ticket.serviceLevel.respondedAt && { responded_at: at }),
    ...(flags.length > 0 && { flags: [...new Set([...ticket.flags, ...flags])] }),
  })
  const data = { comment: added.id, author: content.author, ...(flags.length > 0 && { flags }) }
  await addTicketEvent(transaction, { ticketId: ticket.id, actor, type: 'commented', data, at })
  return added
}

/** How a priority changes the clocks. */
export function dueUpdate(
  ticket: Pick<StoredTicket, 'createdAt'>,
  priority: Priority,
  pausedMs: number,
): Pick<TicketUpdate, 'response_due_at' | 'resolution_due_at'> {
  const { responseDueAt, resolutionDueAt } = dueTimes(priority, new Date(ticket.createdAt), pausedMs)
  return { response_due_at: responseDueAt, resolution_due_at: resolutionDueAt }
}

function asUpdate(edit: Edit, ticket: StoredTicket, wanted: Omit<TicketChange, 'version'>): Partial<TicketUpdate> {
  const { status, title, category, subcategory, priority, assignee, tags, duplicateOf, outcome } = wanted
  const update: Partial<TicketUpdate> = status ? statusUpdate(edit, ticket, status) : {}
  if (title !== undefined) {
    const text = `${title}\n${ticket.description}`
    Object.assign(update, { title, folded: foldText(text), words: wordsOf(text) })
  }
  if (category !== undefined && category !== ticket.category) {
    const flags = (update.flags ?? ticket.flags) as string[]
    Object.assign(update, { category, flags: flags.filter((flag) => flag !== 'needs_triage') })
  }
  if (priority !== undefined) {
    const pausedMs = typeof update.paused_ms === 'number' ? update.paused_ms : ticket.pausedMs
    Object.assign(update, { priority, priority_chosen: true, ...dueUpdate(ticket, priority, pausedMs) })
  }
  if (subcategory !== undefined) update.subcategory = subcategory
  if (assignee !== undefined) update.assignee = assignee
  if (tags !== undefined) update.tags = tags
  if (duplicateOf !== undefined) update.duplicate_of = duplicateOf
  if (outcome !== undefined) update.outcome = outcome
  return update
}

/** Only a ticket that is no duplicate itself can be named, so that no chain ever closes to a circle. */
async function linkDuplicate(edit: Edit, ticket: StoredTicket, of: number): Promise<void> {
  if (of === ticket.id) throw new AppError('invalid_input', 'A ticket cannot be a duplicate of itself.')
  const other = await requireTicket(edit, of)
  if (other.duplicateOf !== null)
    throw new AppError('conflict', `Ticket ${of} is itself a duplicate of ticket ${other.duplicateOf}. Name that one.`)
  await addLink(edit.transaction, {
    ticketId: ticket.id,
    otherId: of,
    reason: 'named',
    similarity: null,
    at: edit.at,
  })
}
