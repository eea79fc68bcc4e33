import OpenAI from 'openai'
import type { Answer, Citation } from '#twin'
import type { RunningServer } from './start-server.ts'

/** The official client, as anyone or with a token; it tries nothing twice. */
export function openAi({ url }: Pick<RunningServer, 'url'>, token?: string): OpenAI {
  return new OpenAI({
    baseURL: `${url}/v1`,
    maxRetries: 0,
    // The client wants a key; the public has none, so the header is left out.
    ...(token === undefined ? { apiKey: 'none', defaultHeaders: { Authorization: null } } : { apiKey: token }),
  })
}

export interface UrlCitation {
  type: string
  url_citation: { url: string; title: string; start_index: number; end_index: number }
  pollux: Citation
}

/** A message with what only Pollux says of it. */
export interface PolluxMessage {
  role: 'assistant'
  content: string
  refusal: null
  annotations: UrlCitation[]
  pollux: Pick<Answer, 'refused' | 'reason' | 'suggestions' | 'sentences'> & { answerId: string }
}

export type Completion = Omit<OpenAI.ChatCompletion, 'choices'> & {
  choices: { message: PolluxMessage; finish_reason: string }[]
}
