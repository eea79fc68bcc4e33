import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { AppError } from '#errors'
import type { Privacy } from '#privacy'
import type { Twin } from '#twin'
import { failures } from './failures.ts'

const tags = ['privacy']
const days = z.int().describe('In days; 0 is for ever.')

const retentionSchema = z
  .object({
    answersDays: days,
    analytics: z.object({
      enabled: z.boolean(),
      days: days.describe('Sums; 0 is for ever.'),
      eventsDays: days.describe('Single events.'),
      visitorsDays: days.describe('Pseudonyms of visitors.'),
    }),
    runsDays: days,
  })
  .meta({ id: 'Retention' })

/** What is kept, all of it as a file, and the end of it; for the owner. */
export function registerPrivacyRoutes(
  server: FastifyInstance,
  { privacy, twin }: { privacy: Privacy; twin: Pick<Twin, 'deleteAnswers'> },
): void {
  const routes = server.withTypeProvider<ZodTypeProvider>()

  routes.get(
    '/api/v1/privacy/retention',
    {
      schema: {
        tags,
        operationId: 'readRetention',
        summary: 'How long things are kept, as configured; for the owner',
        response: { 200: retentionSchema, ...failures },
      },
    },
    ({ actor }) => privacy.retention(actor),
  )

  routes.get(
    '/api/v1/privacy/export',
    {
      schema: {
        tags,
        operationId: 'exportEverything',
        summary: 'All that is kept, as one JSON document; for the owner',
        description:
          'Streamed. Holds no secret. What is added while it is written may be in it or not. When the connection ends before the closing brace, ask again.',
      },
    },
    async ({ actor, log }, reply) => {
      const text = Readable.from(await privacy.export(actor), { objectMode: false, highWaterMark: 64 * 1024 })
      // Its first part has been sent: all that can be done is to break off, so that nobody takes it for whole.
      text.once('error', (error) => log.error({ err: error }, 'an export broke off'))
      const name = `pollux-${new Date().toISOString().slice(0, 10)}.json`
      return reply
        .headers({
          'content-type': 'application/json; charset=utf-8',
          'content-disposition': `attachment; filename="${name}"`,
          'cache-control': 'no-store',
        })
        .send(text)
    },
  )

  routes.post(
    '/api/v1/privacy/answers/deletions',
    {
      schema: {
        tags,
        operationId: 'deleteAnswers',
        summary: 'Delete questions and answers: before a day, or all; for the owner',
        description:
          'Also of questions in the inbox, those that no source answers and that were last asked then. The chain keeps that they were, and that somebody deleted them; figures that count them stay.',
        body: z
          .strictObject({
            before: z.iso.date().optional().describe('What was asked before that day (UTC).'),
            everything: z.literal(true).optional().describe('All there is.'),
          })
          .refine(({ before, everything }) => (before === undefined) !== (everything === undefined), {
            message: 'say one of `before` and `everything`',
          }),
        response: {
          200: z.object({
            deleted: z.int().describe('Answers, with their questions.'),
            inbox: z.int().describe('Questions in the inbox.'),
          }),
          ...failures,
        },
      },
    },
    async ({ actor, body: { before } }) => {
      if (before !== undefined && Date.parse(before) > Date.now())
        throw new AppError('invalid_input', `${before} is in the future: say \`everything\` to delete all there is.`, {
          details: [{ path: 'before', message: 'is in the future' }],
        })
      const { answers, questions } = await twin.deleteAnswers(
        actor,
        before === undefined ? undefined : new Date(before),
      )
      return { deleted: answers, inbox: questions }
    },
  )
}
