import type { Turn } from './conversation.ts'
import { describeFailure } from './failure.ts'

/** What a screen reader is told about the newest turn: the whole answer at once, not each sentence as it arrives. */
export function announcement(turn: Turn | undefined, online: boolean): string {
  if (!turn) return ''
  switch (turn.status) {
    case 'asking':
      return 'Looking in the sources'
    case 'answered': {
      const sources = new Set(turn.sentences.flatMap(({ citations }) => citations.map(({ sourceId }) => sourceId))).size
      const text = turn.sentences.map((sentence) => sentence.text.trim()).join(' ')
      return `Answer: ${text} ${sources === 1 ? 'One source' : `${sources} sources`} cited.`
    }
    case 'refused':
      return turn.refusal?.message ?? 'I don’t have that in my sources.'
    case 'stopped':
      return 'Stopped'
    case 'failed': {
      if (!turn.failure) return ''
      const { title, advice } = describeFailure(turn.failure, online)
      return `${title}. ${advice}`
    }
  }
}
