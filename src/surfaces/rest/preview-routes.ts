import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { audiences, viewAs } from '#auth'
import { answerSchema, lastAnswer, questionTextSchema, sourceSummarySchema, type Twin } from '#twin'
import { callerSignal } from '../http/event-stream.ts'
import { failures } from './failures.ts'

const tags = ['preview']
const audienceSchema = z.enum(audiences).describe('Through whose eyes.')

/** What others see, for whoever sees everything. */
export function registerPreviewRoutes(server: FastifyInstance, twin: Twin): void {
  const routes = server.withTypeProvider<ZodTypeProvider>()

  routes.get(
    '/api/v1/twin/preview',
    {
      schema: {
        tags,
        operationId: 'previewSources',
        summary: 'The sources that an audience sees',
        querystring: z.strictObject({ audience: audienceSchema }),
        response: {
          200: z.object({
            sources: z.array(sourceSummarySchema),
            hidden: z.int().describe('How many others there are, which that audience does not see.'),
          }),
          ...failures,
        },
      },
    },
    async ({ actor, query }) => {
      const sources = await twin.sources.list(viewAs(actor, query.audience))
      const all = await twin.sources.list(actor)
      return { sources, hidden: all.length - sources.length }
    },
  )

  routes.post(
    '/api/v1/twin/preview/answers',
    {
      schema: {
        tags,
        operationId: 'previewAnswer',
        summary: 'What an audience would be answered',
        description:
          'Asked like any question, but it leaves no trace: it is in no figures, no inbox and no experiment, and cannot be rated.',
        body: z.strictObject({
          audience: audienceSchema,
          question: questionTextSchema,
          context: z.string().max(8_000).optional().describe('The question before it, in its conversation.'),
        }),
        response: { 200: answerSchema, ...failures },
      },
    },
    async ({ actor, body }, reply) => {
      const { audience, question, context } = body
      const history = context === undefined ? [] : [{ fromTwin: false, text: context }]
      const options = { signal: callerSignal(reply), trace: false, history }
      return lastAnswer(twin.answer(viewAs(actor, audience), { question }, options))
    },
  )
}
