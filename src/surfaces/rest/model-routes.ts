import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { requireOwner } from '#auth'
import { AppError } from '#errors'
import type { Models } from '#models'
import { callerSignal } from '../http/event-stream.ts'
import { failures } from './failures.ts'

const tags = ['models']

const modelSchema = z
  .object({
    id: z.string(),
    use: z
      .enum(['answers', 'search'])
      .describe('`answers`: writes them, judges interviews, and words what agents say. `search`: adds vectors to it.'),
    provider: z.string(),
    model: z.string(),
    host: z.string().describe('Where it is asked: host and port.'),
    breaker: z
      .enum(['closed', 'open', 'half-open'])
      .nullable()
      .describe('`open`: it failed too often, and is left alone for half a minute. Null where nothing keeps count.'),
  })
  .meta({ id: 'ConfiguredModel' })

const trialSchema = z
  .object({
    seconds: z.number(),
    answer: z.string().optional().describe('What a chat model said.'),
    dimension: z.int().optional().describe('Of an embedding model: how many numbers a vector has.'),
    problem: z
      .object({
        kind: z.enum([
          'timeout',
          'rate_limited',
          'rejected',
          'unreachable',
          'interrupted',
          'malformed',
          'empty',
          'unavailable',
        ]),
        message: z.string(),
      })
      .optional()
      .describe('Why it did not work; left out when it did.'),
  })
  .meta({ id: 'ModelTrial' })

/** The models that are configured, for the owner. Keys are in none of this. */
export function registerModelRoutes(server: FastifyInstance, models: Pick<Models, 'list' | 'try'>): void {
  const routes = server.withTypeProvider<ZodTypeProvider>()

  routes.get(
    '/api/v1/models',
    {
      schema: {
        tags,
        operationId: 'listModels',
        summary: 'Models that are configured, in the order in which they are asked; for the owner',
        response: { 200: z.object({ models: z.array(modelSchema) }), ...failures },
      },
    },
    ({ actor }) => {
      requireOwner(actor)
      return { models: models.list().map((model) => ({ ...model, breaker: model.breaker ?? null })) }
    },
  )

  routes.post(
    '/api/v1/models/:id/try',
    {
      schema: {
        tags,
        operationId: 'tryModel',
        summary: 'Make one small call, and say what came of it; for the owner',
        params: z.object({ id: z.string().max(100) }),
        response: { 200: trialSchema, ...failures },
      },
    },
    async ({ actor, params: { id } }, reply) => {
      requireOwner(actor)
      const trial = await models.try(id, callerSignal(reply))
      if (!trial)
        throw new AppError('not_found', `No model is configured as "${id}". GET /api/v1/models lists what is.`)
      return trial
    },
  )
}
