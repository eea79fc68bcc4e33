import { AppError } from '../errors.ts'
import type { Actor } from './actor.ts'
import { requireKnown } from './actor.ts'
import type { Audience } from './audience.ts'

/**
 * Somebody of that audience, who may ask and nothing else: for who sees everything, and so can be shown nothing that they may not see.
 * Throws `unauthenticated` or `forbidden` for everybody else.
 */
export function viewAs(actor: Actor, audience: Audience): Actor {
  requireKnown(actor)
  if (actor.audience !== 'owner' || !actor.scopes.has('knowledge:read'))
    throw new AppError(
      'forbidden',
      'Only who sees everything may look with the eyes of others: this needs the audience "owner" and the scope "knowledge:read".',
    )
  return { id: 'preview', audience, scopes: new Set(['ask']) }
}
