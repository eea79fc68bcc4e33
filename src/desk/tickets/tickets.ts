import { z } from 'zod'
import { requireScope, type Actor } from '#auth'
import type { Database, Storage } from '#storage'
import { AppError } from '../../errors.ts'
import { changeTicket, commentOn, requireTicket, saveTicket, type Edit } from './change-ticket.ts'
import { storeClassification, type Classify } from './classify-ticket.ts'
import { receiveWebhook, type AlertmanagerWebhook, type WebhookAlertResult } from './alertmanager.ts'
import { receiveAlert, type Alert, type AlertResult } from './from-alert.ts'
import { receiveEmail, type Email, type EmailResult } from './from-email.ts'
import { listAlerts, listFiringAlerts, type FiringAlert } from './intake-store.ts'
import { keyUsedOtherwise, onceByKey } from './idempotency.ts'
import { moodFlags, type SentimentOf } from './mood.ts'
import { openTicket } from './open-ticket.ts'
import { foldText } from './similar-text.ts'
import {
  categories,
  priorities,
  statuses,
  ticketSources,
  type Classification,
  type NewComment,
  type NewTicket,
  type RunOutcome,
  type Ticket,
  type TicketChange,
  type TicketComment,
  type TicketDetails,
  type TicketSource,
} from './ticket.ts'
import { findTicket, listTickets, publicTicket, type StoredTicket } from './ticket-store.ts'
import {
  addTicketEvent,
  addTicketRun,
  endTicketRun,
  findComment,
  listComments,
  listLinks,
  listTicketEvents,
  listTicketRuns,
} from './trail-store.ts'

export const ticketQuerySchema = z.strictObject({
  status: z
    .union([z.enum(statuses), z.array(z.enum(statuses))])
    .optional()
    .describe('One, or several by repeating it.'),
  category: z.enum(categories).optional(),
  priority: z.enum(priorities).optional(),
  assignee: z.string().min(1).max(200).optional(),
  source: z.enum(ticketSources).optional(),
  flag: z.string().min(1).max(40).optional(),
  q: z
    .string()
    .trim()
    .min(1)
    .max(500)
    .optional()
    .describe('Whole words, "phrases", or, -not; case and accents do not matter.'),
  cursor: z.coerce.number().int().min(1).max(2_147_483_647).optional().describe('`nextCursor` of the page before.'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type TicketQuery = z.input<typeof ticketQuerySchema>

export interface TicketPage {
  tickets: Ticket[]
  /** null on the last page. */
  nextCursor: number | null
}

/**
 * Every method needs the scope desk:read or desk:write, what comes from outside (`from…`) desk:intake or desk:write. Throws
 * `not_found` for a ticket that is not there.
 */
export interface Tickets {
  create(actor: Actor, input: NewTicket, source: TicketSource): Promise<Ticket>
  /** The newest first. */
  list(actor: Actor, query: TicketQuery): Promise<TicketPage>
  find(actor: Actor, id: number): Promise<TicketDetails>
  /** Status, assignee, category … Throws `conflict`, saying what it is now, when it changed or the move is not legal. */
  update(actor: Actor, id: number, change: TicketChange): Promise<Ticket>
  comment(actor: Actor, id: number, input: NewComment, source: TicketSource): Promise<TicketComment>
  /** Stores the given classification, or what the desk's classifier says of the text. */
  classify(actor: Actor, id: number, classification?: Classification): Promise<Ticket>
  /** Ties a run to the ticket; until it is ended, an alert that ends leaves the ticket alone. Again is nothing. */
  linkRun(actor: Actor, id: number, run: { runId: string; capability: string }): Promise<void>
  /** Ends a linked run, once, with what it answered. Throws `conflict` when it is not linked or has ended. */
  endRun(actor: Actor, id: number, end: RunEnd): Promise<Ticket>
  fromEmail(actor: Actor, email: Email): Promise<{ outcome: EmailResult['outcome']; ticket: Ticket }>
  fromAlert(actor: Actor, alert: Alert): Promise<AlertResult>
  /** Alerts that fire now and that nobody is done with, the newest first; at most 50. */
  firing(actor: Actor): Promise<FiringAlert[]>
  /** Each alert in a transaction of its own, so a delivery that broke off is simply sent again; see `receiveWebhook`. */
  fromAlertmanager(actor: Actor, webhook: AlertmanagerWebhook): Promise<WebhookAlertResult[]>
}

export interface RunEnd {
  readonly runId: string
  readonly outcome: RunOutcome
  /** Kept as `agentResponse`. */
  readonly response?: unknown
  /** How the ticket came out, in a sentence. */
  readonly summary?: string | undefined
}

export interface TicketsNeeds {
  readonly database: Database
  readonly transaction: Storage['transaction']
  readonly classify?: Classify | undefined
  readonly sentimentOf?: SentimentOf | undefined
  /**
   * Told of each ticket that somebody must take up, after it is stored. Must not throw. A process that dies in between
   * never tells: whoever must know of every ticket also lists those that are `new`.
   */
  readonly onTicket?: ((ticket: Ticket, why: 'created' | 'reopened') => void) | undefined
}

const mostFiring = 50

export function createTickets({ database, transaction, classify, sentimentOf, onTicket }: TicketsNeeds): Tickets {
  /** Everything of one call, or nothing. */
  const change = <Result>(actor: Actor, work: (edit: Edit) => Promise<Result>): Promise<Result> =>
    transaction((within) => work({ transaction: within, actor: actor.id, at: new Date() }))
  const edit = async <Result>(actor: Actor, work: (edit: Edit) => Promise<Result>): Promise<Result> => {
    requireScope(actor, 'desk:write')
    return change(actor, work)
  }
  const told = (ticket: StoredTicket, why?: 'created' | 'reopened'): Ticket => {
    const shown = publicTicket(ticket)
    if (why) onTicket?.(shown, why)
    return shown
  }
  async function read(id: number): Promise<StoredTicket> {
    const ticket = await findTicket(database, id)
    if (!ticket) throw new AppError('not_found', `There is no ticket ${id}.`)
    return ticket
  }
  async function fromAlert(actor: Actor, alert: Alert): Promise<AlertResult> {
    requireIntake(actor)
    const result = await change(actor, (work) => receiveAlert(work, alert))
    const { outcome, ticketId } = result
    if (outcome === 'created' || outcome === 'reopened') told(await read(ticketId!), outcome)
    return result
  }

  return {
    async firing(actor) {
      requireScope(actor, 'desk:read')
      return listFiringAlerts(database, mostFiring)
    },
    async create(actor, input, source) {
      requireScope(actor, 'desk:write')
      const flags = source === 'agent' ? [] : await moodFlags(sentimentOf, input.description)
      const { ticket, isNew } = await edit(actor, async (work) => {
        const opened = await onceByKey(work, input.idempotencyKey, async () => {
          const ticket = await openTicket(work, input, { source, flags })
          return { ticket, ticketId: ticket.id }
        })
        if ('ticket' in opened) return { ticket: opened.ticket, isNew: true }
        const ticket = await requireTicket(work, opened.repeatedOn)
        if (ticket.description !== input.description) throw keyUsedOtherwise()
        return { ticket, isNew: false }
      })
      return told(ticket, isNew ? 'created' : undefined)
    },

    async list(actor, query) {
      requireScope(actor, 'desk:read')
      const { status, q, cursor, limit, ...rest } = ticketQuerySchema.parse(query)
      const found = await listTickets(database, {
        ...rest,
        status: typeof status === 'string' ? [status] : status,
        text: q && foldText(q),
        before: cursor,
        limit: limit + 1,
      })
      const page = found.slice(0, limit)
      return { tickets: page.map(publicTicket), nextCursor: found.length > limit ? page.at(-1)!.id : null }
    },

    async find(actor, id) {
      requireScope(actor, 'desk:read')
      const ticket = publicTicket(await read(id))
      const [comments, events, links, runs, alerts] = await Promise.all([
        listComments(database, id),
        listTicketEvents(database, id),
        listLinks(database, id),
        listTicketRuns(database, id),
        listAlerts(database, id),
      ])
      return { ...ticket, comments, events, links, runs, alerts }
    },

    async update(actor, id, change) {
      const { ticket, reopened } = await edit(actor, async (work) => {
        const before = await requireTicket(work, id)
        const ticket = await changeTicket(work, before, change)
        return { ticket, reopened: before.resolvedAt !== null && ticket.resolvedAt === null }
      })
      return told(ticket, reopened ? 'reopened' : undefined)
    },

    async comment(actor, id, { text, idempotencyKey }, source) {
      return edit(actor, async (work) => {
        const written = await onceByKey(work, idempotencyKey, async () => {
          const said = { author: actor.id, source, text, isResponse: true }
          return { comment: await commentOn(work, await requireTicket(work, id), said), ticketId: id }
        })
        if ('comment' in written) return written.comment
        const before = written.repeatedOn === id && (await findComment(work.transaction, id, actor.id, text))
        if (!before) throw keyUsedOtherwise()
        return before
      })
    },

    async classify(actor, id, given) {
      requireScope(actor, 'desk:write')
      const classification = given ?? (await ask(classify, await read(id)))
      return edit(actor, async (work) =>
        publicTicket(await storeClassification(work, await requireTicket(work, id), classification)),
      )
    },

    async linkRun(actor, id, { runId, capability }) {
      await edit(actor, async (work) => {
        const ticket = await requireTicket(work, id)
        if (!(await addTicketRun(work.transaction, { ticketId: id, runId, capability, at: work.at }))) return
        const data = { run: runId, capability }
        await addTicketEvent(work.transaction, { ...work, ticketId: ticket.id, type: 'run_started', data })
      })
    },

    async endRun(actor, id, { runId, outcome, response, summary }) {
      return edit(actor, async (work) => {
        const ticket = await requireTicket(work, id)
        if (!(await endTicketRun(work.transaction, { ticketId: id, runId, outcome, at: work.at })))
          throw new AppError('conflict', `The run ${runId} is not linked to ticket ${id}, or has ended already.`)
        const update = {
          ...(response !== undefined && { agent_response: response }),
          ...(summary !== undefined && { outcome: summary }),
        }
        return publicTicket(
          await saveTicket(work, ticket, update, { type: 'run_ended', data: { run: runId, outcome } }),
        )
      })
    },

    async fromEmail(actor, email) {
      requireIntake(actor)
      const flags = await moodFlags(sentimentOf, email.text)
      const { outcome, ticket } = await change(actor, (work) => receiveEmail(work, email, flags))
      return { outcome, ticket: told(ticket, outcome === 'created' ? 'created' : undefined) }
    },

    fromAlert,

    async fromAlertmanager(actor, webhook) {
      requireIntake(actor)
      return receiveWebhook(webhook, (alert) => fromAlert(actor, alert))
    },
  }
}

/** Who may write may also hand in; so may runs and schedules stored before there was a scope for it. */
function requireIntake(actor: Actor): void {
  if (!actor.scopes.has('desk:write')) requireScope(actor, 'desk:intake')
}

async function ask(classify: Classify | undefined, ticket: StoredTicket): Promise<Classification> {
  if (!classify)
    throw new AppError('model_unavailable', 'No classifier is set up. Set the category yourself, with PATCH.')
  const { title, description } = ticket
  return classify(description.startsWith(title.replace(/…$/, '')) ? description : `${title}\n${description}`)
}
