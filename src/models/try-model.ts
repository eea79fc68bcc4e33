import { AppError } from '../errors.ts'
import type { EmbeddingModel, LanguageModel } from './language-model.ts'
import { ModelError, type ModelFailure } from './model-error.ts'
import { withinLimits } from './time-limits.ts'

/** What came of one small call. */
export interface ModelTrial {
  readonly seconds: number
  /** What a chat model said, cut. */
  readonly answer?: string
  /** Of an embedding model: how many numbers a vector has. */
  readonly dimension?: number
  /** Why it did not work, scrubbed; left out when it did. */
  readonly problem?: { readonly kind: ModelFailure | 'unavailable'; readonly message: string }
}

/** A model on a slow machine may have to be loaded first. */
const limits = { firstTextMs: 30_000, pauseMs: 10_000, totalMs: 60_000 }
const longestAnswer = 400

const prompt = {
  system: 'You are tried out by whoever has just configured you. Answer in one short sentence.',
  history: [],
  user: 'Say hello, and name the model that you are.',
  sources: [],
  question: 'Say hello, and name the model that you are.',
}

/** Asks a chat model for a sentence, whatever its circuit breaker says: whoever tries it wants to know how it is now. */
export function tryChat(model: LanguageModel, signal: AbortSignal): Promise<ModelTrial> {
  return timed(signal, async () => {
    let answer = ''
    for await (const text of withinLimits((inner) => model.stream(prompt, inner), limits, signal)) {
      answer += text
      if (answer.length > longestAnswer) break
    }
    answer = answer.trim()
    if (answer === '') throw new ModelError('empty', 'the answer was empty')
    return { answer: answer.length > longestAnswer ? `${answer.slice(0, longestAnswer)}…` : answer }
  })
}

/** Has one sentence turned into a vector. */
export function tryEmbedding(model: EmbeddingModel, signal: AbortSignal): Promise<ModelTrial> {
  return timed(signal, async () => {
    const limit = AbortSignal.timeout(limits.firstTextMs)
    const [vector] = await model.embed(['Every answer carries its sources.'], AbortSignal.any([signal, limit]))
    return { dimension: vector!.length }
  })
}

async function timed(signal: AbortSignal, work: () => Promise<Omit<ModelTrial, 'seconds'>>): Promise<ModelTrial> {
  const started = performance.now()
  const seconds = () => Math.round(performance.now() - started) / 1000
  try {
    const result = await work()
    return { seconds: seconds(), ...result }
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof ModelError)
      return { seconds: seconds(), problem: { kind: error.failure, message: error.message } }
    if (error instanceof AppError && error.code === 'model_unavailable')
      return { seconds: seconds(), problem: { kind: 'unavailable', message: error.message } }
    if (error instanceof DOMException && error.name === 'TimeoutError')
      return {
        seconds: seconds(),
        problem: { kind: 'timeout', message: `no answer came within ${limits.firstTextMs} ms` },
      }
    throw error
  }
}
