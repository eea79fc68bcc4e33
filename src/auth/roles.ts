import { owner, type Actor, type Scope } from './actor.ts'
import type { Audience } from './audience.ts'

/** What somebody who signs in may do; most first. */
export const roles = ['owner', 'operator', 'viewer'] as const
export type Role = (typeof roles)[number]

const operator: readonly Scope[] = [
  'ask',
  'knowledge:read',
  'inbox:read',
  'agents:read',
  'agents:run',
  'approvals:decide',
  'desk:read',
  'desk:write',
]
const viewer: readonly Scope[] = ['ask', 'knowledge:read', 'agents:read', 'desk:read']

const scopesOf: Readonly<Record<Role, ReadonlySet<Scope>>> = {
  owner: owner.scopes,
  operator: new Set(operator),
  viewer: new Set(viewer),
}

/** Begins the id of every user, which is the id of the actor too. */
export const userIdPrefix = 'user_'

/** Whose actor it is: themselves, or whoever lets an app act for them (`user_…/app_…`). */
export function personOf(actorId: string): string {
  return actorId.split('/', 1)[0]!
}

/** What a role sees: a viewer's is chosen with the invitation. */
export function audienceOfRole(role: Role, chosen: Exclude<Audience, 'public' | 'owner'> = 'colleague'): Audience {
  if (role === 'owner') return 'owner'
  return role === 'operator' ? 'colleague' : chosen
}

/** Who acts when this user has signed in. */
export function actorOfUser({ id, role, audience }: { id: string; role: Role; audience: Audience }): Actor {
  return { id, role, audience, scopes: scopesOf[role] }
}
