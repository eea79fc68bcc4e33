import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Analytics } from '#analytics'
import { answerSchema, lastAnswer, questionSchema, type AnswerEvent, type Twin } from '#twin'
import { clientOf, type OwnPages } from '../http/client-of.ts'
import { callerSignal, sendEvents, wantsEvents, type ServerEvent } from '../http/event-stream.ts'
import { visitorOf } from '../http/visitor-of.ts'
import { failures } from './failures.ts'

const tags = ['twin']

const suggestionLanguage = questionSchema.shape.language.describe('Of the questions; English when left out.')

/** Asking, and who the twin is. */
export function registerTwinRoutes(
  server: FastifyInstance,
  { twin, analytics }: { twin: Twin; analytics: Analytics },
  pages: OwnPages,
): void {
  const routes = server.withTypeProvider<ZodTypeProvider>()

  routes.post(
    '/api/v1/twin/answers',
    {
      schema: {
        tags,
        operationId: 'ask',
        summary: 'Ask the twin',
        description:
          'Every sentence of the answer carries its citations. Without support, `refused` is true. With `Accept: text/event-stream` the verified sentences come as events: `sentence`, `refusal`, `done`, `error`.',
        body: questionSchema,
        response: { 200: answerSchema, ...failures },
      },
    },
    async (request, reply) => {
      const events = twin.answer(request.actor, request.body, {
        signal: callerSignal(reply),
        visitor: visitorOf(request),
        client: clientOf(request, pages),
      })
      if (wantsEvents(request)) {
        await sendEvents(request, reply, asServerEvents(events))
        return reply
      }
      return lastAnswer(events)
    },
  )

  routes.get(
    '/api/v1/twin',
    {
      schema: {
        tags,
        operationId: 'about',
        summary: 'Who the twin is',
        response: {
          200: z.object({
            name: z.string(),
            headline: z.string().optional(),
            summary: z.string().optional(),
            location: z.string().optional(),
            languages: z.array(z.string()).describe('That the person speaks, as the profile names them.'),
            sources: z.int(),
            documents: z.array(z.object({ id: z.string(), title: z.string(), kind: z.string(), language: z.string() })),
            mode: z.enum(['extractive', 'generated']),
            version: z.string(),
          }),
          ...failures,
        },
      },
    },
    async (request) => {
      const about = await twin.about(request.actor)
      // What a page asks first, and once.
      const client = clientOf(request, pages)
      if (client !== 'rest')
        analytics.record({ actor: request.actor, visitor: visitorOf(request), client }, { kind: 'opened' })
      return about
    },
  )

  routes.get(
    '/api/v1/twin/questions',
    {
      schema: {
        tags,
        operationId: 'suggestQuestions',
        summary: 'Questions this twin can answer',
        querystring: z.object({ language: suggestionLanguage }),
        response: { 200: z.object({ questions: z.array(z.string()) }), ...failures },
      },
    },
    async ({ actor, query }) => ({ questions: await twin.suggestions(actor, query.language) }),
  )
}

async function* asServerEvents(events: AsyncIterable<AnswerEvent>): AsyncGenerator<ServerEvent> {
  for await (const event of events) {
    if (event.type === 'sentence') yield { event: 'sentence', data: { index: event.index, ...event.sentence } }
    else if (event.type === 'refusal')
      yield { event: 'refusal', data: { reason: event.reason, message: event.message, suggestions: event.suggestions } }
    else yield { event: 'done', data: event.answer }
  }
}
