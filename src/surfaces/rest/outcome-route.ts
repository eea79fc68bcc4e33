import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { outcomeSchema, type Experiments } from '#experiments'
import { failures } from './failures.ts'

/** Open to whoever may ask: an asker tells what they did with their answer. */
export function registerOutcomeRoute(server: FastifyInstance, experiments: Experiments): void {
  server.withTypeProvider<ZodTypeProvider>().post(
    '/api/v1/experiments/outcomes',
    {
      schema: {
        tags: ['experiments'],
        operationId: 'recordOutcome',
        summary: 'Tell what became of an answer',
        description:
          'A success, counted once for each visitor and kind: send it again when no answer came. 404 for an answer that no running experiment counts.',
        body: outcomeSchema,
        response: { 200: z.object({ recorded: z.boolean().describe('False: it was counted before.') }), ...failures },
      },
    },
    ({ actor, body }) => experiments.outcome(actor, body),
  )
}
