import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import {
  planInputSchema,
  practiceProgressSchema,
  sessionAnswerSchema,
  sessionIdSchema,
  sessionQuerySchema,
  sessionReportSchema,
  sessionSchema,
  sessionSummarySchema,
  switchedOn,
  type Interview,
} from '#interview'
import { failures } from './failures.ts'

const tags = ['interviews']
const params = z.object({ id: sessionIdSchema })

/** Interviews that a person practises; everybody sees their own. */
export function registerPracticeRoutes(server: FastifyInstance, interview: Interview): void {
  const routes = server.withTypeProvider<ZodTypeProvider>()
  const practice = () => switchedOn(interview.interviews).practice

  routes.post(
    '/api/v1/interviews/sessions',
    {
      schema: {
        tags,
        operationId: 'startPracticeSession',
        summary: 'Begin to practise: the first question, and the clock runs',
        body: planInputSchema,
        response: { 201: sessionSchema, ...failures },
      },
    },
    async (request, reply) => reply.status(201).send(await practice().start(request.actor, request.body)),
  )

  routes.get(
    '/api/v1/interviews/sessions',
    {
      schema: {
        tags,
        operationId: 'listPracticeSessions',
        summary: 'Your practice sessions, the newest first',
        querystring: sessionQuerySchema,
        response: {
          200: z.object({
            sessions: z.array(sessionSummarySchema),
            next: z.string().nullable().describe('For `before`; null on the last page.'),
          }),
          ...failures,
        },
      },
    },
    (request) => practice().list(request.actor, request.query),
  )

  routes.get(
    '/api/v1/interviews/sessions/progress',
    {
      schema: {
        tags,
        operationId: 'practiceProgress',
        summary: 'How your finished sessions went, one after the other',
        response: { 200: practiceProgressSchema, ...failures },
      },
    },
    (request) => practice().progress(request.actor),
  )

  routes.get(
    '/api/v1/interviews/sessions/:id',
    {
      schema: {
        tags,
        operationId: 'findPracticeSession',
        summary: 'A practice session: the open question, the clock and the answers so far',
        params,
        response: { 200: sessionSchema, ...failures },
      },
    },
    (request) => practice().find(request.actor, request.params.id),
  )

  routes.post(
    '/api/v1/interviews/sessions/:id/answers',
    {
      schema: {
        tags,
        operationId: 'answerPracticeQuestion',
        summary: 'Answer the open question',
        description:
          "The answer is scored, and a follow-up or the next question is asked. Sent again with the same key, it counts once. The clock is the server's.",
        params,
        body: sessionAnswerSchema,
        response: { 200: sessionSchema, ...failures },
      },
    },
    (request) => practice().answer(request.actor, request.params.id, request.body),
  )

  const changes = {
    pause: { operationId: 'pausePracticeSession', summary: 'Stop the clock' },
    resume: { operationId: 'resumePracticeSession', summary: 'Go on; the pause does not count' },
    abandon: { operationId: 'abandonPracticeSession', summary: 'End a session before its end' },
  } as const
  for (const [change, described] of Object.entries(changes) as [keyof typeof changes, (typeof changes)['pause']][])
    routes.post(
      `/api/v1/interviews/sessions/:id/${change}`,
      { schema: { tags, ...described, params, response: { 200: sessionSchema, ...failures } } },
      (request) => practice()[change](request.actor, request.params.id),
    )

  routes.get(
    '/api/v1/interviews/sessions/:id/report',
    {
      schema: {
        tags,
        operationId: 'practiceReport',
        summary: 'Scores with quoted evidence, times, and what to practise next',
        params,
        response: { 200: sessionReportSchema, ...failures },
      },
    },
    (request) => practice().report(request.actor, request.params.id),
  )

  routes.delete(
    '/api/v1/interviews/sessions/:id',
    {
      schema: {
        tags,
        operationId: 'deletePracticeSession',
        summary: 'Delete a session with all its answers',
        params,
        response: { 204: z.undefined(), ...failures },
      },
    },
    async (request, reply) => {
      await practice().remove(request.actor, request.params.id)
      return reply.status(204).send()
    },
  )
}
