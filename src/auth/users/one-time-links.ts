import { createHash, randomBytes } from 'node:crypto'
import { appendEntry } from '#audit'
import type { Database, Storage } from '#storage'
import { AppError } from '../../errors.ts'
import { faultPoint } from '../../fault-point.ts'
import { disconnectAppsOf } from '../oauth/disconnect-apps.ts'
import { newUserId, type BetterAuth } from '../sign-in/better-auth.ts'
import type { LockOut } from '../sign-in/lock-out.ts'
import { requireGoodPassword } from '../sign-in/password-rules.ts'
import type { Visit } from '../sign-in/visit.ts'
import {
  deleteSetUpLinks,
  findLinkByHash,
  insertLink,
  takeLink,
  type NewLink,
  type OneTimeLink,
} from './one-time-link-store.ts'
import {
  deleteTwoFactor,
  endSessionsOf,
  findUser,
  hasOwner,
  insertPassword,
  insertUser,
  lockUser,
  updatePassword,
} from './user-store.ts'

export interface IssuedLink {
  readonly link: OneTimeLink
  /** What an address carries behind `#`. Shown this once; only its hash is kept. */
  readonly token: string
}

export interface OneTimeLinks {
  /** A link that makes the first account, in place of the one before; undefined when there is an owner already. */
  setUp(): Promise<IssuedLink | undefined>
  /** What a link is for, of a reset with whose email, without using it. Throws `not_found`. */
  look(token: string): Promise<OneTimeLink>
  /**
   * Makes the account or sets the password that the link is for, and ends the link, all or nothing. Throws `not_found` for a
   * link that is used, replaced or over, `invalid_input` for a bad password, `conflict` for an email that somebody has.
   */
  use(visit: Visit, use: LinkUse): Promise<{ email: string }>
}

export interface LinkUse {
  readonly token: string
  readonly name?: string | undefined
  readonly email?: string | undefined
  readonly password: string
}

export interface OneTimeLinksNeeds {
  readonly database: Database
  readonly transaction: Storage['transaction']
  readonly betterAuth: (origin: string) => Promise<BetterAuth>
  readonly lockOut: LockOut
  readonly changed: () => void
}

const setUpHours = 24

export function createOneTimeLinks(needs: OneTimeLinksNeeds): OneTimeLinks {
  const { database, transaction, betterAuth, lockOut, changed } = needs

  async function emailOf(link: OneTimeLink, given: string | undefined): Promise<string> {
    const user = link.userId === undefined ? undefined : await findUser(database, link.userId)
    const email = user?.email ?? link.email ?? given
    if (email === undefined)
      throw new AppError('invalid_input', 'Say with which email address you will sign in.', {
        details: [{ path: 'email', message: 'is needed' }],
      })
    if (given !== undefined && given.toLowerCase() !== email.toLowerCase())
      throw new AppError('invalid_input', `This link is for ${email}. Ask for another to use another address.`, {
        details: [{ path: 'email', message: `is not ${email}` }],
      })
    return email.toLowerCase()
  }

  return {
    setUp: () =>
      transaction(async (within) => {
        if (await hasOwner(within)) return undefined
        await deleteSetUpLinks(within)
        const { link, token } = newLink({
          kind: 'set_up',
          userId: undefined,
          email: undefined,
          role: 'owner',
          audience: 'owner',
          createdBy: 'system',
          dropsTwoFactor: false,
          hours: setUpHours,
        })
        return { link: await insertLink(within, link), token }
      }),

    async look(token) {
      const link = (await findLinkByHash(database, hashOfToken(token))) ?? refuse()
      const user = link.userId === undefined ? undefined : await findUser(database, link.userId)
      return { ...link, email: user?.email ?? link.email }
    },

    async use(visit, { token, name, email: given, password }) {
      const hash = hashOfToken(token)
      const found = await findLinkByHash(database, hash)
      const email = await emailOf(found ?? refuse(), given)
      requireGoodPassword(password, email)
      const { password: passwords } = await (await betterAuth(visit.origin)).$context
      const passwordHash = await passwords.hash(password)
      const attempt = { target: email, address: visit.address }
      await transaction(async (within) => {
        const link = (await takeLink(within, hash)) ?? refuse()
        await lockOut.release(within, attempt)
        if (link.userId !== undefined) {
          const user = (await lockUser(within, link.userId)) ?? refuse()
          await updatePassword(within, user.id, passwordHash)
          if (link.dropsTwoFactor) await deleteTwoFactor(within, user.id)
          await endSessionsOf(within, user.id)
          await disconnectAppsOf(within, user.id, link.createdBy)
          await lockOut.release(within, { target: `code:${user.id}`, address: visit.address })
          const body = { event: 'password_reset', by: link.createdBy, twoFactorOff: link.dropsTwoFactor }
          await appendEntry(within, { kind: 'user', subject: user.id, body })
          return
        }
        const { role, audience } = link
        if (link.kind === 'set_up' && (await hasOwner(within)))
          throw new AppError('conflict', 'There is an owner already. Ask them to invite you.')
        const id = newUserId()
        if (!(await insertUser(within, { id, name: name ?? email.split('@')[0]!, email, role, audience })))
          throw new AppError('conflict', 'Somebody has an account with this email address already.')
        faultPoint('sign-in:user-made')
        await insertPassword(within, id, passwordHash)
        if (role === 'owner') await deleteSetUpLinks(within)
        const event = link.kind === 'set_up' ? 'set_up' : 'joined'
        await appendEntry(within, { kind: 'user', subject: id, body: { event, role, audience, by: link.createdBy } })
      })
      changed()
      return { email }
    },
  }
}

export function newLink(link: Omit<NewLink, 'id' | 'hash'>): { link: NewLink; token: string } {
  const token = randomBytes(32).toString('base64url')
  return { link: { ...link, id: `invite_${randomBytes(10).toString('hex')}`, hash: hashOfToken(token) }, token }
}

/** Random as it is (256 bits), so a fast hash is enough. */
function hashOfToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

function refuse(): never {
  throw new AppError(
    'not_found',
    'This link is not valid any more: it was used, replaced by a newer one, or its time is over. Ask for another.',
  )
}
