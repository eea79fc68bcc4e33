import { chainModels, type ModelCall } from './chain.ts'
import { createBreaker, type BreakerState, type CircuitBreaker } from './circuit-breaker.ts'
import type { EmbeddingModel, LanguageModel } from './language-model.ts'
import { openaiCompatibleChat, type ChatModelConfig } from './openai-compatible-chat.ts'
import { openaiCompatibleEmbeddings, type EmbeddingModelConfig } from './openai-compatible-embeddings.ts'
import { defaultTimeLimits, type TimeLimits } from './time-limits.ts'

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
  breakerChanged?(provider: string, state: BreakerState): void
}

export interface Models {
  /** Undefined when none is configured. */
  readonly language: LanguageModel | undefined
  readonly embedding: EmbeddingModel | undefined
  /** Breaker state per chat model id, for the health page. */
  states(): Record<string, BreakerState>
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
    return { provider: chat.provider, model: openaiCompatibleChat(chat), breaker }
  })
  const limits = { ...defaultTimeLimits, ...config.limits }
  return {
    language:
      links.length === 0 ? undefined : chainModels(links, { limits, called: (call) => observer.called?.(call) }),
    embedding: config.embedding && openaiCompatibleEmbeddings(config.embedding),
    states: () => Object.fromEntries(links.map(({ model, breaker }) => [model.id, breaker.state])),
  }
}
