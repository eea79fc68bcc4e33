import type { Selectable } from 'kysely'
import type { Database, TicketComments, Transaction } from '#storage'
import type { RunOutcome, Status, TicketComment, TicketEvent, TicketLink, TicketRun, TicketSource } from './ticket.ts'

/** What hangs on a ticket: comments, the trail of events, links to other tickets, runs. */

export async function addComment(
  transaction: Transaction,
  comment: { ticketId: number; author: string; source: TicketSource; text: string; at: Date },
): Promise<TicketComment> {
  const { ticketId, author, source, text, at } = comment
  const { id } = await transaction
    .insertInto('ticket_comments')
    .values({ ticket_id: ticketId, author, source, text, created_at: at })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { id, author, source, text, createdAt: at.toISOString() }
}

export async function listComments(database: Database, ticketId: number): Promise<TicketComment[]> {
  const rows = await database
    .selectFrom('ticket_comments')
    .selectAll()
    .where('ticket_id', '=', ticketId)
    .orderBy('id')
    .execute()
  return rows.map(toComment)
}

/** The newest comment of that author with that text. */
export async function findComment(
  transaction: Transaction,
  ticketId: number,
  author: string,
  text: string,
): Promise<TicketComment | undefined> {
  const row = await transaction
    .selectFrom('ticket_comments')
    .selectAll()
    .where('ticket_id', '=', ticketId)
    .where('author', '=', author)
    .where('text', '=', text)
    .orderBy('id', 'desc')
    .executeTakeFirst()
  return row && toComment(row)
}

function toComment(row: Selectable<TicketComments>): TicketComment {
  return {
    id: row.id,
    author: row.author,
    source: row.source as TicketSource,
    text: row.text,
    createdAt: row.created_at.toISOString(),
  }
}

export async function addTicketEvent(
  transaction: Transaction,
  event: { ticketId: number; actor: string; type: string; data: Record<string, unknown>; at: Date },
): Promise<void> {
  const { ticketId, actor, type, data, at } = event
  await transaction
    .insertInto('ticket_events')
    .values({ ticket_id: ticketId, actor, type, data: JSON.stringify(data), created_at: at })
    .execute()
}

export async function listTicketEvents(database: Database, ticketId: number): Promise<TicketEvent[]> {
  const rows = await database
    .selectFrom('ticket_events')
    .selectAll()
    .where('ticket_id', '=', ticketId)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    actor: row.actor,
    type: row.type,
    data: row.data as Record<string, unknown>,
    createdAt: row.created_at.toISOString(),
  }))
}

export async function addLink(
  transaction: Transaction,
  link: { ticketId: number; otherId: number; reason: TicketLink['reason']; similarity: number | null; at: Date },
): Promise<void> {
  const { ticketId, otherId, reason, similarity, at } = link
  await transaction
    .insertInto('ticket_links')
    .values({ ticket_id: ticketId, other_id: otherId, reason, similarity, created_at: at })
    .onConflict((conflict) => conflict.columns(['ticket_id', 'other_id']).doNothing())
    .execute()
}

/** In both directions: what this ticket repeats, and what repeats it. */
export async function listLinks(database: Database, ticketId: number): Promise<TicketLink[]> {
  const rows = await database
    .selectFrom('ticket_links')
    .innerJoin('tickets', (join) =>
      join.on(({ and, eb, or, ref }) =>
        or([
          and([eb('ticket_links.ticket_id', '=', ticketId), eb('tickets.id', '=', ref('ticket_links.other_id'))]),
          and([eb('ticket_links.other_id', '=', ticketId), eb('tickets.id', '=', ref('ticket_links.ticket_id'))]),
        ]),
      ),
    )
    .select(['tickets.id', 'tickets.title', 'tickets.status', 'ticket_links.reason', 'ticket_links.similarity'])
    .where((where) =>
      where.or([where('ticket_links.ticket_id', '=', ticketId), where('ticket_links.other_id', '=', ticketId)]),
    )
    .orderBy('tickets.id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    status: row.status as Status,
    reason: row.reason as TicketLink['reason'],
    similarity: row.similarity,
  }))
}

/** False when the run is linked already. */
export async function addTicketRun(
  transaction: Transaction,
  run: { ticketId: number; runId: string; capability: string; at: Date },
): Promise<boolean> {
  const added = await transaction
    .insertInto('ticket_runs')
    .values({ ticket_id: run.ticketId, run_id: run.runId, capability: run.capability, started_at: run.at })
    .onConflict((conflict) => conflict.columns(['ticket_id', 'run_id']).doNothing())
    .returning('run_id')
    .executeTakeFirst()
  return added !== undefined
}

/** Ends a linked run once; false when it has ended already or is not linked. */
export async function endTicketRun(
  transaction: Transaction,
  run: { ticketId: number; runId: string; outcome: RunOutcome; at: Date },
): Promise<boolean> {
  const ended = await transaction
    .updateTable('ticket_runs')
    .set({ outcome: run.outcome, finished_at: run.at })
    .where('ticket_id', '=', run.ticketId)
    .where('run_id', '=', run.runId)
    .where('outcome', 'is', null)
    .returning('run_id')
    .executeTakeFirst()
  return ended !== undefined
}

export async function listTicketRuns(database: Database, ticketId: number): Promise<TicketRun[]> {
  const rows = await database
    .selectFrom('ticket_runs')
    .selectAll()
    .where('ticket_id', '=', ticketId)
    .orderBy('started_at')
    .orderBy('run_id')
    .execute()
  return rows.map((row) => ({
    runId: row.run_id,
    capability: row.capability,
    outcome: row.outcome as RunOutcome | null,
    startedAt: row.started_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
  }))
}
