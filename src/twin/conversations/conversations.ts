import type { Analytics } from '#analytics'
import { requireScope, type Actor, type Authorized } from '#auth'
import { appendEntry } from '#audit'
import type { Database, Storage } from '#storage'
import { AppError } from '../../errors.ts'
import {
  deleteConversation,
  findConversation,
  findConversations,
  type ConversationPlace,
  type ConversationSummary,
  type KeptAnswer,
} from './conversation-store.ts'

/** What people who sign in have asked, and were answered; of each their own, and of that what they may see now. */
export interface Conversations {
  list(actor: Actor, page: { before?: ConversationPlace | undefined; limit: number }): Promise<ConversationPage>
  /** The newest `limit` answers, the oldest of them first. Throws `not_found` when it is not there, or somebody else's. */
  read(actor: Actor, id: string, limit: number): Promise<Authorized<KeptAnswer>[]>
  /** Deletes its answers, and what is known of their asking; counts stay, and the chain says that they are gone. */
  remove(actor: Actor, id: string): Promise<void>
}

interface ConversationPage {
  conversations: ConversationSummary[]
  /** Where the next page begins; null on the last one. */
  next: ConversationPlace | null
}

export function createConversations({
  database,
  transaction,
  chain,
  analytics,
}: {
  database: Database
  transaction: Storage['transaction']
  /** Chains what was stored and is not chained yet. */
  chain: () => Promise<unknown>
  analytics?: Pick<Analytics, 'forgetAnswers'> | undefined
}): Conversations {
  return {
    async list(actor, { before, limit }) {
      requireSomebody(actor)
      const found = await findConversations(database, actor, { before, limit: limit + 1 })
      const conversations = found.slice(0, limit)
      return { conversations, next: found.length > limit ? conversations.at(-1)! : null }
    },
    async read(actor, id, limit) {
      requireSomebody(actor)
      return found(await findConversation(database, actor, id, limit))
    },
    async remove(actor, id) {
      requireSomebody(actor)
      await chain() // what is deleted unchained would never have been
      await transaction(async (within) => {
        const ids = found(await deleteConversation(within, actor, id))
        await analytics?.forgetAnswers(within, ids)
        await appendEntry(within, { kind: 'conversation_deleted', subject: id, body: { answers: ids, by: actor.id } })
      })
    },
  }
}

/** A crowd has no history: the next visitor would read the last one's. */
function requireSomebody(actor: Actor): void {
  requireScope(actor, 'ask')
  if (actor.role === undefined)
    throw new AppError(
      'forbidden',
      'Only people who have signed in have a history. Sign in to keep your conversations.',
    )
}

function found<Row>(rows: Row[]): Row[] {
  if (rows.length === 0) throw new AppError('not_found', 'There is no such conversation of yours.')
  return rows
}
