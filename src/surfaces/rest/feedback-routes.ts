import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { feedbackSchema, pageEventSchema, type Analytics } from '#analytics'
import type { Experiments } from '#experiments'
import type { Twin } from '#twin'
import { clientOf, type OwnPages } from '../http/client-of.ts'
import { visitorOf } from '../http/visitor-of.ts'
import { failures } from './failures.ts'

/** What visitors tell of answers, and what a page tells of its visitors. */
export function registerFeedbackRoutes(
  server: FastifyInstance,
  {
    twin,
    analytics,
    experiments,
  }: { twin: Twin; analytics: Analytics; experiments: Pick<Experiments, 'became'> | undefined },
  pages: OwnPages,
): void {
  const routes = server.withTypeProvider<ZodTypeProvider>()

  routes.post(
    '/api/v1/twin/answers/:id/feedback',
    {
      schema: {
        tags: ['twin'],
        operationId: 'rateAnswer',
        summary: 'Say what you think of an answer',
        description:
          'For whoever was given the answer, as long as it is kept. Said again by the same visitor, it counts in place of the first; refused (409) when another visitor rated it, or nobody can tell any more who did. A rating of 1 or 2 puts the question into the inbox; one of 4 or 5 is a `thumb` to a running experiment.',
        params: z.object({ id: z.string().regex(/^ans_[0-9a-f]{32}$/, 'is not the id of an answer') }),
        body: feedbackSchema,
        response: { 204: z.undefined(), ...failures },
      },
    },
    async (request, reply) => {
      const visit = { visitor: visitorOf(request), client: clientOf(request, pages) }
      await twin.rate(request.actor, request.params.id, request.body, visit)
      return reply.status(204).send()
    },
  )

  routes.post(
    '/api/v1/analytics/events',
    {
      schema: {
        tags: ['analytics'],
        operationId: 'postEvent',
        summary: 'Tell what a visitor did on a page',
        description:
          'Answered when it is counted. With an `eventId` of your own, the same sent twice counts once. With an `answerId`, which needs the scope `ask`, a running experiment counts it too.',
        body: pageEventSchema,
        response: { 204: z.undefined(), ...failures },
      },
    },
    async (request, reply) => {
      const visit = { actor: request.actor, visitor: visitorOf(request), client: clientOf(request, pages) }
      await analytics.post(visit, request.body)
      const { type: kind, answerId } = request.body
      if (answerId && kind !== 'opened') await experiments?.became(request.actor, { answerId, kind })
      return reply.status(204).send()
    },
  )
}
