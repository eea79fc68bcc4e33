import { AppError } from '../errors.ts'
import { toModelError } from './api-error.ts'
import type { EmbeddingModel } from './language-model.ts'
import { unwatched, type WatchRequest } from './watch-request.ts'

export interface EmbeddingModelConfig {
  /** "http://127.0.0.1:11434/v1" for Ollama. */
  readonly baseUrl: string
  readonly apiKey?: string | undefined
  readonly model: string
  /** Expected length of the vectors; taken from the first answer when left out. */
  readonly dimension?: number | undefined
}

/** Texts per request: small enough for a local server's memory, large enough that 10,000 passages are 157 requests. */
const batchSize = 64
const longestRequestMs = 120_000

/** Which one it is, its configuration does not say. */
export const embeddingProvider = 'openai-compatible'

/** A model behind the OpenAI embeddings API. The SDK is loaded by the first call. */
export function openaiCompatibleEmbeddings(
  { baseUrl, apiKey, model, dimension: expected }: EmbeddingModelConfig,
  watch: WatchRequest = unwatched,
): EmbeddingModel {
  const load = async () => {
    const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible')
    return createOpenAICompatible({
      name: 'embeddings',
      baseURL: baseUrl,
      ...(apiKey !== undefined && { apiKey }),
    }).embeddingModel(model)
  }
  let loaded: ReturnType<typeof load> | undefined
  let dimension = expected

  async function embedBatch(values: string[], signal: AbortSignal): Promise<number[][]> {
    let failed: string | undefined
    const request = watch({ operation: 'embeddings', provider: embeddingProvider, model, baseUrl })
    try {
      const sdk = await (loaded ??= load())
      const { embeddings } = await sdk.doEmbed({
        values,
        abortSignal: AbortSignal.any([signal, AbortSignal.timeout(longestRequestMs)]),
        headers: request.headers,
      })
      return embeddings
    } catch (error) {
      failed = 'aborted'
      signal.throwIfAborted()
      const { failure, message } = toModelError(error, [apiKey])
      failed = failure
      throw new AppError('model_unavailable', `The embedding model ${model} did not answer: ${message}`)
    } finally {
      request.ended(failed)
    }
  }

  return {
    id: model,
    get dimension() {
      return dimension
    },
    async embed(texts, signal) {
      const vectors: Float32Array[] = []
      for (let start = 0; start < texts.length; start += batchSize) {
        const batch = texts.slice(start, start + batchSize)
        const embeddings = await embedBatch(batch, signal)
        if (embeddings.length !== batch.length) {
          throw new AppError(
            'model_unavailable',
            `The embedding model ${model} answered ${embeddings.length} vectors for ${batch.length} texts.`,
          )
        }
        for (const embedding of embeddings) {
          dimension ??= embedding.length
          if (embedding.length !== dimension || embedding.length === 0) {
            throw new AppError(
              'model_unavailable',
              `The embedding model ${model} answered vectors of ${embedding.length} numbers, expected ${dimension}. Check EMBEDDING_MODEL.`,
            )
          }
          vectors.push(Float32Array.from(embedding))
        }
      }
      return vectors
    },
  }
}
