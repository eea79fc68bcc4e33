import type { Analytics } from '#analytics'
import { requireScope, type Actor } from '#auth'
import { appendEntry } from '#audit'
import type { Database, Storage } from '#storage'
import { AppError } from '../../errors.ts'
import {
  deleteConversation,
  findConversation,
  findConversations,
  type ConversationSummary,
  type KeptAnswer,
} from './conversation-store.ts'

/** Of one conversation; nobody reads on further up. */
const maxAnswers = 500

/** What people who sign in have asked, and were answered; for each of them alone. */
export interface Conversations {
  list(actor: Actor, limit: number): Promise<ConversationSummary[]>
  /** Throws `not_found` when it is not there, or somebody else's. */
  read(actor: Actor, id: string): Promise<KeptAnswer[]>
  /** Deletes its answers, and what is known of their asking; counts stay, and the chain says that they are gone. */
  remove(actor: Actor, id: string): Promise<void>
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
    async list(actor, limit) {
      requireSomebody(actor)
      return findConversations(database, actor, limit)
    },
    async read(actor, id) {
      requireSomebody(actor)
      return found(await findConversation(database, actor, id, maxAnswers))
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
