import { AppError } from '../errors.ts'
import type { Audience } from './audience.ts'
import type { Role } from './roles.ts'

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
  'users:manage',
  'audit:read',
  'careers:read',
  'careers:write',
  'analytics:read',
  'experiments:manage',
] as const
export type Scope = (typeof scopes)[number]

/** What a key may be given. Who is let in as somebody is for people to say: a key that could would give itself everything. */
export const keyScopes = scopes.filter((scope) => scope !== 'users:manage')

/** Who is calling: what they may see (audience) and what they may do (scopes). */
export interface Actor {
  readonly id: string
  readonly audience: Audience
  readonly scopes: ReadonlySet<Scope>
  /** Of somebody who has signed in. */
  readonly role?: Role
  /** Of an app that acts for somebody: what they could still let it do. */
  readonly grantable?: ReadonlySet<Scope>
}

/** What an actor may, as something keeps it that acts for them later. */
export interface Rights {
  readonly id: string
  readonly audience: Audience
  readonly scopes: Iterable<string>
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

/** Whether somebody may do all there is: with the owner token, or signed in with that role. */
export function isOwner({ id, role }: Actor): boolean {
  return id === owner.id || role === 'owner'
}

/** Throws `unauthenticated` for a stranger, and `forbidden` for everybody but the owner. */
export function requireOwner(actor: Actor): void {
  if (isOwner(actor)) return
  requireKnown(actor)
  throw new AppError('forbidden', 'Only the owner may do this: sign in as one, or send the owner token.')
}

/** Throws `unauthenticated` for a stranger. */
export function requireKnown(actor: Actor): void {
  if (actor.id === anyone.id)
    throw new AppError(
      'unauthenticated',
      'This needs somebody who is known: sign in, or send a token (the owner\'s, or a key) as "Authorization: Bearer <token>".',
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
  throw new AppError('forbidden', `This needs the scope "${scope}", which you do not have.`)
}
