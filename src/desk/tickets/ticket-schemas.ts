import { z } from 'zod'
import { categories, classificationSchema, priorities, runOutcomes, statuses, ticketSources } from './ticket.ts'

const time = z.iso.datetime()

export const ticketSchema = z
  .object({
    id: z.int(),
    version: z
      .int()
      .describe('Grows with every change of a field; send it back with a change to be refused when it has moved on.'),
    title: z.string(),
    description: z.string(),
    category: z.enum(categories).nullable(),
    subcategory: z.string().nullable(),
    priority: z.enum(priorities),
    status: z.enum(statuses),
    canBecome: z.array(z.enum(statuses)).describe('What it can become from here, the usual way first.'),
    source: z.enum(ticketSources),
    reporter: z.object({ name: z.string().nullable(), email: z.string().nullable() }).nullable(),
    assignee: z.string().nullable(),
    routedTo: z.string().nullable(),
    classification: classificationSchema.nullable(),
    duplicateOf: z.int().nullable().describe('The oldest open ticket that says the same.'),
    tags: z.array(z.string()),
    flags: z.array(z.string()).describe('Set by the desk: upset_reporter, needs_triage, reporter_replied.'),
    agentResponse: z.unknown().describe('What the last run that worked on it answered.'),
    outcome: z.string().nullable(),
    serviceLevel: z.object({
      responseDueAt: time,
      resolutionDueAt: time,
      respondedAt: time.nullable(),
      responseBreached: z.boolean(),
      resolutionBreached: z.boolean(),
      paused: z.boolean().describe('The clocks stand still while it is resolved or closed.'),
    }),
    createdAt: time,
    updatedAt: time,
    resolvedAt: time.nullable(),
    closedAt: time.nullable(),
  })
  .meta({ id: 'Ticket' })

export const commentSchema = z
  .object({
    id: z.int(),
    author: z.string(),
    source: z.enum(ticketSources),
    text: z.string(),
    createdAt: time,
  })
  .meta({ id: 'TicketComment' })

export const ticketDetailsSchema = ticketSchema
  .extend({
    comments: z.array(commentSchema),
    events: z.array(
      z.object({
        id: z.int(),
        actor: z.string(),
        type: z.string(),
        data: z.record(z.string(), z.unknown()),
        createdAt: time,
      }),
    ),
    links: z.array(
      z.object({
        id: z.int().describe('The other ticket.'),
        title: z.string(),
        status: z.enum(statuses),
        reason: z.enum(['same_alert', 'same_text', 'similar_text', 'named']),
        similarity: z.number().nullable(),
      }),
    ),
    runs: z.array(
      z.object({
        runId: z.string(),
        capability: z.string(),
        outcome: z.enum(runOutcomes).nullable(),
        startedAt: time,
        finishedAt: time.nullable(),
      }),
    ),
    alerts: z.array(
      z.object({
        fingerprint: z.string(),
        state: z.enum(['firing', 'resolved']),
        startsAt: time,
        labels: z.record(z.string(), z.string()),
        annotations: z.record(z.string(), z.string()),
      }),
    ),
  })
  .meta({ id: 'TicketDetails' })
