import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Actor } from '#auth'
import { mayEmbed } from './embeddings.ts'
import type { OpenAiNeeds } from './openai.ts'
import { failures } from './openai-error.ts'
import { requireModel } from './require-model.ts'

/** The twin, whatever writes its answers. */
export const twinModel = 'pollux'

const modelSchema = z
  .object({
    id: z.string(),
    object: z.literal('model'),
    created: z.int().describe('When this server began, in seconds since 1970.'),
    owned_by: z.string(),
  })
  .meta({ id: 'OpenAiModel' })

const tags = ['openai']

/** What can be named as `model`: the twin, and the embedding model for those who may use it. */
export function registerModels(scope: FastifyInstance, { embedding }: Pick<OpenAiNeeds, 'embedding'>): void {
  const routes = scope.withTypeProvider<ZodTypeProvider>()
  const created = Math.floor(Date.now() / 1000)
  const modelsFor = (actor: Actor) => [
    { id: twinModel, object: 'model' as const, created, owned_by: 'pollux' },
    ...(embedding && mayEmbed(actor)
      ? [{ id: embedding.id, object: 'model' as const, created, owned_by: 'embedding' }]
      : []),
  ]

  routes.get(
    '/models',
    {
      schema: {
        tags,
        operationId: 'listModels',
        summary: 'The models, in the shape of OpenAI',
        response: { 200: z.object({ object: z.literal('list'), data: z.array(modelSchema) }), ...failures },
      },
    },
    async (request) => ({ object: 'list' as const, data: modelsFor(request.actor) }),
  )

  routes.get(
    '/models/:id',
    {
      schema: {
        tags,
        operationId: 'retrieveModel',
        summary: 'One model, in the shape of OpenAI',
        params: z.object({ id: z.string() }),
        response: { 200: modelSchema, ...failures },
      },
    },
    async (request) => {
      const models = modelsFor(request.actor)
      const model = models.find(({ id }) => id === request.params.id) ?? models[0]!
      requireModel(request.params.id, model.id)
      return model
    },
  )
}
