import { AppError } from '#errors'
import { questionTextSchema, type AnswerOptions } from '#twin'
import type { ChatMessage } from './chat-schemas.ts'

/** Of an earlier message; more does not help to understand a follow-up. In UTF-16 code units. */
const longestTurn = 20_000

export interface Conversation {
  readonly question: string
  readonly history: NonNullable<AnswerOptions['history']>
}

/**
 * The last user message as the question, the user and assistant messages before it as the history. What system and
 * developer messages say is not read at all: they come from whoever sends the request, who may see no more by them.
 * Throws `invalid_input` without a question of 1 to 2,000 characters.
 */
export function readConversation(messages: readonly ChatMessage[]): Conversation {
  const last = messages.findLastIndex(({ role }) => role === 'user')
  if (last < 0) throw invalid('messages', 'There is no user message. The last one is the question: send at least one.')
  const question = questionTextSchema.safeParse(textOf(messages[last]!))
  if (!question.success)
    throw invalid(`messages.${last}.content`, `The last user message ${question.error.issues[0]!.message}.`)
  const history = messages
    .slice(0, last)
    .filter(({ role }) => role === 'user' || role === 'assistant')
    .map((message) => ({ fromTwin: message.role === 'assistant', text: textOf(message).slice(0, longestTurn) }))
    .filter(({ text }) => text.trim() !== '')
  return { question: question.data, history }
}

function textOf({ content }: ChatMessage): string {
  const text = typeof content === 'string' ? content : (content ?? []).map((part) => part.text).join('\n')
  // PostgreSQL, where unanswered questions wait with the one before them, stores no NUL.
  return text.toWellFormed().replaceAll('\0', ' ')
}

function invalid(path: string, message: string): AppError {
  return new AppError('invalid_input', message, { details: [{ path, message }] })
}
