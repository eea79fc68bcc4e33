import { appendEntry } from '#audit'
import type { Database, Storage, Transaction } from '#storage'
import { AppError } from '../../errors.ts'
import { macOf } from '../derived-key.ts'
import { disconnectAppsOf } from '../oauth/disconnect-apps.ts'
import { findPassword, updateName, updatePassword } from '../users/user-store.ts'
import type { BetterAuth } from './better-auth.ts'
import type { LockOut } from './lock-out.ts'
import { requireGoodPassword } from './password-rules.ts'
import { endOtherSessions, listSessions, useCode, type Session } from './session-store.ts'
import { idleDays, type FoundSession, type Sessions } from './sessions.ts'
import { libraryHeaders, ourCookies, refusalOf, type Visit } from './visit.ts'

export interface TwoFactorStart {
  /** What an authenticator app reads from a QR code: `otpauth://totp/…`. */
  readonly uri: string
  /** The same secret to type in, in Base32 (RFC 4648). */
  readonly secret: string
  /** Each is good once, when the app is out of reach. Shown this once. */
  readonly backupCodes: readonly string[]
}

/** What somebody who has signed in does with their own account. All throw `unauthenticated` without a session. */
export interface Account {
  sessions(visit: Visit): Promise<(Session & { readonly current: boolean })[]>
  /** Signs out everywhere else; returns how many sessions there were. */
  endOthers(visit: Visit): Promise<number>
  rename(visit: Visit, name: string): Promise<void>
  /** Ends all other sessions, and disconnects all apps. Throws `forbidden` for a wrong current one, `invalid_input` for a bad new one. */
  changePassword(visit: Visit, passwords: { current: string; next: string }): Promise<void>
  /** Nothing is asked at the next sign-in until it is confirmed. Throws `forbidden` for a wrong password, `conflict` when it is on. */
  startTwoFactor(visit: Visit, password: string): Promise<TwoFactorStart>
  /** Turns it on; returns Set-Cookie headers of a new session. Throws `forbidden` for a wrong code. */
  confirmTwoFactor(visit: Visit, code: string): Promise<readonly string[]>
  /** Turns it off; returns Set-Cookie headers of a new session. Throws `forbidden` for a wrong password. */
  stopTwoFactor(visit: Visit, password: string): Promise<readonly string[]>
}

export interface AccountNeeds {
  readonly database: Database
  readonly transaction: Storage['transaction']
  readonly betterAuth: (origin: string, within?: Transaction) => Promise<BetterAuth>
  readonly sessions: Sessions
  readonly lockOut: LockOut
  readonly key: () => Promise<Buffer>
  readonly changed: () => void
}

export function createAccount({
  database,
  transaction,
  betterAuth,
  sessions,
  lockOut,
  key,
  changed,
}: AccountNeeds): Account {
  async function require(visit: Visit): Promise<FoundSession> {
    const found = await sessions.find(visit.cookie, visit.origin)
    if (!found)
      throw new AppError(
        'unauthenticated',
        'This is for somebody who has signed in. Sign in at /sign-in, in a browser.',
      )
    return found
  }

  /** Who holds a session that was left open must not guess the password by it either. */
  async function requirePassword(visit: Visit, { user }: FoundSession, password: string): Promise<void> {
    const attempt = { target: user.email, address: visit.address }
    await lockOut.admit(attempt)
    const { password: passwords } = await (await betterAuth(visit.origin)).$context
    const hash = await findPassword(database, user.id)
    if (hash === undefined || !(await passwords.verify({ hash, password }))) {
      await lockOut.failed(attempt, user.id)
      throw new AppError('forbidden', 'Your password is not right.')
    }
    await transaction((within) => lockOut.succeeded(within, attempt))
  }

  /** Part of one transaction with its entry in the chain. */
  async function withLibrary<Result>(
    visit: Visit,
    work: (api: BetterAuth['api'], within: Transaction) => Promise<Result>,
  ): Promise<Result> {
    const result = await transaction(async (within) => {
      const { api } = await betterAuth(visit.origin, within)
      return work(api, within)
    })
    changed()
    return result
  }

  return {
    async sessions(visit) {
      const { id, user } = await require(visit)
      const found = await listSessions(database, user.id, idleDays)
      return found.map((session) => ({ ...session, current: session.id === id }))
    },

    async endOthers(visit) {
      const { id, user } = await require(visit)
      const ended = await transaction(async (within) => {
        const count = await endOtherSessions(within, user.id, id)
        const body = { event: 'signed_out_elsewhere', sessions: count }
        if (count > 0) await appendEntry(within, { kind: 'sign_in', subject: user.id, body })
        return count
      })
      changed()
      return ended
    },

    async rename(visit, name) {
      const { user } = await require(visit)
      await transaction(async (within) => {
        await updateName(within, user.id, name)
        await appendEntry(within, { kind: 'user', subject: user.id, body: { event: 'renamed', by: user.id } })
      })
      changed()
    },

    async changePassword(visit, { current, next }) {
      const found = await require(visit)
      await requirePassword(visit, found, current)
      requireGoodPassword(next, found.user.email)
      const { password: passwords } = await (await betterAuth(visit.origin)).$context
      const hash = await passwords.hash(next)
      await transaction(async (within) => {
        await updatePassword(within, found.user.id, hash)
        await endOtherSessions(within, found.user.id, found.id)
        await disconnectAppsOf(within, found.user.id, found.user.id)
        const body = { event: 'password_changed', by: found.user.id }
        await appendEntry(within, { kind: 'user', subject: found.user.id, body })
      })
      changed()
    },

    async startTwoFactor(visit, password) {
      const found = await require(visit)
      if (found.user.twoFactor) throw new AppError('conflict', 'The second step is on already. Turn it off first.')
      await requirePassword(visit, found, password)
      return withLibrary(visit, async (api, within) => {
        const answer = await api.enableTwoFactor({ body: { password }, headers: libraryHeaders(visit, 'session') })
        if (answer.method !== 'totp') throw new Error('The library gave another second factor than was asked for')
        await appendEntry(within, {
          kind: 'user',
          subject: found.user.id,
          body: { event: 'two_factor_started', by: found.user.id },
        })
        const { totpURI: uri, backupCodes } = answer
        return { uri, secret: new URL(uri).searchParams.get('secret') ?? '', backupCodes }
      })
    },

    async confirmTwoFactor(visit, code) {
      const { user } = await require(visit)
      if (user.twoFactor) throw new AppError('conflict', 'The second step is on already.')
      const hash = macOf(await key(), code).toString('base64url')
      return withLibrary(visit, async (api, within) => {
        const headers = libraryHeaders(visit, 'session')
        const answer = await api
          .verifyTOTP({ body: { code }, headers, returnHeaders: true })
          .catch((error: unknown) => {
            const refusal = refusalOf(error)
            if (refusal === undefined) throw error
            if (refusal === 'TOTP_NOT_ENABLED') throw new AppError('conflict', 'Begin with your password.')
            throw new AppError(
              'forbidden',
              'This code is not right. Is the clock of your device right? Try the next one.',
            )
          })
        await useCode(within, user.id, hash)
        await appendEntry(within, { kind: 'user', subject: user.id, body: { event: 'two_factor_on', by: user.id } })
        return ourCookies(answer.headers)
      })
    },

    async stopTwoFactor(visit, password) {
      const found = await require(visit)
      if (!found.user.twoFactor) throw new AppError('conflict', 'The second step is off already.')
      await requirePassword(visit, found, password)
      return withLibrary(visit, async (api, within) => {
        const headers = libraryHeaders(visit, 'session')
        const answer = await api.disableTwoFactor({ body: { password }, headers, returnHeaders: true })
        const body = { event: 'two_factor_off', by: found.user.id }
        await appendEntry(within, { kind: 'user', subject: found.user.id, body })
        return ourCookies(answer.headers)
      })
    },
  }
}
