import type { ResponseOf } from '../../api/call.ts'
import type { Answer } from '../../api/types.ts'
import { turnId, type Turn } from '../chat/conversation.ts'

type KeptAnswer = ResponseOf<'GET /api/v1/twin/conversations/{id}'>['answers'][number]

/** The turns of a conversation as it is kept; suggestions are not. */
export function turnsOf(conversationId: string, answers: readonly KeptAnswer[]): Turn[] {
  return answers.map(({ question, createdAt: _createdAt, reason, leftOut, ...kept }) => {
    const answer: Answer = { ...kept, ...(reason && { reason }), suggestions: [], conversationId }
    return {
      id: turnId(),
      question,
      status: kept.refused ? 'refused' : 'answered',
      sentences: kept.sentences,
      leftOut,
      answer,
    }
  })
}
