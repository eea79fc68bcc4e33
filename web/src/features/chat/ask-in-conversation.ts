import type { AnswerEvent } from '../../api/read-answer.ts'
import { RequestError } from '../../api/request-error.ts'
import type { Question } from '../../api/types.ts'

export type Ask = (question: Question, signal: AbortSignal) => AsyncGenerator<AnswerEvent, void, undefined>

/** In the conversation, or in a new one when the server does not know it (any more): it was too old, or another visitor's. */
export async function* askInConversation(
  ask: Ask,
  question: Question,
  conversationId: string | undefined,
  signal: AbortSignal,
): AsyncGenerator<AnswerEvent, void, undefined> {
  if (conversationId === undefined) return yield* ask(question, signal)
  try {
    yield* ask({ ...question, conversationId }, signal)
  } catch (error) {
    if (!(error instanceof RequestError && error.status === 404)) throw error
    yield* ask(question, signal)
  }
}
