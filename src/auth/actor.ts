import { AppError } from '../errors.ts'
import type { Audience } from './audience.ts'

export const scopes = [
  'ask',
  'knowledge:read',
  'knowledge:write',
  'inbox:read',
  'inbox:write',
  'agents:read',
  'agents:run',
  'approvals:decide',
  'desk:read',
  'desk:write',
  'desk:intake',
  'keys:manage',
  'links:manage',
  'audit:read',
] as const
export type Scope = (typeof scopes)[number]

/** Who is calling: what they may see (audience) and what they may do (scopes). */
export interface Actor {
  readonly id: string
  readonly audience: Audience
  readonly scopes: ReadonlySet<Scope>
}

export const anyone: Actor = { id: 'anyone', audience: 'public', scopes: new Set<Scope>(['ask']) }
/** What Pollux does by itself: it may ask agents, but what they change is somebody's to approve. */
export const system: Actor = {
  id: 'system',
  audience: 'owner',
  scopes: new Set<Scope>(['ask', 'agents:read', 'agents:run', 'desk:read', 'desk:write']),
}
export const owner: Actor = { id: 'owner', audience: 'owner', scopes: new Set(scopes) }
/** A mail gateway or an Alertmanager: it hands in what becomes tickets, and does and sees nothing else. */
export const intake: Actor = { id: 'intake', audience: 'public', scopes: new Set<Scope>(['desk:intake']) }

/** Throws `unauthenticated` for a stranger. */
export function requireKnown(actor: Actor): void {
  if (actor.id === anyone.id)
    throw new AppError(
      'unauthenticated',
      'This needs a token: the owner\'s, or a key. Send it as "Authorization: Bearer <token>".',
    )
}

/**
 * For what changes what the twin knows: throws as `requireScope` does, and `forbidden` for who does not see everything, and so could
 * not see what they change.
 */
export function requireWriter(actor: Actor, scope: Scope): void {
  requireScope(actor, scope)
  if (actor.audience !== 'owner')
    throw new AppError(
      'forbidden',
      'Only who sees everything may change what the twin knows: this needs the audience "owner".',
    )
}

/** Throws `unauthenticated` for a stranger and `forbidden` for a known actor without the scope. */
export function requireScope(actor: Actor, scope: Scope): void {
  if (actor.scopes.has(scope)) return
  requireKnown(actor)
  throw new AppError('forbidden', `This needs the scope "${scope}", which your token does not have.`)
}
