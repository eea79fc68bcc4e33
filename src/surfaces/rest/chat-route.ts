import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { citationSchema, lastAnswer, questionTextSchema, type Strategy, type Twin } from '#twin'
import { clientOf, type OwnPages } from '../http/client-of.ts'
import { callerSignal } from '../http/event-stream.ts'
import { visitorOf } from '../http/visitor-of.ts'
import { failures } from './failures.ts'

const interviewTypes = ['screening', 'hr', 'technical', 'manager', 'executive'] as const

/** How each kind of interviewer likes an answer. */
const strategies: Record<(typeof interviewTypes)[number], Strategy | undefined> = {
  screening: 'concise',
  hr: undefined,
  technical: 'detailed',
  manager: 'example-driven',
  executive: 'concise',
}

const bodySchema = z.object({
  message: questionTextSchema,
  conversationHistory: z
    .array(z.object({ role: z.string(), content: z.string().max(20_000) }))
    .max(200)
    .optional(),
  interviewType: z.enum(interviewTypes).default('hr'),
})

/** The chat route of the predecessor, for its clients; /api/v1/twin/answers says more. */
export function registerChatRoute(server: FastifyInstance, twin: Twin, pages: OwnPages): void {
  server.withTypeProvider<ZodTypeProvider>().post(
    '/api/chat',
    {
      schema: {
        tags: ['compatibility'],
        operationId: 'chat',
        summary: 'Ask, in the shape of the predecessor',
        description:
          'The last questions of conversationHistory are used to understand follow-ups. New clients use POST /api/v1/twin/answers.',
        body: bodySchema,
        response: {
          200: z.object({
            response: z.string(),
            interviewType: z.enum(interviewTypes),
            sourcesUsed: z.array(citationSchema),
            refused: z.boolean(),
            responseTime: z.number(),
          }),
          ...failures,
        },
      },
    },
    async (request, reply) => {
      const { message, conversationHistory, interviewType } = request.body
      const strategy = strategies[interviewType]
      const history = (conversationHistory ?? [])
        .filter((turn) => turn.content.trim() !== '')
        .map(({ role, content }) => ({ fromTwin: role === 'assistant', text: content }))
      const answer = await lastAnswer(
        twin.answer(
          request.actor,
          { question: message, ...(strategy && { strategy }) },
          {
            signal: callerSignal(reply),
            history,
            visitor: visitorOf(request),
            client: clientOf(request, pages),
          },
        ),
      )
      return {
        response: answer.refused ? answer.message! : answer.sentences.map((sentence) => sentence.text).join(' '),
        interviewType,
        sourcesUsed: answer.sentences.flatMap((sentence) => sentence.citations),
        refused: answer.refused,
        responseTime: answer.durationMs,
      }
    },
  )
}
