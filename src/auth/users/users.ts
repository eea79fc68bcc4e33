import { appendEntry } from '#audit'
import type { Database, Storage, Transaction } from '#storage'
import { AppError } from '../../errors.ts'
import { owner, requireScope, type Actor, type Rights } from '../actor.ts'
import type { Audience } from '../audience.ts'
import type { ForgetActors } from '../forget-actors.ts'
import { disconnectAppsOf } from '../oauth/disconnect-apps.ts'
import { revokeKeysAndLinks } from '../revoke-keys-and-links.ts'
import { actorOfUser, audienceOfRole, personOf, userIdPrefix, type Role } from '../roles.ts'
import {
  deleteInvitation,
  deleteLinksOf,
  insertLink,
  listInvitations,
  type OneTimeLink,
} from './one-time-link-store.ts'
import { newLink, type IssuedLink } from './one-time-links.ts'
import { covers, requireStill } from './require-still.ts'
import {
  deleteUser,
  endSessionsOf,
  findUser,
  listUsers,
  lockOwners,
  lockUser,
  updateRole,
  type User,
} from './user-store.ts'

export type ViewerAudience = Exclude<Audience, 'public' | 'owner'>

/** People who sign in. Every change is an entry in the hash chain; all but `require` and `mayAct` need the scope `users:manage`. */
export interface Users {
  list(actor: Actor): Promise<User[]>
  /** Throws `not_found`. */
  require(id: string): Promise<User>
  /** Invitations that nobody has used yet. */
  invitations(actor: Actor): Promise<OneTimeLink[]>
  /** `audience` is for a viewer; the other roles have theirs. */
  invite(
    actor: Actor,
    invitation: { email?: string | undefined; role: Role; audience?: ViewerAudience | undefined },
  ): Promise<IssuedLink>
  /** Takes an invitation back. Throws `not_found`. */
  withdraw(actor: Actor, id: string): Promise<void>
  /** A link for a new password, and without the second step when that is lost. Throws `not_found`. */
  resetLink(actor: Actor, id: string, options: { dropsTwoFactor: boolean }): Promise<IssuedLink>
  /**
   * Who may do or see less than before is signed out everywhere, and what they let in ends. Throws `not_found`, and `conflict`
   * for the last owner.
   */
  changeRole(actor: Actor, id: string, change: { role: Role; audience?: ViewerAudience | undefined }): Promise<User>
  /** Signs them out everywhere at once, ends the keys and links they made, and deletes what was kept for them and their apps alone. Throws as `changeRole` does. */
  remove(actor: Actor, id: string): Promise<void>
  /** Whether a user still has the rights that something of theirs acts with; true for whoever is no user. */
  mayAct(actor: Rights): Promise<boolean>
}

export interface UsersNeeds {
  readonly database: Database
  readonly transaction: Storage['transaction']
  readonly forgetActors: ForgetActors
  /** Told after every change, for this process and the others. */
  readonly changed: () => void
}

const invitationHours = 72

export function createUsers({ database, transaction, forgetActors, changed }: UsersNeeds): Users {
  /** Locks the owners first, so that two changes at once cannot leave none, and who is one no more changes nobody. */
  async function requireChangeable(within: Transaction, actor: Actor, id: string, ownerAfter: boolean): Promise<User> {
    const owners = await lockOwners(within)
    await requireStill(within, actor)
    const user = (await lockUser(within, id)) ?? missing(id)
    // With the owner token one can begin again: the next start prints a link for the first account.
    if (user.role === 'owner' && !ownerAfter && owners.length === 1 && actor.id !== owner.id)
      throw new AppError('conflict', 'This is the last owner. Make somebody else an owner first.')
    return user
  }

  /** Everything by which they, or whom they let in, could still come in. */
  async function endAll(within: Transaction, actor: Actor, id: string): Promise<void> {
    await endSessionsOf(within, id)
    await deleteLinksOf(within, id)
    await revokeKeysAndLinks(within, id, { by: actor.id, forget: forgetActors })
    await disconnectAppsOf(within, id, actor.id)
  }

  return {
    async list(actor) {
      requireScope(actor, 'users:manage')
      return listUsers(database)
    },

    require: async (id) => (await findUser(database, id)) ?? missing(id),

    async invitations(actor) {
      requireScope(actor, 'users:manage')
      return listInvitations(database)
    },

    async invite(actor, { email, role, audience }) {
      requireScope(actor, 'users:manage')
      const made = newLink({
        kind: 'invitation',
        userId: undefined,
        email: email?.toLowerCase(),
        role,
        audience: audienceOfRole(role, audience),
        createdBy: actor.id,
        dropsTwoFactor: false,
        hours: invitationHours,
      })
      return transaction(async (within) => {
        await requireStill(within, actor)
        const link = await insertLink(within, made.link)
        const body = { event: 'invited', by: actor.id, role, audience: link.audience }
        await appendEntry(within, { kind: 'user', subject: link.id, body })
        return { link, token: made.token }
      })
    },

    async withdraw(actor, id) {
      requireScope(actor, 'users:manage')
      await transaction(async (within) => {
        await requireStill(within, actor)
        if (!(await deleteInvitation(within, id)))
          throw new AppError('not_found', `There is no open invitation "${id}".`)
        await appendEntry(within, { kind: 'user', subject: id, body: { event: 'invitation_withdrawn', by: actor.id } })
      })
    },

    async resetLink(actor, id, { dropsTwoFactor }) {
      requireScope(actor, 'users:manage')
      return transaction(async (within) => {
        await requireStill(within, actor)
        const { role, audience } = (await lockUser(within, id)) ?? missing(id)
        const made = newLink({
          kind: 'reset',
          userId: id,
          email: undefined,
          role,
          audience,
          createdBy: actor.id,
          dropsTwoFactor,
          hours: invitationHours,
        })
        const body = { event: 'reset_link_made', by: actor.id, dropsTwoFactor }
        await appendEntry(within, { kind: 'user', subject: id, body })
        return { link: await insertLink(within, made.link), token: made.token }
      })
    },

    async changeRole(actor, id, { role, audience: chosen }) {
      requireScope(actor, 'users:manage')
      const user = await transaction(async (within) => {
        const before = await requireChangeable(within, actor, id, role === 'owner')
        const audience = audienceOfRole(role, chosen)
        const after = { ...before, role, audience }
        await updateRole(within, after)
        if (!covers(after, actorOfUser(before))) await endAll(within, actor, id)
        const from = { role: before.role, audience: before.audience }
        const body = { event: 'role_changed', by: actor.id, from, to: { role, audience } }
        await appendEntry(within, { kind: 'user', subject: id, body })
        return (await findUser(within, id))!
      })
      changed()
      return user
    },

    async remove(actor, id) {
      requireScope(actor, 'users:manage')
      await transaction(async (within) => {
        const { role } = await requireChangeable(within, actor, id, false)
        await endAll(within, actor, id)
        await forgetActors(within, [id])
        await deleteUser(within, id)
        await appendEntry(within, { kind: 'user', subject: id, body: { event: 'removed', by: actor.id, role } })
      })
      changed()
    },

    async mayAct(actor) {
      if (!actor.id.startsWith(userIdPrefix)) return true
      const user = await findUser(database, personOf(actor.id))
      return user !== undefined && covers(user, actor)
    },
  }
}

function missing(id: string): never {
  throw new AppError('not_found', `There is no user "${id}".`)
}
