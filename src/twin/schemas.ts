import { z } from 'zod'
import { audiences } from '#auth'

export const citationSchema = z
  .object({
    sourceId: z.string(),
    title: z.string(),
    version: z.string().describe('SHA-256 of the source text.'),
    audience: z.enum(audiences),
    start: z.int().describe('UTF-16 index into the source text.'),
    end: z.int(),
    quote: z.string().describe('Exactly the source text between start and end.'),
    page: z.int().optional(),
  })
  .meta({ id: 'Citation' })

export const answerSchema = z
  .object({
    id: z.string(),
    refused: z.boolean(),
    reason: z.enum(['no_support']).optional(),
    message: z.string().optional().describe('The refusal in words.'),
    mode: z.enum(['extractive', 'generated']),
    language: z.string(),
    sentences: z.array(z.object({ text: z.string(), citations: z.array(citationSchema) })),
    suggestions: z.array(z.string()),
    conversationId: z.string(),
    durationMs: z.number(),
  })
  .meta({ id: 'Answer' })

const moment = z.iso.datetime()

export const conversationSchema = z
  .object({
    id: z.string(),
    question: z.string().describe('The first of it.'),
    answers: z.int(),
    startedAt: moment,
    lastAt: moment,
  })
  .meta({ id: 'Conversation' })

export const keptAnswerSchema = z
  .object({
    id: z.string(),
    question: z.string(),
    refused: z.boolean(),
    reason: z.enum(['no_support']).nullable(),
    mode: z.enum(['extractive', 'generated']),
    language: z.string(),
    sentences: z.array(z.object({ text: z.string(), citations: z.array(citationSchema) })),
    leftOut: z
      .int()
      .describe(
        'How many sentences are not told: a source of theirs was removed, has expired or is not for you any more.',
      ),
    durationMs: z.number(),
    createdAt: moment,
  })
  .meta({ id: 'KeptAnswer' })

const sourceShape = {
  id: z.string(),
  title: z.string(),
  kind: z.string(),
  audience: z.enum(audiences),
  language: z.string(),
  version: z.string(),
}

export const sourceTextSchema = z
  .object({
    ...sourceShape,
    text: z.string(),
    pages: z.array(z.object({ page: z.int(), start: z.int() })).optional(),
    pointers: z
      .array(
        z.object({
          start: z.int(),
          end: z.int(),
          pointer: z.string(),
          value: z.string().optional().describe('As the profile has it, where the text says it in other words.'),
        }),
      )
      .optional(),
  })
  .meta({ id: 'SourceText' })

export const sourceSummarySchema = z
  .object({
    ...sourceShape,
    origin: z.string().optional().describe('Shown to the owner only.'),
    expiresAt: z.iso.datetime().nullable(),
    updatedAt: z.iso.datetime(),
    passages: z.int(),
  })
  .meta({ id: 'Source' })

export const ingestReportSchema = z
  .object({
    name: z.string(),
    status: z.enum(['added', 'updated', 'unchanged', 'skipped']),
    reason: z.string().optional(),
    message: z.string().optional(),
    sources: z
      .array(
        z.object({
          ...sourceShape,
          passages: z.int(),
        }),
      )
      .optional(),
  })
  .meta({ id: 'IngestReport' })

export const gapSchema = z
  .object({
    id: z.string(),
    question: z.string(),
    context: z.string().nullable().describe('The question before it, when it was first asked inside a conversation.'),
    language: z.string(),
    times: z.int(),
    audience: z.enum(audiences).describe('The most trusted audience that asked.'),
    state: z.enum(['open', 'answered', 'dismissed']),
    sourceId: z.string().nullable(),
    createdAt: z.iso.datetime(),
    lastAskedAt: z.iso.datetime(),
    ratedBadlyAt: z.iso.datetime().nullable().describe('When an answer to it was last rated 1 or 2.'),
    ratingReason: z.string().nullable().describe('Why, if that was said.'),
  })
  .meta({ id: 'Gap' })
