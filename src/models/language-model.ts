/** A source passage as the prompt shows it. */
export interface PromptSource {
  /** 1-based; a sentence of the model cites it as [number]. */
  readonly number: number
  readonly title: string
  readonly text: string
}

/** One question to a language model. Text that comes from a source stands only in `user`, never in `system`. */
export interface ModelPrompt {
  /** Our instructions. */
  readonly system: string
  /** Earlier turns, oldest first. */
  readonly history: readonly { readonly role: 'user' | 'assistant'; readonly text: string }[]
  /** The message that is sent: the sources, marked as data, and the question. */
  readonly user: string
  /** What `user` was made from, for models that are not asked over the network. */
  readonly sources: readonly PromptSource[]
  readonly question: string
}

export interface LanguageModel {
  /** "groq/llama-3.3-70b-versatile". */
  readonly id: string
  /**
   * The answer as it comes, in pieces of any length. Throws `ModelError` or, when every model of a chain failed,
   * `AppError('model_unavailable')`; once `signal` is aborted, its reason.
   */
  stream(prompt: ModelPrompt, signal: AbortSignal): AsyncIterable<string>
}

export interface EmbeddingModel {
  readonly id: string
  /** Length of every vector; undefined until the first answer when it was not configured. */
  readonly dimension: number | undefined
  /** One vector per text, in order, as the model gives them (not normalised). Throws `AppError('model_unavailable')`. */
  embed(texts: readonly string[], signal: AbortSignal): Promise<Float32Array[]>
}
