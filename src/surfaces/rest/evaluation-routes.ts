import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import {
  evaluationIdSchema,
  evaluationInputSchema,
  evaluationQuerySchema,
  evaluationSchema,
  milestoneQuerySchema,
  milestonesSchema,
  performanceRecordSchema,
  performanceSchema,
  recommendationQuerySchema,
  recommendationsSchema,
  switchedOn,
  type Interview,
} from '#interview'
import { callerSignal } from '../http/event-stream.ts'
import { failures } from './failures.ts'

const tags = ['interviews']
/** In an address, yes or no is written. */
const recommendationAddressSchema = recommendationQuerySchema.extend({
  includeAnalytics: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional(),
})

/** Answers that are scored, and what the scores show over time. */
export function registerEvaluationRoutes(server: FastifyInstance, interview: Interview): void {
  const routes = server.withTypeProvider<ZodTypeProvider>()
  const evaluations = () => switchedOn(interview.evaluations)

  routes.post(
    '/api/v1/interviews/evaluations',
    {
      schema: {
        tags,
        operationId: 'evaluateAnswer',
        summary: 'Score an answer to an interview question',
        description:
          'By the rubric of docs/reference/scoring.md, with the words of the answer that show each dimension. The evaluation is kept, for your progress.',
        body: evaluationInputSchema,
        response: { 201: evaluationSchema, ...failures },
      },
    },
    async (request, reply) => {
      const evaluated = await evaluations().evaluate(request.actor, request.body, { signal: callerSignal(reply) })
      return reply.code(201).send(evaluated)
    },
  )

  routes.get(
    '/api/v1/interviews/evaluations',
    {
      schema: {
        tags,
        operationId: 'listEvaluations',
        summary: 'Your scored answers, the newest first',
        querystring: evaluationQuerySchema,
        response: { 200: z.object({ evaluations: z.array(evaluationSchema) }), ...failures },
      },
    },
    async (request) => ({ evaluations: await evaluations().list(request.actor, request.query) }),
  )

  routes.delete(
    '/api/v1/interviews/evaluations/:id',
    {
      schema: {
        tags,
        operationId: 'deleteEvaluation',
        summary: 'Delete a scored answer',
        params: z.object({ id: evaluationIdSchema }),
        response: { 204: z.null(), ...failures },
      },
    },
    async (request, reply) => {
      await evaluations().remove(request.actor, request.params.id)
      return reply.code(204).send(null)
    },
  )

  routes.get(
    '/api/v1/interviews/performance',
    {
      schema: {
        tags,
        operationId: 'showInterviewPerformance',
        summary: 'Means and trends of your scored answers',
        response: { 200: performanceSchema, ...failures },
      },
    },
    (request) => evaluations().performance(request.actor),
  )

  routes.post(
    '/api/v1/interviews/performance',
    {
      schema: {
        tags,
        operationId: 'recordInterviewPerformance',
        summary: 'Hand in figures that were measured elsewhere',
        body: performanceRecordSchema,
        response: { 201: z.object({ id: z.string() }), ...failures },
      },
    },
    async (request, reply) => reply.code(201).send(await evaluations().record(request.actor, request.body)),
  )

  routes.get(
    '/api/v1/interviews/performance/recommendations',
    {
      schema: {
        tags,
        operationId: 'recommendInterviewPractice',
        summary: 'What to work on, from your scored answers',
        querystring: recommendationAddressSchema,
        response: { 200: recommendationsSchema, ...failures },
      },
    },
    (request) => evaluations().recommendations(request.actor, request.query),
  )

  routes.get(
    '/api/v1/interviews/performance/milestones',
    {
      schema: {
        tags,
        operationId: 'nextInterviewMilestones',
        summary: 'The next thresholds, and how far they are',
        querystring: milestoneQuerySchema,
        response: { 200: milestonesSchema, ...failures },
      },
    },
    (request) => evaluations().milestones(request.actor, request.query),
  )
}
