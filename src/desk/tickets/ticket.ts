import { z } from 'zod'

export const categories = [
  'network',
  'hardware',
  'software',
  'account',
  'email',
  'security',
  'performance',
  'database',
] as const
export type Category = (typeof categories)[number]

export const priorities = ['low', 'medium', 'high', 'critical'] as const
export type Priority = (typeof priorities)[number]

export const statuses = ['new', 'classified', 'in_progress', 'resolved', 'closed'] as const
export type Status = (typeof statuses)[number]

/** By which way a ticket or a comment came in. */
export const ticketSources = ['rest', 'cli', 'email', 'alert', 'agent'] as const
export type TicketSource = (typeof ticketSources)[number]

const line = (limit: number) => z.string().trim().min(1).max(limit)
const subcategorySchema = z.string().regex(/^[a-z][a-z_]{0,39}$/, 'is lower-case letters and underscores')
const tagsSchema = z
  .array(z.string().regex(/^[a-z0-9][a-z0-9_-]{0,39}$/, 'is lower-case letters, digits, - and _'))
  .max(20)

const idempotencyKeySchema = z
  .string()
  .min(1)
  .max(200)
  .optional()
  .describe('Sent again with the same key, after an answer that was lost, nothing is done twice.')

/** The longest description; what an e-mail says beyond it becomes a comment. */
export const maxDescriptionLength = 5_000

export const newTicketSchema = z.strictObject({
  description: z.string().trim().min(10, 'say what is wrong in at least 10 characters').max(maxDescriptionLength),
  title: line(200).optional().describe('Left out, the first words of the description.'),
  category: z.enum(categories).optional(),
  subcategory: subcategorySchema.optional(),
  priority: z.enum(priorities).optional().describe('Left out, medium until it is classified.'),
  assignee: line(200).optional(),
  tags: tagsSchema.optional(),
  reporter: z
    .strictObject({ name: line(200).optional(), email: z.email().max(320).optional() })
    .refine(({ name, email }) => name !== undefined || email !== undefined, 'needs a name or an e-mail address')
    .optional(),
  idempotencyKey: idempotencyKeySchema,
})
export type NewTicket = z.infer<typeof newTicketSchema>

export const ticketChangeSchema = z
  .strictObject({
    version: z
      .int()
      .min(1)
      .optional()
      .describe('The version you have read; refused when the ticket has changed since.'),
    status: z.enum(statuses).optional(),
    title: line(200).optional(),
    category: z.enum(categories).optional(),
    subcategory: subcategorySchema.nullable().optional(),
    priority: z.enum(priorities).optional(),
    assignee: line(200).nullable().optional(),
    tags: tagsSchema.optional(),
    duplicateOf: z.int().min(1).max(2_147_483_647).nullable().optional(),
    outcome: line(2_000).nullable().optional().describe('How it ended, in a sentence.'),
  })
  .refine((change) => Object.keys(change).some((key) => key !== 'version'), 'name at least one thing to change')
export type TicketChange = z.infer<typeof ticketChangeSchema>

export const newCommentSchema = z.strictObject({
  text: z.string().trim().min(1, 'write a comment').max(20_000),
  idempotencyKey: idempotencyKeySchema,
})
export type NewComment = z.infer<typeof newCommentSchema>

export const classificationSchema = z.object({
  category: z.enum(categories).nullable().describe('null: the classifier abstained.'),
  subcategory: subcategorySchema.nullable(),
  priority: z.enum(priorities),
  confidence: z.number().min(0).max(1),
  routed_to: z.string().min(1).max(200).nullable(),
  method: z.string().optional(),
  reasons: z.array(z.string()).optional(),
})
export type Classification = z.infer<typeof classificationSchema>

/** Service-level clocks, computed when they are read. Times are ISO 8601. */
export interface ServiceLevel {
  responseDueAt: string
  resolutionDueAt: string
  respondedAt: string | null
  responseBreached: boolean
  resolutionBreached: boolean
  /** True while resolved or closed. */
  paused: boolean
}

export interface Ticket {
  id: number
  /** Grows with every change of a field. */
  version: number
  title: string
  description: string
  category: Category | null
  subcategory: string | null
  priority: Priority
  status: Status
  /** What it can become from here, the usual way first. */
  canBecome: Status[]
  source: TicketSource
  reporter: { name: string | null; email: string | null } | null
  assignee: string | null
  routedTo: string | null
  classification: Classification | null
  /** The oldest open ticket that says the same. */
  duplicateOf: number | null
  tags: string[]
  /** Set by the desk: `upset_reporter`, `needs_triage`, `reporter_replied`. */
  flags: string[]
  agentResponse: unknown
  outcome: string | null
  serviceLevel: ServiceLevel
  createdAt: string
  updatedAt: string
  resolvedAt: string | null
  closedAt: string | null
}

export interface TicketComment {
  id: number
  author: string
  source: TicketSource
  text: string
  createdAt: string
}

export interface TicketEvent {
  id: number
  actor: string
  type: string
  data: Record<string, unknown>
  createdAt: string
}

export interface TicketLink {
  /** The other ticket. */
  id: number
  title: string
  status: Status
  reason: 'same_alert' | 'same_text' | 'similar_text' | 'named'
  /** Share of common words, 0 to 1. */
  similarity: number | null
}

export interface TicketRun {
  runId: string
  capability: string
  /** null while it has not ended. */
  outcome: RunOutcome | null
  startedAt: string
  finishedAt: string | null
}
export const runOutcomes = ['succeeded', 'failed', 'cancelled'] as const
export type RunOutcome = (typeof runOutcomes)[number]

export interface TicketAlert {
  fingerprint: string
  state: 'firing' | 'resolved'
  startsAt: string
  labels: Record<string, string>
  annotations: Record<string, string>
}

/** A ticket with everything that hangs on it, oldest first. */
export interface TicketDetails extends Ticket {
  comments: TicketComment[]
  events: TicketEvent[]
  links: TicketLink[]
  runs: TicketRun[]
  alerts: TicketAlert[]
}
