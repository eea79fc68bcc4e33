import { forgetDrafts } from '../../components/use-draft.ts'
import { forgetConversation } from '../chat/conversation-storage.ts'

const key = 'pollux.person'

/** Forgets what this tab keeps of whoever used it: their conversation, and what they were writing. */
export function forgetPerson(): void {
  forgetConversation()
  forgetDrafts()
}

/** Remembers whose session this tab has seen. True when it was somebody else's before, who never signed out: what is theirs is forgotten. */
export function isAnother(userId: string): boolean {
  try {
    const before = sessionStorage.getItem(key)
    sessionStorage.setItem(key, userId)
    if (before === null || before === userId) return false
  } catch {
    return false // Storage is forbidden: nothing was kept.
  }
  forgetPerson()
  return true
}
