import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { anyone, requireKnown, requireScope, type Actor } from '#auth'
import { AppError } from '#errors'
import { callerSignal } from '../http/event-stream.ts'
import type { OpenAiNeeds } from './openai.ts'
import { failures, OpenAiError } from './openai-error.ts'
import { requireModel } from './require-model.ts'
import { estimateTokens } from './token-estimate.ts'

/** As many as OpenAI takes at once. */
const mostInputs = 2048

const textSchema = z.string().min(1, 'is empty: send text')
const requestSchema = z.looseObject({
  model: z.string({ error: 'is required: GET /v1/models names the embedding model' }),
  input: z.union([textSchema, z.array(textSchema).min(1).max(mostInputs)], {
    error: `must be a text or 1 to ${mostInputs} texts, none empty: tokens are not read`,
  }),
  encoding_format: z.enum(['float', 'base64'], { error: 'must be float or base64' }).nullish(),
  dimensions: z.unknown().optional(),
})

const responseSchema = z
  .object({
    object: z.literal('list'),
    model: z.string(),
    data: z.array(
      z.object({
        object: z.literal('embedding'),
        index: z.int(),
        embedding: z
          .union([z.array(z.number()), z.string()])
          .describe('With `base64`: the numbers as 32-bit floats, little-endian.'),
      }),
    ),
    usage: z
      .object({ prompt_tokens: z.int(), total_tokens: z.int() })
      .describe('Estimated: a token for every four bytes of UTF-8.'),
  })
  .meta({ id: 'Embeddings' })

/** The configured embedding model, in the shape of OpenAI. Each call costs its owner something, so strangers have none. */
export function registerEmbeddings(scope: FastifyInstance, { embedding }: Pick<OpenAiNeeds, 'embedding'>): void {
  scope.withTypeProvider<ZodTypeProvider>().post(
    '/embeddings',
    {
      async onRequest({ actor }) {
        configured(embedding)
        requireKnown(actor)
        requireScope(actor, 'ask')
      },
      schema: {
        tags: ['openai'],
        operationId: 'createEmbeddings',
        summary: 'Vectors of texts, in the shape of OpenAI',
        description:
          'By the model of EMBEDDING_BASE_URL and EMBEDDING_MODEL; 404 where none is configured. Needs a token. `dimensions` and tokens as input are refused.',
        body: requestSchema,
        response: { 200: responseSchema, ...failures },
      },
    },
    async (request, reply) => {
      const model = configured(embedding)
      const { model: asked, input, encoding_format: format, dimensions } = request.body
      requireModel(asked, model.id)
      if (dimensions !== undefined && dimensions !== null) {
        const message = 'The vectors have the length that the model gives them. Leave "dimensions" out.'
        throw new OpenAiError('invalid_input', 'unsupported_parameter', 'dimensions', message)
      }
      const texts = typeof input === 'string' ? [input] : input
      const vectors = await model.embed(texts, callerSignal(reply))
      const tokens = estimateTokens(...texts)
      return {
        object: 'list' as const,
        model: model.id,
        data: vectors.map((vector, index) => ({
          object: 'embedding' as const,
          index,
          embedding: format === 'base64' ? asBase64(vector) : [...vector],
        })),
        usage: { prompt_tokens: tokens, total_tokens: tokens },
      }
    },
  )
}

/** Whether an actor may have texts embedded. */
export function mayEmbed(actor: Actor): boolean {
  return actor.id !== anyone.id && actor.scopes.has('ask')
}

function configured(embedding: OpenAiNeeds['embedding']): NonNullable<OpenAiNeeds['embedding']> {
  if (embedding) return embedding
  throw new AppError(
    'not_found',
    'No embedding model is configured here. Its owner sets EMBEDDING_BASE_URL and EMBEDDING_MODEL.',
  )
}

/** 32-bit floats, little-endian whatever the machine is. */
function asBase64(vector: Float32Array): string {
  const bytes = Buffer.alloc(vector.length * 4)
  vector.forEach((value, index) => bytes.writeFloatLE(value, index * 4))
  return bytes.toString('base64')
}
