import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { gapSchema, gapStates, ownersAnswerSchema, type Twin } from '#twin'
import { failures } from './failures.ts'

const tags = ['inbox']
const idSchema = z.object({ id: z.string().regex(/^[a-z]+_[0-9a-z]{1,60}$/, 'is not an id') })

/** The questions that nothing answered, and what the owner makes of them. */
export function registerInboxRoutes(server: FastifyInstance, twin: Twin): void {
  const routes = server.withTypeProvider<ZodTypeProvider>()

  routes.get(
    '/api/v1/twin/inbox',
    {
      schema: {
        tags,
        operationId: 'listInbox',
        summary: 'Questions the twin could not answer',
        querystring: z.strictObject({ state: z.enum(gapStates).optional() }),
        response: { 200: z.object({ questions: z.array(gapSchema) }), ...failures },
      },
    },
    async (request) => ({ questions: await twin.inbox.list(request.actor, request.query.state) }),
  )

  routes.post(
    '/api/v1/twin/inbox/:id/answer',
    {
      schema: {
        tags,
        operationId: 'answerGap',
        summary: 'Answer a question yourself',
        description:
          'Your answer becomes a source; the question becomes a regression case that `npm run pollux -- eval` asks again.',
        params: idSchema,
        body: ownersAnswerSchema,
        response: {
          200: z.object({ question: gapSchema, source: z.object({ id: z.string(), version: z.string() }) }),
          ...failures,
        },
      },
    },
    async (request) => {
      const { gap, source } = await twin.inbox.answer(request.actor, request.params.id, request.body)
      return { question: gap, source: { id: source.id, version: source.version } }
    },
  )

  routes.post(
    '/api/v1/twin/inbox/:id/dismiss',
    {
      schema: {
        tags,
        operationId: 'dismissGap',
        summary: 'Dismiss a question',
        params: idSchema,
        response: { 200: z.object({ question: gapSchema }), ...failures },
      },
    },
    async (request) => ({ question: await twin.inbox.dismiss(request.actor, request.params.id) }),
  )
}
