import { randomKey } from '../../api/random-key.ts'
import type { Answer, Refusal, Sentence, Strategy } from '../../api/types.ts'
import type { Failure } from './failure.ts'

/** A question and what came of it. */
export interface Turn {
  id: string
  question: string
  status: 'asking' | 'answered' | 'refused' | 'stopped' | 'failed'
  /** Every sentence here has been verified by the server, also when the answer was stopped. */
  sentences: Sentence[]
  /** How many more it had, of an earlier answer: their sources are not there for this reader any more. */
  leftOut?: number
  answer?: Answer
  refusal?: Refusal
  failure?: Failure
}

export interface Conversation {
  /** The server's id of this conversation, from its first answer on. */
  conversationId?: string
  /** How answers are shaped; undefined leaves it to the twin. */
  strategy?: Strategy
  turns: Turn[]
}

export type ConversationEvent =
  | { type: 'asked'; id: string; question: string; replaces?: string }
  | { type: 'sentence'; id: string; sentence: Sentence }
  | { type: 'refusal'; id: string; refusal: Refusal }
  | { type: 'done'; id: string; answer: Answer }
  | { type: 'stopped'; id: string }
  | { type: 'failed'; id: string; failure: Failure }
  | { type: 'strategy'; strategy: Strategy | undefined }
  | { type: 'cleared' }
  | { type: 'reopened'; conversationId: string; turns: Turn[] }

export const emptyConversation: Conversation = { turns: [] }

export function nextConversation(conversation: Conversation, event: ConversationEvent): Conversation {
  switch (event.type) {
    case 'asked': {
      const kept = conversation.turns.filter((turn) => turn.id !== event.replaces)
      return {
        ...conversation,
        turns: [...kept, { id: event.id, question: event.question, status: 'asking', sentences: [] }],
      }
    }
    case 'sentence':
      return withTurn(conversation, event.id, (turn) => ({ ...turn, sentences: [...turn.sentences, event.sentence] }))
    case 'refusal':
      return withTurn(conversation, event.id, (turn) => ({ ...turn, refusal: event.refusal }))
    case 'done': {
      const { answer } = event
      const status = answer.refused ? 'refused' : 'answered'
      const done = withTurn(conversation, event.id, (turn) => ({
        ...turn,
        status,
        answer,
        sentences: answer.sentences,
      }))
      return { ...done, conversationId: answer.conversationId }
    }
    case 'stopped':
      return withTurn(conversation, event.id, (turn) => ({ ...turn, status: 'stopped' }))
    case 'failed':
      return withTurn(conversation, event.id, (turn) => ({ ...turn, status: 'failed', failure: event.failure }))
    case 'strategy': {
      const { strategy: _previous, ...rest } = conversation
      return event.strategy === undefined ? rest : { ...rest, strategy: event.strategy }
    }
    case 'reopened': {
      const { strategy } = conversation
      return { ...(strategy && { strategy }), conversationId: event.conversationId, turns: event.turns }
    }
    case 'cleared': {
      const { strategy } = conversation
      return strategy === undefined ? emptyConversation : { strategy, turns: [] }
    }
  }
}

/** Changes a turn that is still being answered; a late event of a turn that was stopped or removed changes nothing. */
function withTurn(conversation: Conversation, id: string, change: (turn: Turn) => Turn): Conversation {
  const turns = conversation.turns.map((turn) => (turn.id === id && turn.status === 'asking' ? change(turn) : turn))
  return { ...conversation, turns }
}

export const turnId = (): string => `turn-${randomKey()}`
