import type { Transaction } from '#storage'
import { AppError } from '../../errors.ts'
import type { Actor, Rights } from '../actor.ts'
import { apiKeyIdPrefix, shareGoodApiKey } from '../api-key-store.ts'
import { audienceLevel } from '../audience.ts'
import { actorOfUser, personOf, userIdPrefix } from '../roles.ts'
import { shareUser, type User } from './user-store.ts'

/**
 * For what outlives a request, such as a key: whoever has signed in must still be who they were when it began, and a key still be
 * good. Until the transaction ends nobody can change, remove or revoke them, so what they make is there to be ended with them.
 * Throws `unauthenticated`.
 */
export async function requireStill(within: Transaction, actor: Actor): Promise<void> {
  if (actor.id.startsWith(apiKeyIdPrefix) && !(await shareGoodApiKey(within, actor.id)))
    throw new AppError('unauthenticated', 'This key has ended meanwhile. Send another.')
  if (!actor.id.startsWith(userIdPrefix)) return
  const user = await shareUser(within, personOf(actor.id))
  if (!user || !covers(user, actor))
    throw new AppError('unauthenticated', 'Your rights have changed meanwhile. Sign in again.')
}

/** Whether a user has all the rights that something acts with. */
export function covers(user: Pick<User, 'id' | 'role' | 'audience'>, { audience, scopes }: Rights): boolean {
  const now = actorOfUser(user)
  if (audienceLevel(audience) > audienceLevel(now.audience)) return false
  return [...scopes].every((scope) => (now.scopes as ReadonlySet<string>).has(scope))
}
