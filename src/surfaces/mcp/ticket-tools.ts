import { z } from 'zod'
import {
  commentSchema,
  newCommentSchema,
  newTicketSchema,
  ticketChangeSchema,
  ticketDetailsSchema,
  ticketQuerySchema,
  ticketSchema,
  type Desk,
} from '#desk'
import { defineTool, hints, type McpTool } from './tool.ts'

const ticketId = z.int().min(1).max(2_147_483_647)
const ticket = z.object(ticketSchema.shape)

/** The service desk. */
export function ticketTools({ tickets }: Pick<Desk, 'tickets'>): McpTool[] {
  return [
    defineTool({
      name: 'list_tickets',
      title: 'List tickets',
      description: 'Tickets, the newest first, by status, priority, category and more.',
      scope: 'desk:read',
      annotations: { ...hints.reads, title: 'List tickets' },
      input: z.strictObject(ticketQuerySchema.shape),
      output: z.object({ tickets: z.array(ticketSchema), nextCursor: z.int().nullable() }),
      answer: (query, { actor }) => tickets.list(actor, query),
    }),
    defineTool({
      name: 'find_ticket',
      title: 'Read a ticket',
      description: 'A ticket with its comments, trail, links, runs and alerts.',
      scope: 'desk:read',
      annotations: { ...hints.reads, title: 'Read a ticket' },
      input: z.strictObject({ id: ticketId }),
      output: z.object(ticketDetailsSchema.shape),
      answer: ({ id }, { actor }) => tickets.find(actor, id),
    }),
    defineTool({
      name: 'create_ticket',
      title: 'Open a ticket',
      description: 'Opens a ticket and classifies it. Open tickets that say the same are linked.',
      scope: 'desk:write',
      annotations: { ...hints.adds, title: 'Open a ticket' },
      input: newTicketSchema,
      output: ticket,
      answer: (input, { actor }) => tickets.create(actor, input, 'agent'),
    }),
    defineTool({
      name: 'update_ticket',
      title: 'Change a ticket',
      description:
        'Changes status, priority, assignee and more. With `version`, it is refused when the ticket has moved on since.',
      scope: 'desk:write',
      annotations: { ...hints.changes, title: 'Change a ticket' },
      input: z
        .strictObject({ id: ticketId, ...ticketChangeSchema.shape })
        .refine((change) => Object.keys(change).some((key) => key !== 'id' && key !== 'version'), {
          message: 'name at least one thing to change',
        }),
      output: ticket,
      answer: ({ id, ...change }, { actor }) => tickets.update(actor, id, change),
    }),
    defineTool({
      name: 'comment_ticket',
      title: 'Comment on a ticket',
      description: 'Adds a comment to a ticket.',
      scope: 'desk:write',
      annotations: { ...hints.adds, title: 'Comment on a ticket' },
      input: z.strictObject({ id: ticketId, ...newCommentSchema.shape }),
      output: z.object(commentSchema.shape),
      answer: ({ id, ...comment }, { actor }) => tickets.comment(actor, id, comment, 'agent'),
    }),
  ]
}
