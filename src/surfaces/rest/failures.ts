import { z } from 'zod'
import { audiences } from '#auth'

const errorSchema = z
  .object({
    error: z.object({
      code: z.string(),
      message: z.string(),
      details: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
      requestId: z.string().optional(),
    }),
  })
  .meta({ id: 'Error' })

export const ingestReportSchema = z
  .object({
    name: z.string(),
    status: z.enum(['added', 'updated', 'unchanged', 'skipped']),
    reason: z.string().optional(),
    message: z.string().optional(),
    sources: z
      .array(
        z.object({
          id: z.string(),
          title: z.string(),
          kind: z.string(),
          audience: z.enum(audiences),
          language: z.string(),
          version: z.string(),
          passages: z.int(),
        }),
      )
      .optional(),
  })
  .meta({ id: 'IngestReport' })

export const failures = { '4xx': errorSchema, '5xx': errorSchema } as const
