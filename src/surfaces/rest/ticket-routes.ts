import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import {
  alertmanagerSchema,
  commentSchema,
  describedWebhookSchema,
  emailSchema,
  newCommentSchema,
  newTicketSchema,
  ticketChangeSchema,
  ticketDetailsSchema,
  ticketQuerySchema,
  ticketSchema,
  type Desk,
} from '#desk'
import { alertResultsSchema } from './desk-schemas.ts'
import { failures } from './failures.ts'

const tags = ['desk']
const params = z.object({ id: z.coerce.number().int().min(1).max(2_147_483_647) })

/** The service desk: tickets by hand, by e-mail and by alert. */
export function registerTicketRoutes(server: FastifyInstance, { tickets }: Pick<Desk, 'tickets'>): void {
  const routes = server.withTypeProvider<ZodTypeProvider>()

  routes.get(
    '/api/v1/tickets',
    {
      schema: {
        tags,
        operationId: 'listTickets',
        summary: 'Tickets, the newest first',
        querystring: ticketQuerySchema,
        response: {
          200: z.object({ tickets: z.array(ticketSchema), nextCursor: z.int().nullable() }),
          ...failures,
        },
      },
    },
    (request) => tickets.list(request.actor, request.query),
  )

  routes.post(
    '/api/v1/tickets',
    {
      schema: {
        tags,
        operationId: 'createTicket',
        summary: 'Open a ticket',
        description: 'Open tickets that say the same are linked, and the oldest is named in `duplicateOf`.',
        body: newTicketSchema,
        response: { 201: ticketSchema, ...failures },
      },
    },
    async (request, reply) => reply.status(201).send(await tickets.create(request.actor, request.body, 'rest')),
  )

  routes.get(
    '/api/v1/tickets/:id',
    {
      schema: {
        tags,
        operationId: 'findTicket',
        summary: 'A ticket with its comments, trail, links, runs and alerts',
        params,
        response: { 200: ticketDetailsSchema, ...failures },
      },
    },
    (request) => tickets.find(request.actor, request.params.id),
  )

  routes.patch(
    '/api/v1/tickets/:id',
    {
      schema: {
        tags,
        operationId: 'updateTicket',
        summary: 'Change a ticket',
        description:
          'Status goes new, classified, in_progress, resolved, closed, and from resolved or closed back to in_progress. With `version`, the change is refused (409) when the ticket is not that version any more.',
        params,
        body: ticketChangeSchema,
        response: { 200: ticketSchema, ...failures },
      },
    },
    (request) => tickets.update(request.actor, request.params.id, request.body),
  )

  routes.post(
    '/api/v1/tickets/:id/comments',
    {
      schema: {
        tags,
        operationId: 'commentTicket',
        summary: 'Comment on a ticket',
        params,
        body: newCommentSchema,
        response: { 201: commentSchema, ...failures },
      },
    },
    async (request, reply) =>
      reply.status(201).send(await tickets.comment(request.actor, request.params.id, request.body, 'rest')),
  )

  routes.post(
    '/api/v1/tickets/:id/classify',
    {
      schema: {
        tags,
        operationId: 'classifyTicketById',
        summary: 'Classify a ticket',
        description:
          'What a person chose stays. When the classifier is not sure, the flag `needs_triage` is set instead.',
        params,
        response: { 200: ticketSchema, ...failures },
      },
    },
    (request) => tickets.classify(request.actor, request.params.id),
  )

  routes.post(
    '/api/v1/tickets/email',
    {
      schema: {
        tags,
        operationId: 'receiveEmail',
        summary: 'A ticket or a comment from an e-mail',
        description:
          'A reply, by `inReplyTo`, `references` or `[#12]` in the subject, becomes a comment. The same `messageId` again changes nothing. The intake token will do; it is not shown the ticket, which a reply may choose.',
        body: emailSchema,
        response: {
          200: z.object({
            outcome: z.enum(['created', 'commented', 'repeated']),
            ticketId: z.int(),
            ticket: ticketSchema.optional().describe('For who may read tickets.'),
          }),
          ...failures,
        },
      },
    },
    async ({ actor, body }) => {
      const { outcome, ticket } = await tickets.fromEmail(actor, body)
      return { outcome, ticketId: ticket.id, ...(actor.scopes.has('desk:read') && { ticket }) }
    },
  )

  routes.post(
    '/api/v1/tickets/alertmanager',
    {
      config: { bodies: { 'application/json': describedWebhookSchema } },
      schema: {
        tags,
        operationId: 'receiveAlerts',
        summary: 'Webhook of Alertmanager (version 4)',
        description:
          'One ticket for each fingerprint while it fires. An alert that ends resolves its ticket, unless somebody is assigned or a run is still at it. The same delivery again changes nothing. One that is no alert is `rejected`, with a reason, and the others are taken. The intake token will do.',
        body: alertmanagerSchema,
        response: { 200: alertResultsSchema, ...failures },
      },
    },
    async (request) => ({ alerts: await tickets.fromAlertmanager(request.actor, request.body) }),
  )
}
