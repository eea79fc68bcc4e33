import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { conversationSchema, keptAnswerSchema, type Twin } from '#twin'
import { failures } from './failures.ts'

const tags = ['twin']
const id = z.string().regex(/^[\w-]{1,64}$/, 'is not the id of a conversation')
const idSchema = z.object({ id })

/** A place among conversations as text, and back: `2026-11-27T10:00:00.000Z~con_1`. */
const writePlace = ({ lastAt, id: last }: { lastAt: Date; id: string }) => `${lastAt.toISOString()}~${last}`
const placeSchema = z.string().transform((text, context) => {
  const [moment, last] = text.split('~')
  const place = z.object({ lastAt: z.iso.datetime().pipe(z.coerce.date()), id }).safeParse({ lastAt: moment, id: last })
  if (place.success) return place.data
  context.addIssue('is not `next` of a page before')
  return z.NEVER
})

/** What somebody who has signed in asked before. */
export function registerConversationRoutes(server: FastifyInstance, { conversations }: Twin): void {
  const routes = server.withTypeProvider<ZodTypeProvider>()

  routes.get(
    '/api/v1/twin/conversations',
    {
      schema: {
        tags,
        operationId: 'listConversations',
        summary: 'Your conversations, the one used last first',
        description: 'For people who have signed in; of each only what you may see now.',
        querystring: z.strictObject({
          before: placeSchema.optional().describe('`next` of the page before.'),
          limit: z.coerce.number().int().min(1).max(200).default(50),
        }),
        response: {
          200: z.object({
            conversations: z.array(conversationSchema),
            next: z.string().nullable().describe('For `before`; null on the last page.'),
          }),
          ...failures,
        },
      },
    },
    async ({ actor, query }) => {
      const { conversations: found, next } = await conversations.list(actor, query)
      const shown = found.map(({ startedAt, lastAt, ...rest }) => ({
        ...rest,
        startedAt: startedAt.toISOString(),
        lastAt: lastAt.toISOString(),
      }))
      return { conversations: shown, next: next && writePlace(next) }
    },
  )

  routes.get(
    '/api/v1/twin/conversations/:id',
    {
      schema: {
        tags,
        operationId: 'readConversation',
        summary: 'A conversation of yours, as far as you may see it now',
        description:
          'Sentences are told as they were answered, and only those whose sources you can still open; `leftOut` says how many are not.',
        params: idSchema,
        querystring: z.strictObject({
          limit: z.coerce
            .number()
            .int()
            .min(1)
            .max(500)
            .default(500)
            .describe('So many of the newest answers, the oldest of them first.'),
        }),
        response: { 200: z.object({ answers: z.array(keptAnswerSchema) }), ...failures },
      },
    },
    async ({ actor, params, query }) => {
      const answers = await conversations.read(actor, params.id, query.limit)
      return { answers: answers.map(({ createdAt, ...rest }) => ({ ...rest, createdAt: createdAt.toISOString() })) }
    },
  )

  routes.delete(
    '/api/v1/twin/conversations/:id',
    {
      schema: {
        tags,
        operationId: 'deleteConversation',
        summary: 'Delete a conversation of yours',
        description: 'Its answers are gone, for good; the audit log keeps that they were deleted, and by whom.',
        params: idSchema,
        response: { 204: z.undefined(), ...failures },
      },
    },
    async ({ actor, params }, reply) => {
      await conversations.remove(actor, params.id)
      return reply.status(204).send()
    },
  )
}
