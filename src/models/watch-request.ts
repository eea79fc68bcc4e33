/** What is told of a request to a provider when it begins. Nothing in it holds a secret or a prompt. */
export interface ProviderRequest {
  readonly operation: 'chat' | 'embeddings'
  readonly provider: string
  readonly model: string
  readonly baseUrl: string
}

export interface WatchedRequest {
  /** Go with the request. */
  readonly headers: Readonly<Record<string, string>>
  /** With a word for why, if it failed. Called once. */
  ended(failure?: string): void
}

export type WatchRequest = (request: ProviderRequest) => WatchedRequest

export const unwatched: WatchRequest = () => ({ headers: {}, ended() {} })
