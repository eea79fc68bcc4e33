import { appendEntry } from '#audit'
import type { Database, Storage, Transaction } from '#storage'
import { AppError } from '../../errors.ts'
import { macOf } from '../derived-key.ts'
import type { BetterAuth } from './better-auth.ts'
import type { Attempt, LockOut } from './lock-out.ts'
import { endSession, endSessionOfToken, findUserIdOf, findWaitingUser, useCode } from './session-store.ts'
import type { Sessions } from './sessions.ts'
import { libraryHeaders, namedCookie, ourCookies, refusalOf, type Visit } from './visit.ts'

export interface SignedIn {
  readonly status: 'signed_in'
  readonly userId: string
  /** Set-Cookie headers. */
  readonly cookies: readonly string[]
}

export interface CodeNeeded {
  readonly status: 'code_needed'
  readonly cookies: readonly string[]
}

export type SignInOutcome = 'signed_in' | 'code_needed' | 'refused' | 'waiting'

export interface SignIn {
  /**
   * Throws `unauthenticated` for a wrong email or password, which of the two is not said, and `rate_limited` after too many
   * tries. The session that the browser had ends.
   */
  signIn(visit: Visit, credentials: { email: string; password: string }): Promise<SignedIn | CodeNeeded>
  /** The second step: six digits of an authenticator app (RFC 6238), good once, or a backup code. Throws as `signIn` does. */
  enterCode(visit: Visit, code: string): Promise<SignedIn>
  /** Ends the session, if there is one; returns Set-Cookie headers. */
  signOut(visit: Visit): Promise<readonly string[]>
}

export interface SignInNeeds {
  readonly database: Database
  readonly transaction: Storage['transaction']
  readonly betterAuth: (origin: string, within?: Transaction) => Promise<BetterAuth>
  readonly sessions: Sessions
  readonly lockOut: LockOut
  readonly key: () => Promise<Buffer>
  /** Told when a session has ended, for this process and the others. */
  readonly changed: () => void
  readonly observe: (outcome: SignInOutcome) => void
}

export function createSignIn(needs: SignInNeeds): SignIn {
  const { database, transaction, betterAuth, sessions, lockOut, key, changed, observe } = needs

  async function admit(attempt: Attempt): Promise<void> {
    await lockOut.admit(attempt).catch((error: unknown) => {
      observe('waiting')
      throw error
    })
  }

  async function refuse(attempt: Attempt, userId: string | undefined, message: string): Promise<never> {
    await lockOut.failed(attempt, userId)
    observe('refused')
    throw new AppError('unauthenticated', message)
  }

  /** Within the transaction that makes it known. The session that the browser had is another one, or somebody else's: it ends. */
  async function signedIn(
    within: Transaction,
    { userId, attempt, secondFactor }: { userId: string; attempt: Attempt; secondFactor: boolean },
    before: string | undefined,
  ): Promise<void> {
    const failedBefore = await lockOut.succeeded(within, attempt)
    if (before !== undefined) await endSession(within, before)
    const body = { event: 'signed_in', secondFactor, failedBefore }
    await appendEntry(within, { kind: 'sign_in', subject: userId, body })
  }

  return {
    async signIn(visit, { email, password }) {
      const attempt = { target: email, address: visit.address }
      await admit(attempt)
      const { api } = await betterAuth(visit.origin)
      const answer = await api
        .signInEmail({ body: { email, password }, headers: libraryHeaders(visit), returnHeaders: true })
        .catch((error: unknown) => {
          if (refusalOf(error) === undefined) throw error
          return undefined
        })
      // Looked up for whoever it is, so that an unknown email takes the same time.
      const userId = await findUserIdOf(database, email)
      if (!answer || userId === undefined)
        return refuse(attempt, userId, 'The email address or the password is not right.')
      const cookies = ourCookies(answer.headers)
      if ('twoFactorRedirect' in answer.response) {
        await transaction((within) => lockOut.succeeded(within, attempt))
        observe('code_needed')
        return { status: 'code_needed', cookies }
      }
      const before = await sessions.find(visit.cookie, visit.origin)
      await transaction((within) => signedIn(within, { userId, attempt, secondFactor: false }, before?.id))
      if (before) changed()
      observe('signed_in')
      return { status: 'signed_in', userId, cookies }
    },

    async enterCode(visit, code) {
      const anew = 'This sign-in has taken too long, or had too many wrong codes. Begin again with your password.'
      const waiting = namedCookie(visit.cookie, 'code', visit.origin)
      const identifier = waiting && signedValue(waiting)
      const userId = identifier && (await findWaitingUser(database, identifier))
      if (!userId) throw new AppError('unauthenticated', anew)
      const attempt = { target: `code:${userId}`, address: visit.address }
      await admit(attempt)
      const { api } = await betterAuth(visit.origin)
      const request = { body: { code }, headers: libraryHeaders(visit, 'code'), returnHeaders: true } as const
      let refusal: string | undefined
      const answer = await (/^\d{6}$/.test(code) ? api.verifyTOTP(request) : api.verifyBackupCode(request)).catch(
        (error: unknown) => {
          refusal = refusalOf(error)
          if (refusal === undefined) throw error
          return undefined
        },
      )
      if (refusal === 'INVALID_TWO_FACTOR_COOKIE' || refusal === 'TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE')
        return refuse(attempt, userId, anew)
      const wrong = 'This code is not right, or was used before. Wait for the next one, or use a backup code.'
      if (!answer?.response.token) return refuse(attempt, userId, wrong)
      const { token } = answer.response
      const before = await sessions.find(visit.cookie, visit.origin)
      const hash = macOf(await key(), code).toString('base64url')
      const good = await transaction(async (within) => {
        if (!(await useCode(within, userId, hash))) {
          await endSessionOfToken(within, token)
          return false
        }
        await signedIn(within, { userId, attempt, secondFactor: true }, before?.id)
        return true
      })
      if (!good) return refuse(attempt, userId, wrong)
      if (before) changed()
      observe('signed_in')
      return { status: 'signed_in', userId, cookies: ourCookies(answer.headers) }
    },

    async signOut(visit) {
      const found = await sessions.find(visit.cookie, visit.origin)
      const cookies = await transaction(async (within) => {
        const { api } = await betterAuth(visit.origin, within)
        const { headers } = await api.signOut({ headers: libraryHeaders(visit, 'session'), returnHeaders: true })
        if (found)
          await appendEntry(within, { kind: 'sign_in', subject: found.actor.id, body: { event: 'signed_out' } })
        return ourCookies(headers)
      })
      changed()
      return cookies
    },
  }
}

/** What a signed cookie says; whether the signature is right is the library's to tell. */
function signedValue(cookie: string): string | undefined {
  const value = cookie.slice(cookie.indexOf('=') + 1)
  return value.slice(0, value.lastIndexOf('.')) || undefined
}
