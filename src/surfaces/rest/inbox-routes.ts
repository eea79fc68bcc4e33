import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { gapIdSchema, gapSchema, gapStates, groupGaps, ownersAnswerSchema, type Twin } from '#twin'
import { failures } from './failures.ts'

const tags = ['inbox']
const idSchema = z.object({ id: gapIdSchema })

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
        response: {
          200: z.object({
            questions: z
              .array(gapSchema)
              .describe('The most asked first; of more than 500 those of the most trusted askers.'),
            total: z.int().describe('How many there are for you in this state.'),
            groups: z
              .array(z.array(z.string()))
              .describe(
                'Ids of questions that are about the same, in the order of `questions`; each stands in one group.',
              ),
          }),
          ...failures,
        },
      },
    },
    async (request) => {
      const { questions, total } = await twin.inbox.list(request.actor, request.query.state)
      return { questions, total, groups: groupGaps(questions).map((group) => group.map(({ id }) => id)) }
    },
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

  routes.post(
    '/api/v1/twin/inbox/:id/reopen',
    {
      schema: {
        tags,
        operationId: 'reopenGap',
        summary: 'Take back an answer or a dismissal',
        description:
          'The question is open again. An answer that you gave to it is deleted, and the other questions that it answered are open again too.',
        params: idSchema,
        response: { 200: z.object({ questions: z.array(gapSchema) }), ...failures },
      },
    },
    async (request) => ({ questions: await twin.inbox.reopen(request.actor, request.params.id) }),
  )

  routes.delete(
    '/api/v1/twin/inbox/:id',
    {
      schema: {
        tags,
        operationId: 'deleteGap',
        summary: 'Delete a question for good',
        description:
          'One that is open or dismissed, or whose answer is gone. Asked again, it comes in anew. The audit log keeps that it was deleted, and by whom.',
        params: idSchema,
        response: { 204: z.undefined(), ...failures },
      },
    },
    async (request, reply) => {
      await twin.inbox.remove(request.actor, request.params.id)
      return reply.status(204).send()
    },
  )
}
