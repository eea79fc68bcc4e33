import { z } from 'zod'
import { alertOutcomes, categories } from '#desk'

export const alertResultsSchema = z.object({
  alerts: z.array(
    z.object({
      fingerprint: z.string().nullable(),
      outcome: z.enum([...alertOutcomes, 'rejected']),
      ticketId: z.int().nullable(),
      reason: z.string().optional().describe('Why it was rejected.'),
    }),
  ),
})

export const sopSummarySchema = z
  .object({
    id: z.string(),
    title: z.string(),
    category: z.enum(categories),
    subcategory: z.string().optional(),
    risk: z.enum(['low', 'medium', 'high']),
    estimatedMinutes: z.number(),
    used: z.int(),
    successRate: z.number().nullable().describe('Resolved over used, 0 to 1; null until it was used.'),
    medianMinutes: z.number().nullable().describe('Of those that resolved.'),
  })
  .meta({ id: 'SopSummary' })

const stepSchema = z.object({
  name: z.string(),
  kind: z.enum(['text', 'check', 'capability']),
  text: z.string().optional(),
  capability: z.string().optional(),
  input: z.record(z.string(), z.unknown()).optional(),
  expect: z.record(z.string(), z.unknown()).optional(),
  only_if: z.record(z.string(), z.unknown()).optional().describe('Of what earlier steps answered.'),
})

export const sopDetailsSchema = sopSummarySchema
  .extend({
    keywords: z.array(z.string()),
    alerts: z.array(z.string()).describe('Names of alert rules it is for.'),
    inputs: z.array(z.object({ name: z.string(), text: z.string(), default: z.unknown().optional() })),
    preconditions: z.array(stepSchema),
    steps: z.array(stepSchema),
    postconditions: z.array(stepSchema),
    body: z.string().describe('The explanation, in Markdown.'),
    resolved: z.int(),
    failed: z.int(),
    abandoned: z.int(),
  })
  .meta({ id: 'SopDetails' })
