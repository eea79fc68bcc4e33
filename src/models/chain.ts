import { AppError } from '../errors.ts'
import type { CircuitBreaker } from './circuit-breaker.ts'
import type { LanguageModel, ModelPrompt } from './language-model.ts'
import { ModelError, type ModelFailure } from './model-error.ts'
import { withinLimits, type TimeLimits } from './time-limits.ts'

export interface ModelCall {
  readonly model: string
  readonly provider: string
  /** `skipped`: its breaker is open. `aborted`: the asker went away. */
  readonly outcome: 'ok' | 'skipped' | 'aborted' | ModelFailure
  readonly seconds: number
  /** Scrubbed; undefined unless the model failed. */
  readonly message: string | undefined
}

export interface ChainLink {
  readonly provider: string
  readonly model: LanguageModel
  readonly breaker: CircuitBreaker
}

export interface ChainOptions {
  readonly limits: TimeLimits
  readonly called?: ((call: ModelCall) => void) | undefined
}

/**
 * Models in order of preference as one. The next is asked when one fails before its first text; after that its text may
 * have been shown, so the failure goes to the caller. Throws `AppError('model_unavailable')` when no model is left.
 */
export function chainModels(links: readonly ChainLink[], { limits, called }: ChainOptions): LanguageModel {
  return {
    id: links.map(({ model }) => model.id).join(' > '),
    async *stream(prompt: ModelPrompt, signal: AbortSignal) {
      for (const { provider, model, breaker } of links) {
        const trial = breaker.enter()
        const started = performance.now()
        const report = (outcome: ModelCall['outcome'], message?: string) =>
          called?.({ model: model.id, provider, outcome, seconds: (performance.now() - started) / 1000, message })
        if (!trial) {
          report('skipped')
          continue
        }
        let begun = false
        try {
          for await (const text of withinLimits((inner) => model.stream(prompt, inner), limits, signal)) {
            begun = true
            yield text
          }
          if (!begun) throw new ModelError('empty', 'the answer was empty')
          trial.succeeded()
          report('ok')
          return
        } catch (error) {
          if (signal.aborted) {
            report('aborted')
            throw signal.reason
          }
          if (!(error instanceof ModelError)) throw error
          trial.failed(error.retryAfterMs)
          report(error.failure, error.message)
          if (begun)
            throw new AppError(
              'model_unavailable',
              'The language model stopped in the middle of its answer. Ask again.',
            )
        } finally {
          trial.abandoned()
        }
      }
      throw new AppError(
        'model_unavailable',
        'No language model is answering at the moment. Try again later, or use extractive answers.',
      )
    },
  }
}
