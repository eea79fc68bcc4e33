import { readEvents } from './event-stream.ts'
import { RequestError } from './request-error.ts'
import type { Answer, ErrorBody, Question, Refusal, Sentence } from './types.ts'

export type AnswerEvent =
  { type: 'sentence'; sentence: Sentence } | { type: 'refusal'; refusal: Refusal } | { type: 'done'; answer: Answer }

/** The request that is answered by a stream of verified sentences. */
export function askingFor(question: Question): RequestInit {
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify(question),
  }
}

/**
 * Yields what the twin answers, sentence by sentence; the last event is always `done`.
 * @throws RequestError when it is no such stream, the server reports an error in it, or it ends too early.
 */
export async function* readAnswer(
  response: Response,
  signal: AbortSignal,
): AsyncGenerator<AnswerEvent, void, undefined> {
  if (!response.body || !response.headers.get('content-type')?.startsWith('text/event-stream')) {
    throw new RequestError('unexpected', 'The server did not send a stream of sentences.', { status: response.status })
  }
  try {
    for await (const { event, data } of readEvents(response.body)) {
      if (event === 'sentence') {
        const { text, citations } = JSON.parse(data) as Sentence
        yield { type: 'sentence', sentence: { text, citations } }
      } else if (event === 'refusal') {
        yield { type: 'refusal', refusal: JSON.parse(data) as Refusal }
      } else if (event === 'done') {
        yield { type: 'done', answer: JSON.parse(data) as Answer }
        return
      } else if (event === 'error') {
        const { error } = JSON.parse(data) as ErrorBody
        throw new RequestError(error.code, error.message, { status: response.status, requestId: error.requestId })
      }
    }
  } catch (error) {
    if (error instanceof RequestError || signal.aborted) throw error
    throw new RequestError('interrupted', 'The connection broke while the answer was coming.', { cause: error })
  }
  throw new RequestError('interrupted', 'The connection closed before the answer was complete.')
}
