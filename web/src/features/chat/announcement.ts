import type { Turn } from './conversation.ts'
import type { messages as english } from '../../messages/twin/en.ts'
import { describeFailure } from './failure.ts'

/** What a screen reader is told about the newest turn: the whole answer at once, not each sentence as it arrives. */
export function announcement(turn: Turn | undefined, online: boolean, messages: typeof english): string {
  if (!turn) return ''
  switch (turn.status) {
    case 'asking':
      return messages.turn.looking
    case 'answered': {
      const sources = new Set(turn.sentences.flatMap(({ citations }) => citations.map(({ sourceId }) => sourceId))).size
      const text = turn.sentences.map((sentence) => sentence.text.trim()).join(' ')
      const answer = text === '' ? '' : messages.turn.answer(text, sources)
      return [answer, turn.leftOut ? `${messages.turn.leftOut(turn.leftOut)}.` : ''].filter(Boolean).join(' ')
    }
    case 'refused':
      return turn.refusal?.message ?? messages.turn.refused
    case 'stopped':
      return messages.turn.stopped
    case 'failed': {
      if (!turn.failure) return ''
      const { title, advice } = describeFailure(turn.failure, online, messages.failure)
      return `${title}. ${advice}`
    }
  }
}
