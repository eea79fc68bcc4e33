import { emptyConversation } from './conversation.ts'
import type { Conversation, Turn } from './conversation.ts'

/** Raise the number when the stored shape changes; an older conversation is then forgotten. */
const key = 'pollux.conversation.1'

/** The conversation of this tab. A turn that a reload cut off counts as stopped. */
export function loadConversation(): Conversation {
  try {
    const stored = JSON.parse(sessionStorage.getItem(key) ?? 'null') as Conversation | null
    if (!Array.isArray(stored?.turns)) return emptyConversation
    const settle = (turn: Turn): Turn => (turn.status === 'asking' ? { ...turn, status: 'stopped' } : turn)
    return { ...stored, turns: stored.turns.map(settle) }
  } catch {
    return emptyConversation // storage is forbidden, or holds what is not ours
  }
}

export function saveConversation(conversation: Conversation): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(conversation))
  } catch {
    // Forbidden or full: the conversation still lives until the tab is reloaded.
  }
}

export function forgetConversation(): void {
  try {
    sessionStorage.removeItem(key)
  } catch {
    // Forbidden: nothing is there.
  }
}
