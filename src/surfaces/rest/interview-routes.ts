import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import {
  planInputSchema,
  planSchema,
  questionIdSchema,
  questionPageSchema,
  questionQuerySchema,
  questionSchema,
  simulationInputSchema,
  simulationSchema,
  switchedOn,
  type Interview,
} from '#interview'
import { callerSignal } from '../http/event-stream.ts'
import { failures } from './failures.ts'

const tags = ['interviews']

/** What interviews ask, and interviews in which the twin is the candidate. */
export function registerInterviewRoutes(server: FastifyInstance, interview: Interview): void {
  const routes = server.withTypeProvider<ZodTypeProvider>()
  const interviews = () => switchedOn(interview.interviews)

  routes.get(
    '/api/v1/interviews/questions',
    {
      schema: {
        tags,
        operationId: 'listInterviewQuestions',
        summary: 'Questions of the bank',
        querystring: questionQuerySchema,
        response: { 200: questionPageSchema, ...failures },
      },
    },
    (request) => interviews().questions.list(request.actor, request.query),
  )

  routes.get(
    '/api/v1/interviews/questions/:id',
    {
      schema: {
        tags,
        operationId: 'findInterviewQuestion',
        summary: 'A question of the bank, with what a good answer contains',
        params: z.object({ id: questionIdSchema }),
        response: { 200: questionSchema, ...failures },
      },
    },
    (request) => interviews().questions.find(request.actor, request.params.id),
  )

  routes.post(
    '/api/v1/interviews/plans',
    {
      schema: {
        tags,
        operationId: 'planInterview',
        summary: 'Which questions an interview for a posting asks, and why',
        description: 'Nothing is stored: the same posting, profile and bank give the same plan.',
        body: planInputSchema,
        response: { 200: planSchema, ...failures },
      },
    },
    (request) => interviews().plan(request.actor, request.body),
  )

  routes.post(
    '/api/v1/interviews/simulations',
    {
      schema: {
        tags,
        operationId: 'simulateInterview',
        summary: 'An interview in which the twin is the candidate',
        description:
          'Every sentence of its answers carries its citations, and what nothing supports is refused. Nothing is stored.',
        body: simulationInputSchema,
        response: { 200: simulationSchema, ...failures },
      },
    },
    (request, reply) => interviews().simulate(request.actor, request.body, { signal: callerSignal(reply) }),
  )
}
