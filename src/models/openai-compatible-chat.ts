import { toModelError } from './api-error.ts'
import type { LanguageModel, ModelPrompt } from './language-model.ts'
import { ModelError } from './model-error.ts'
import { unwatched, type WatchRequest } from './watch-request.ts'
import { withoutReasoning } from './without-reasoning.ts'

export interface ChatModelConfig {
  /** Name for ids, logs and metrics: groq, ollama, openai, or any other. */
  readonly provider: string
  /** "https://api.groq.com/openai/v1". */
  readonly baseUrl: string
  readonly apiKey?: string | undefined
  readonly model: string
}

/** Answers are a few sentences; a model that runs on is stopped here. */
const longestAnswerTokens = 1_200

/** These refuse a temperature. */
const fixedTemperature = /^(?:o\d|gpt-5)/

/** A model behind the OpenAI chat completions API. The SDK (23 MB, 160 ms of CPU) is loaded by the first question. */
export function openaiCompatibleChat(
  { provider, baseUrl, apiKey, model }: ChatModelConfig,
  watch: WatchRequest = unwatched,
): LanguageModel {
  const secrets = [apiKey]
  const load = async () => {
    const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible')
    return createOpenAICompatible({
      name: provider,
      baseURL: baseUrl,
      ...(apiKey !== undefined && { apiKey }),
    }).chatModel(model)
  }
  let loaded: ReturnType<typeof load> | undefined

  async function* deltas(prompt: ModelPrompt, signal: AbortSignal): AsyncGenerator<string> {
    let begun = false
    let failed: string | undefined
    const request = watch({ operation: 'chat', provider, model, baseUrl })
    try {
      const chat = await (loaded ??= load())
      const { stream } = await chat.doStream({
        prompt: messages(prompt),
        ...(!fixedTemperature.test(model) && { temperature: 0 }),
        maxOutputTokens: longestAnswerTokens,
        abortSignal: signal,
        headers: request.headers,
      })
      for await (const part of stream) {
        if (part.type === 'error') throw new ModelError('malformed', toModelError(part.error, secrets).message)
        if (part.type !== 'text-delta') continue
        begun = true
        yield part.delta
      }
    } catch (error) {
      failed = signal.reason instanceof ModelError ? signal.reason.failure : 'aborted'
      signal.throwIfAborted()
      const failure = toModelError(error, secrets)
      failed = failure.failure
      throw begun ? new ModelError('interrupted', failure.message, failure) : failure
    } finally {
      request.ended(failed)
    }
  }

  return { id: `${provider}/${model}`, stream: (prompt, signal) => withoutReasoning(deltas(prompt, signal)) }
}

function messages({ system, history, user }: ModelPrompt) {
  return [
    { role: 'system' as const, content: system },
    ...history.map(({ role, text }) => ({ role, content: [{ type: 'text' as const, text }] })),
    { role: 'user' as const, content: [{ type: 'text' as const, text: user }] },
  ]
}
