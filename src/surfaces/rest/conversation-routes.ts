import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { conversationSchema, keptAnswerSchema, type Twin } from '#twin'
import { failures } from './failures.ts'

const tags = ['twin']
const idSchema = z.object({ id: z.string().regex(/^[\w-]{1,64}$/, 'is not the id of a conversation') })

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
        querystring: z.strictObject({ limit: z.coerce.number().int().min(1).max(200).default(50) }),
        response: { 200: z.object({ conversations: z.array(conversationSchema) }), ...failures },
      },
    },
    async ({ actor, query }) => {
      const found = await conversations.list(actor, query.limit)
      const shown = found.map(({ startedAt, lastAt, ...rest }) => ({
        ...rest,
        startedAt: startedAt.toISOString(),
        lastAt: lastAt.toISOString(),
      }))
      return { conversations: shown }
    },
  )

  routes.get(
    '/api/v1/twin/conversations/:id',
    {
      schema: {
        tags,
        operationId: 'readConversation',
        summary: 'A conversation of yours, as it was answered',
        params: idSchema,
        response: { 200: z.object({ answers: z.array(keptAnswerSchema) }), ...failures },
      },
    },
    async ({ actor, params }) => {
      const answers = await conversations.read(actor, params.id)
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
