import type { Database, Storage } from '#storage'
import { deleteEveryDay } from '../delete-every-day.ts'
import type { ApiKeys } from './api-keys.ts'
import { derivedKey } from './derived-key.ts'
import type { ForgetActors } from './forget-actors.ts'
import type { AppTokens } from './oauth/app-tokens.ts'
import { createDirectory, type Directory } from './directory.ts'
import { createAccount, type Account } from './sign-in/account.ts'
import { createBetterAuth } from './sign-in/better-auth.ts'
import { createLockOut } from './sign-in/lock-out.ts'
import { deleteEnded } from './sign-in/session-store.ts'
import { createSessions, idleDays, type Sessions } from './sign-in/sessions.ts'
import { createSignIn, type SignIn, type SignInOutcome } from './sign-in/sign-in.ts'
import { deleteExpiredLinks } from './users/one-time-link-store.ts'
import { createOneTimeLinks, type OneTimeLinks } from './users/one-time-links.ts'
import { createUsers, type Users } from './users/users.ts'

/** Everything about people who sign in. */
export interface People {
  readonly sessions: Sessions
  readonly signIn: SignIn
  readonly account: Account
  readonly links: OneTimeLinks
  readonly users: Users
  readonly directory: Directory
  /** Deletes what has ended once a day, until disposed. */
  maintain(told: { deleted: (count: number) => void; failed: (error: unknown) => void }): AsyncDisposable
}

export interface PeopleNeeds {
  readonly database: Database
  readonly transaction: Storage['transaction']
  /** The product's secret; undefined until the first start has made it. */
  readonly secret: () => Promise<string | undefined>
  readonly forgetActors: ForgetActors
  readonly betterAuth: ReturnType<typeof createBetterAuth>
  readonly apiKeys: Pick<ApiKeys, 'forget'>
  readonly appTokens: Pick<AppTokens, 'forget'>
  /** Told after every change, for the other processes. */
  readonly changed: () => void
  readonly observe: (outcome: SignInOutcome) => void
  readonly failed: (error: unknown) => void
}

export function createPeople(needs: PeopleNeeds): People {
  const { database, transaction, forgetActors, betterAuth, secret } = needs
  const key = derivedKey(secret, 'pollux-sign-in-hash/1')
  const sessions = createSessions({ database, betterAuth, failed: needs.failed })
  const changed = () => {
    sessions.forget()
    needs.apiKeys.forget()
    needs.appTokens.forget()
    needs.changed()
  }
  const lockOut = createLockOut({ transaction, key })
  const shared = { database, transaction, betterAuth, sessions, lockOut, key, changed }
  return {
    sessions,
    signIn: createSignIn({ ...shared, observe: needs.observe }),
    account: createAccount(shared),
    links: createOneTimeLinks(shared),
    users: createUsers({ ...shared, forgetActors }),
    directory: createDirectory(database),
    maintain: (told) =>
      deleteEveryDay(async () => {
        const ended = await deleteEnded(database, idleDays)
        return ended + (await deleteExpiredLinks(database)) + (await lockOut.tidy())
      }, told),
  }
}
