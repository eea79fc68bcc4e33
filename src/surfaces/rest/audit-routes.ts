import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { checkpointSchema } from '#audit'
import type { Auditor } from '#auditor'
import type { AnswerProof } from '#twin'
import { failures } from './failures.ts'

const tags = ['audit']
const hash = z.string().regex(/^[0-9a-f]{64}$/)

const entrySchema = z
  .object({
    sequence: z.int(),
    at: z.iso.datetime(),
    kind: z.string().describe('Such as `answers`, `receipt`, `approval`, `api_key`, `share_link`, `denial`.'),
    subject: z.string(),
    body: z.string().describe('Canonical JSON (RFC 8785), exactly the text that was hashed.'),
    format: z.int(),
    previousHash: hash,
    hash,
  })
  .meta({ id: 'AuditEntry' })

const verificationSchema = z
  .object({
    entries: z.int().describe('That hold, from the first one.'),
    head: hash.describe('Of the last of them.'),
    broken: z
      .object({ sequence: z.int(), reason: z.string() })
      .optional()
      .describe('The first that does not; left out when all hold.'),
    waiting: z.int().describe('Answers stored and not in the chain yet.'),
  })
  .meta({ id: 'AuditVerification' })

const proofSchema = z
  .object({
    id: z.string(),
    statement: z
      .object({
        actor: z.string().nullable(),
        audience: z.string(),
        citations: z.array(
          z.object({
            audience: z.string(),
            end: z.int(),
            page: z.int().nullable(),
            quote: hash,
            sentence: z.int(),
            sourceId: z.string(),
            start: z.int(),
            title: z.string(),
            version: z.string(),
          }),
        ),
        conversation: z.string(),
        id: z.string(),
        language: z.string(),
        mode: z.string(),
        question: hash.describe('SHA-256 of the question in UTF-8.'),
        reason: z.string().nullable(),
        refused: z.boolean(),
        strategy: z.string(),
        text: hash.describe('SHA-256 of the sentences in UTF-8, one a line.'),
      })
      .optional()
      .describe('What was chained of the answer; left out when the answer is kept no longer.'),
    digest: hash.describe('SHA-256 of the canonical JSON of the statement.'),
    leaf: z.string().describe('What is hashed as the leaf: id, time and digest, as JSON.'),
    path: z
      .array(z.object({ side: z.enum(['left', 'right']), hash }))
      .describe('Merkle audit path (RFC 6962), from the leaf up.'),
    root: hash,
    sequence: z.int().describe('Of the entry that holds the root.'),
    hash: hash.describe('Of that entry.'),
    at: z.iso.datetime(),
    problem: z.string().optional().describe('Why it is not proved; left out when it is.'),
  })
  .meta({ id: 'AnswerProof' })

/** The hash chain, for who has the scope `audit:read`. */
export function registerAuditRoutes(server: FastifyInstance, auditor: Auditor<AnswerProof>): void {
  const routes = server.withTypeProvider<ZodTypeProvider>()

  routes.get(
    '/api/v1/audit',
    {
      schema: {
        tags,
        operationId: 'listAudit',
        summary: 'Entries of the hash chain, in order or the newest first',
        querystring: z.strictObject({
          after: z.coerce
            .number()
            .int()
            .min(0)
            .max(Number.MAX_SAFE_INTEGER)
            .default(0)
            .describe('`next` of the page before.'),
          order: z
            .enum(['oldest', 'newest'])
            .default('oldest')
            .describe('Which come first; `newest` goes back from `after`, or from the end.'),
          limit: z.coerce.number().int().min(1).max(1_000).default(100),
          kind: z.string().max(100).optional(),
          subject: z.string().max(200).optional(),
          from: z.iso.datetime({ offset: true }).optional().describe('Not before.'),
          to: z.iso.datetime({ offset: true }).optional().describe('Before.'),
        }),
        response: {
          200: z.object({ entries: z.array(entrySchema), next: z.int().nullable().describe('Null at the end.') }),
          ...failures,
        },
      },
    },
    async ({ actor, query: { from, to, order, ...filter } }) => {
      const entries = await auditor.list(actor, {
        ...filter,
        newestFirst: order === 'newest',
        from: from === undefined ? undefined : new Date(from),
        to: to === undefined ? undefined : new Date(to),
      })
      return {
        entries: entries.map((entry) => ({ ...entry, at: entry.at.toISOString() })),
        next: entries.length < filter.limit ? null : entries.at(-1)!.sequence,
      }
    },
  )

  routes.get(
    '/api/v1/audit/verification',
    {
      schema: {
        tags,
        operationId: 'verifyAudit',
        summary: 'Recompute the hash chain, and look whether the answers are still those that were shown',
        description:
          'Takes seconds when the chain is long; who asks meanwhile gets the same result. A cut end is seen only with a checkpoint that was kept elsewhere: `npm run pollux -- audit verify --checkpoint`.',
        response: { 200: verificationSchema, ...failures },
      },
    },
    ({ actor }) => auditor.verify(actor),
  )

  routes.get(
    '/api/v1/audit/checkpoint',
    {
      schema: {
        tags,
        operationId: 'signAuditCheckpoint',
        summary: 'Where the chain stands, signed, to be kept elsewhere',
        response: { 200: checkpointSchema, ...failures },
      },
    },
    ({ actor }) => auditor.checkpoint(actor),
  )

  routes.get(
    '/api/v1/audit/answers/:id',
    {
      schema: {
        tags,
        operationId: 'proveAnswer',
        summary: 'Proof that an answer is what was shown',
        params: z.object({ id: z.string().regex(/^ans_[0-9a-f]{32}$/, 'is not the id of an answer') }),
        response: { 200: proofSchema, ...failures },
      },
    },
    async ({ actor, params }) => {
      const { path, at, ...proof } = await auditor.answer(actor, params.id)
      return { ...proof, path: [...path], at: at.toISOString() }
    },
  )
}
