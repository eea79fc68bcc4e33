import { chainModels, type ModelCall } from './chain.ts'
import { createBreaker, type BreakerState, type CircuitBreaker } from './circuit-breaker.ts'
import type { EmbeddingModel, LanguageModel } from './language-model.ts'
import { openaiCompatibleChat, type ChatModelConfig } from './openai-compatible-chat.ts'
import {
  embeddingProvider,
  openaiCompatibleEmbeddings,
  type EmbeddingModelConfig,
} from './openai-compatible-embeddings.ts'
import { defaultTimeLimits, type TimeLimits } from './time-limits.ts'
import { tryChat, tryEmbedding, type ModelTrial } from './try-model.ts'
import type { WatchRequest } from './watch-request.ts'

export interface ModelsConfig {
  /** In order of preference. Empty: every answer is extractive. */
  readonly chat: readonly ChatModelConfig[]
  readonly embedding?: EmbeddingModelConfig | undefined
  readonly limits?: Partial<TimeLimits> | undefined
  readonly breaker?: { readonly failures?: number; readonly openMs?: number } | undefined
}

/** What the caller wants to know, for metrics and logs. Nothing in these holds a secret. */
export interface ModelObserver {
  called?(call: ModelCall): void
  /** Each request to a provider. */
  readonly request?: WatchRequest
  breakerChanged?(provider: string, state: BreakerState): void
}

/** A model as it may be shown: where it is asked, and never with what key. */
export interface ConfiguredModel {
  readonly id: string
  readonly use: 'answers' | 'search'
  readonly provider: string
  readonly model: string
  /** Host and port. */
  readonly host: string
  /** `open`: it failed too often, and is left alone for a while. Undefined where nothing keeps count. */
  readonly breaker: BreakerState | undefined
}

export interface Models {
  /** Undefined when none is configured. */
  readonly language: LanguageModel | undefined
  readonly embedding: EmbeddingModel | undefined
  /** Breaker state per chat model id, for the health page. */
  states(): Record<string, BreakerState>
  /** What is configured, in the order in which it is asked. */
  list(): ConfiguredModel[]
  /** Makes one small call; undefined for an id that is not in the list. Once `signal` is aborted, throws its reason. */
  try(id: string, signal: AbortSignal): Promise<ModelTrial> | undefined
}

/** Builds what is configured; nothing is loaded or asked over the network until the first call. */
export function createModels(
  config: ModelsConfig,
  observer: ModelObserver = {},
  now: () => number = () => performance.now(),
): Models {
  // One breaker per server: two models of one provider fail together.
  const breakers = new Map<string, CircuitBreaker>()
  const links = config.chat.map((chat) => {
    const server = `${chat.provider} ${chat.baseUrl}`
    const breaker =
      breakers.get(server) ??
      createBreaker({
        failures: config.breaker?.failures ?? 3,
        openMs: config.breaker?.openMs ?? 30_000,
        now,
        changed: (state) => observer.breakerChanged?.(chat.provider, state),
      })
    breakers.set(server, breaker)
    return { provider: chat.provider, model: openaiCompatibleChat(chat, observer.request), breaker }
  })
  const embedding = config.embedding && openaiCompatibleEmbeddings(config.embedding, observer.request)
  const limits = { ...defaultTimeLimits, ...config.limits }
  return {
    language:
      links.length === 0 ? undefined : chainModels(links, { limits, called: (call) => observer.called?.(call) }),
    embedding,
    states: () => Object.fromEntries(links.map(({ model, breaker }) => [model.id, breaker.state])),
    list: () => [
      ...config.chat.map(({ provider, baseUrl, model }, index) => ({
        id: `chat-${index + 1}`,
        use: 'answers' as const,
        provider,
        model,
        host: new URL(baseUrl).host,
        breaker: links[index]!.breaker.state,
      })),
      ...(config.embedding
        ? [
            {
              id: 'embedding',
              use: 'search' as const,
              provider: embeddingProvider,
              model: config.embedding.model,
              host: new URL(config.embedding.baseUrl).host,
              breaker: undefined,
            },
          ]
        : []),
    ],
    try(id, signal) {
      if (id === 'embedding' && embedding) return tryEmbedding(embedding, signal)
      const index = /^chat-[1-9]\d?$/.test(id) ? Number(id.slice('chat-'.length)) - 1 : -1
      const link = links[index]
      return link && tryChat(link.model, signal)
    },
  }
}
