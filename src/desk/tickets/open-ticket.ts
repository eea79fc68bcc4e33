import type { Edit } from './change-ticket.ts'
import { dueTimes } from './service-levels.ts'
import { firstWords, foldText, similarFilter, similarFrom, similarity, wordsOf } from './similar-text.ts'
import type { NewTicket, TicketSource } from './ticket.ts'
import { findMaybeSimilar, insertTicket, lockText, type StoredTicket } from './ticket-store.ts'
import { addLink, addTicketEvent } from './trail-store.ts'

/** Beyond this many, one more link to a ticket that says the same tells nobody anything. */
const maxLinks = 5

/**
 * A new ticket, with its clocks, its first event, and links to open tickets that say the same. `flags` come from reading
 * its text beforehand (`moodFlags`), because a model must not be waited for within a transaction.
 */
export async function openTicket(
  { transaction, actor, at }: Edit,
  input: NewTicket,
  { source, flags }: { source: TicketSource; flags: readonly string[] },
): Promise<StoredTicket> {
  const title = input.title ?? firstWords(input.description)
  const text = input.title === undefined ? input.description : `${title}\n${input.description}`
  const [folded, words] = [foldText(text), wordsOf(text)]
  await lockText(transaction, words.join(' '))
  const similar = await findSimilar(transaction, words)
  const first = similar[0]
  const priority = input.priority ?? 'medium'
  const due = dueTimes(priority, at, 0)
  const ticket = await insertTicket(transaction, {
    title,
    description: input.description,
    folded,
    words,
    category: input.category ?? null,
    subcategory: input.subcategory ?? null,
    priority,
    priority_chosen: input.priority !== undefined,
    source,
    reporter_name: input.reporter?.name ?? null,
    reporter_email: input.reporter?.email ?? null,
    assignee: input.assignee ?? null,
    duplicate_of: first ? (first.duplicateOf ?? first.id) : null,
    tags: [...new Set(input.tags)],
    flags: [...flags],
    response_due_at: due.responseDueAt,
    resolution_due_at: due.resolutionDueAt,
    created_at: at,
    updated_at: at,
  })
  const data = { source, priority, ...(flags.length > 0 && { flags }) }
  await addTicketEvent(transaction, { ticketId: ticket.id, actor, type: 'created', data, at })
  for (const { id, likeness } of similar.slice(0, maxLinks)) {
    const reason = likeness === 1 ? 'same_text' : 'similar_text'
    await addLink(transaction, { ticketId: ticket.id, otherId: id, reason, similarity: likeness, at })
    const link = { ticket: id, reason, similarity: likeness }
    await addTicketEvent(transaction, { ticketId: ticket.id, actor, type: 'linked', data: link, at })
  }
  return ticket
}

/** The oldest first. */
async function findSimilar(transaction: Edit['transaction'], words: readonly string[]) {
  const candidates = await findMaybeSimilar(transaction, similarFilter(words))
  return candidates
    .map((candidate) => ({ ...candidate, likeness: similarity(words, candidate.words) }))
    .filter(({ likeness }) => likeness >= similarFrom)
    .sort((a, b) => a.id - b.id)
}
