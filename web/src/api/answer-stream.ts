import { askingFor, readAnswer, type AnswerEvent } from './read-answer.ts'
import { request } from './request.ts'
import type { Question } from './types.ts'

/**
 * Asks a question and yields what the twin answers, sentence by sentence; the last event is always `done`.
 * @throws RequestError when the request fails, the server reports an error, or the stream ends too early.
 */
export async function* streamAnswer(
  question: Question,
  signal: AbortSignal,
): AsyncGenerator<AnswerEvent, void, undefined> {
  const response = await request('/api/v1/twin/answers', { ...askingFor(question), signal })
  yield* readAnswer(response, signal)
}
