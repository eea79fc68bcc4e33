import { z } from 'zod'
import { categories, priorities, type Desk } from '#desk'
import { defineCapability, type Capability, type RunContext } from '../agent.ts'
import { asClassification, placedSchema, showPlaced, type Placed } from './placed-ticket.ts'

export interface FilingNeeds {
  readonly desk: Desk
  readonly place: (context: RunContext, text: string, priority: Placed['priority'] | undefined) => Promise<Placed>
}

/** `classify_ticket`: files a ticket under its category, or classifies one that is there. */
export function fileTicketCapability({ desk, place }: FilingNeeds): Capability {
  return defineCapability({
    name: 'classify_ticket',
    purpose: 'Classifies a ticket and files it; with ticket_id, the one that is there.',
    risk: 'change',
    timeLimitMs: 30_000,
    input: z.strictObject({
      description: z.string().trim().min(10).max(5_000),
      priority: z.enum(priorities).optional().describe('Overrides the one the text suggests.'),
      ticket_id: z.int().positive().optional(),
    }),
    output: placedSchema.extend({ ticket_id: z.int(), database_persisted: z.literal(true) }),
    async run(context, { description, priority, ticket_id: given }) {
      const begun = performance.now()
      const placed = await place(context, description, priority)
      const ticketId = await context.write('file', async (transaction) => {
        const { tickets } = desk.within(transaction)
        const text = { description, ...(priority && { priority }) }
        const ticket =
          given === undefined
            ? await tickets.create(context.actor, text, 'rest')
            : await tickets.find(context.actor, given)
        await tickets.classify(context.actor, ticket.id, asClassification(placed))
        return ticket.id
      })
      const shown = showPlaced(placed, performance.now() - begun)
      return { ...shown, ticket_id: ticketId, database_persisted: true as const }
    },
    /** Reads the ticket again: it holds this classification, and what a person chose before. */
    async probe({ actor }, { ticket_id: given }, { ticket_id: id, category, confidence }) {
      const ticket = await desk.tickets.find(actor, id)
      const said = categories.find((name) => name === ticket.classification?.category) ?? 'unknown'
      // A new ticket has no category but this one; in one that was there, what a person chose stays.
      const filed = given === undefined ? (ticket.category ?? 'unknown') : said
      return {
        passed: said === category && filed === category && ticket.classification?.confidence === confidence,
        evidence: { ticket: id, status: ticket.status, category: filed },
      }
    },
  })
}
