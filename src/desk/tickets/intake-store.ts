import type { Database, Transaction } from '#storage'
import type { Category, Priority, Status, TicketAlert } from './ticket.ts'

/** What outside systems have told, so that telling it again changes nothing. */

/**
 * Takes a message id. A second delivery waits for the first one's transaction; it gets the ticket that the first became.
 */
export async function takeMessage(
  transaction: Transaction,
  messageId: string,
  at: Date,
): Promise<{ taken: true } | { taken: false; ticketId: number }> {
  const taken = await transaction
    .insertInto('ticket_messages')
    .values({ message_id: messageId, received_at: at })
    .onConflict((conflict) => conflict.column('message_id').doNothing())
    .returning('message_id')
    .executeTakeFirst()
  if (taken) return { taken: true }
  return { taken: false, ticketId: (await findTicketOfMessage(transaction, [messageId]))! }
}

export async function setMessageTicket(transaction: Transaction, messageId: string, ticketId: number): Promise<void> {
  await transaction
    .updateTable('ticket_messages')
    .set({ ticket_id: ticketId })
    .where('message_id', '=', messageId)
    .execute()
}

/** The ticket that one of these messages became or answered. */
export async function findTicketOfMessage(
  transaction: Transaction,
  messageIds: readonly string[],
): Promise<number | undefined> {
  if (messageIds.length === 0) return undefined
  const row = await transaction
    .selectFrom('ticket_messages')
    .select('ticket_id')
    .where('message_id', 'in', messageIds)
    .where('ticket_id', 'is not', null)
    .orderBy('received_at', 'desc')
    .executeTakeFirst()
  return row?.ticket_id ?? undefined
}

export interface StoredAlert {
  readonly state: 'firing' | 'resolved'
  readonly startsAt: Date
  readonly labels: Readonly<Record<string, string>>
  readonly ticketId: number | null
}

const never = new Date(0)

/** The alert as it was last told, held until the transaction ends; one never heard of before is made, as resolved. */
export async function lockAlert(transaction: Transaction, fingerprint: string, at: Date): Promise<StoredAlert> {
  await transaction
    .insertInto('ticket_alerts')
    .values({ fingerprint, state: 'resolved', starts_at: never, labels: '{}', annotations: '{}', updated_at: at })
    .onConflict((conflict) => conflict.column('fingerprint').doNothing())
    .execute()
  const row = await transaction
    .selectFrom('ticket_alerts')
    .select(['state', 'starts_at', 'labels', 'ticket_id'])
    .where('fingerprint', '=', fingerprint)
    .forUpdate()
    .executeTakeFirstOrThrow()
  return {
    state: row.state as StoredAlert['state'],
    startsAt: row.starts_at,
    labels: row.labels as Record<string, string>,
    ticketId: row.ticket_id,
  }
}

export async function updateAlert(
  transaction: Transaction,
  alert: Omit<TicketAlert, 'startsAt'> & { startsAt: Date; ticketId: number | null; at: Date },
): Promise<void> {
  await transaction
    .updateTable('ticket_alerts')
    .set({
      state: alert.state,
      starts_at: alert.startsAt,
      labels: JSON.stringify(alert.labels),
      annotations: JSON.stringify(alert.annotations),
      ticket_id: alert.ticketId,
      updated_at: alert.at,
    })
    .where('fingerprint', '=', alert.fingerprint)
    .execute()
}

export async function listAlerts(database: Database | Transaction, ticketId: number): Promise<TicketAlert[]> {
  const rows = await database
    .selectFrom('ticket_alerts')
    .selectAll()
    .where('ticket_id', '=', ticketId)
    .orderBy('starts_at')
    .execute()
  return rows.map((row) => ({
    fingerprint: row.fingerprint,
    state: row.state as TicketAlert['state'],
    startsAt: row.starts_at.toISOString(),
    labels: row.labels as Record<string, string>,
    annotations: row.annotations as Record<string, string>,
  }))
}

export interface FiringAlert extends Omit<TicketAlert, 'state'> {
  readonly ticket: {
    readonly id: number
    readonly title: string
    readonly description: string
    readonly category: Category | null
    readonly subcategory: string | null
    readonly status: Status
    readonly priority: Priority
  }
}

/** Alerts that fire and whose ticket is not done, the newest first. */
export async function listFiringAlerts(database: Database, limit: number): Promise<FiringAlert[]> {
  const rows = await database
    .selectFrom('ticket_alerts as alert')
    .innerJoin('tickets as ticket', 'ticket.id', 'alert.ticket_id')
    .select(['alert.fingerprint', 'alert.starts_at', 'alert.labels', 'alert.annotations'])
    .select(['ticket.id', 'ticket.title', 'ticket.description', 'ticket.category', 'ticket.subcategory'])
    .select(['ticket.status', 'ticket.priority'])
    .where('alert.state', '=', 'firing')
    .where('ticket.status', 'not in', ['resolved', 'closed'])
    .orderBy('alert.starts_at', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ fingerprint, starts_at: startsAt, labels, annotations, ...ticket }) => ({
    fingerprint,
    startsAt: startsAt.toISOString(),
    labels: labels as Record<string, string>,
    annotations: annotations as Record<string, string>,
    ticket: {
      ...ticket,
      category: ticket.category as Category | null,
      status: ticket.status as Status,
      priority: ticket.priority as Priority,
    },
  }))
}
