import type { FastifyInstance } from 'fastify'
import type { EmbeddingModel } from '#models'
import type { Twin } from '#twin'
import { AppError } from '#errors'
import { registerChatCompletions } from './chat-completions.ts'
import { registerEmbeddings } from './embeddings.ts'
import { registerModels } from './model-routes.ts'
import { replyWithOpenAiError } from './openai-error.ts'

export interface OpenAiNeeds {
  readonly twin: Twin
  readonly version: string
  /** Left out, there is nothing at /v1/embeddings. */
  readonly embedding?: EmbeddingModel | undefined
  /** Address people use; left out, it is taken from each request. */
  readonly publicUrl?: string | undefined
}

/** The API of OpenAI, as far as a twin can honour it: any client of theirs can ask, and gets the citations as annotations. */
export async function registerOpenAi(server: FastifyInstance, needs: OpenAiNeeds): Promise<void> {
  await server.register(
    async (scope) => {
      scope.setErrorHandler((error, request, reply) => {
        // Whoever asked has gone, and the work was stopped for that: no fault, and nobody to tell.
        if (reply.raw.destroyed) return reply.status(499).send()
        return replyWithOpenAiError(error, request, reply)
      })
      scope.setNotFoundHandler((request, reply) => {
        const address = `${request.method} ${request.url.split('?')[0]}`
        const message = `There is no ${address}. Pollux has GET /v1/models, POST /v1/chat/completions and POST /v1/embeddings.`
        replyWithOpenAiError(new AppError('not_found', message), request, reply)
      })
      registerModels(scope, needs)
      registerChatCompletions(scope, needs)
      registerEmbeddings(scope, needs)
    },
    { prefix: '/v1' },
  )
}
