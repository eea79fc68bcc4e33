import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { lastAnswer, type Citation } from '#twin'
import { callerSignal } from '../http/event-stream.ts'
import { visitorOf } from '../http/visitor-of.ts'
import { originOf, publicAddress } from '../http/public-address.ts'
import { chatCompletionSchema, chatRequestSchema } from './chat-schemas.ts'
import { asChunks, asCompletion, completionHead, type CompletionContext } from './completion.ts'
import { twinModel } from './model-routes.ts'
import type { OpenAiNeeds } from './openai.ts'
import { failures } from './openai-error.ts'
import { readConversation } from './read-conversation.ts'
import { refuseUnsupported } from './refuse-unsupported.ts'
import { requireModel } from './require-model.ts'
import { sendChunks } from './send-chunks.ts'
import { estimateTokens } from './token-estimate.ts'

/** Asking the twin, in the shape of OpenAI. */
export function registerChatCompletions(
  scope: FastifyInstance,
  { twin, version, publicUrl }: Pick<OpenAiNeeds, 'twin' | 'version' | 'publicUrl'>,
): void {
  scope.withTypeProvider<ZodTypeProvider>().post(
    '/chat/completions',
    {
      schema: {
        tags: ['openai'],
        operationId: 'createChatCompletion',
        summary: 'Ask, in the shape of OpenAI',
        description:
          'The last user message is the question, the user and assistant messages before it are the history; system and developer messages are not read. Citations are `annotations`. With `stream`, chunks come as server-sent events. `n` above 1, tools, logprobs, audio and formats other than text are refused with `unsupported_parameter`; temperature, max_tokens, stop, seed and the like are ignored. What is honoured and why: docs/guides/openai.md.',
        body: chatRequestSchema,
        response: { 200: chatCompletionSchema, ...failures },
      },
    },
    async (request, reply) => {
      const { model, messages, stream, stream_options: streamOptions } = request.body
      requireModel(model, twinModel)
      refuseUnsupported(request.body)
      const { question, history } = readConversation(messages)
      const base = publicAddress(publicUrl, originOf(request))
      const context: CompletionContext = {
        head: completionHead(model, version),
        promptTokens: estimateTokens(question, ...history.map(({ text }) => text)),
        urlOf: (citation) => base + sourcePath(citation),
      }
      const events = twin.answer(
        request.actor,
        { question },
        {
          signal: callerSignal(reply),
          history,
          visitor: visitorOf(request),
          client: 'openai',
        },
      )
      if (!stream) return asCompletion(context, await lastAnswer(events))
      const includeUsage = streamOptions?.include_usage === true
      await sendChunks(request, reply, asChunks(context, events, { includeUsage }))
      return reply
    },
  )
}

function sourcePath({ sourceId, version }: Citation): string {
  return `/api/v1/twin/sources/${sourceId}?version=${version}`
}
