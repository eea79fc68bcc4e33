import QuickLRU from 'quick-lru'
import type { Database } from '#storage'
import type { Actor } from '../actor.ts'
import { audienceOf } from '../audience.ts'
import { actorOfUser, type Role } from '../roles.ts'
import type { BetterAuth } from './better-auth.ts'
import { endSession, touchSession } from './session-store.ts'
import { namedCookie, refusalOf } from './visit.ts'

export interface Sessions {
  /** Who comes with this Cookie header, to this origin of ours; undefined when it holds no session that is good. */
  resolve(cookie: string, origin: string): Promise<Actor | undefined>
  /** The same with what is known of the session. Reads the database. */
  find(cookie: string | undefined, origin: string): Promise<FoundSession | undefined>
  /** Forgets what was looked up: somebody signed out, or was changed or removed. */
  forget(): void
}

export interface FoundSession {
  readonly actor: Actor
  readonly id: string
  readonly user: { readonly id: string; readonly name: string; readonly email: string; readonly twoFactor: boolean }
}

export interface SessionsNeeds {
  readonly database: Database
  readonly betterAuth: (origin: string) => Promise<BetterAuth>
  readonly failed: (error: unknown) => void
}

/** How long a process goes by what it looked up, when nobody tells it of a change. */
const rememberedMs = 5_000
const rememberedSessions = 1_000

/** A session that is not used for so long ends. */
export const idleDays = 14
const idleMs = idleDays * 86_400_000
const touchedEveryMs = 3_600_000

/** Who a session cookie stands for, looked up once in a few seconds. */
export function createSessions({ database, betterAuth, failed }: SessionsNeeds): Sessions {
  const remembered = new QuickLRU<string, { actor: Actor | undefined }>({
    maxSize: rememberedSessions,
    maxAge: rememberedMs,
  })
  let generation = 0

  async function find(cookie: string | undefined, origin: string): Promise<FoundSession | undefined> {
    const named = namedCookie(cookie, 'session', origin)
    if (!named) return undefined
    const { api } = await betterAuth(origin)
    const found = await api.getSession({ headers: new Headers({ cookie: named }) }).catch((error: unknown) => {
      refusalOf(error)
      throw error
    })
    if (!found) return undefined
    const { session, user } = found
    const rested = Date.now() - session.lastSeenAt.getTime()
    if (rested > idleMs) {
      await endSession(database, session.id)
      return undefined
    }
    if (rested > touchedEveryMs) void touchSession(database, session.id).catch(failed)
    const actor = actorOfUser({ id: user.id, role: user.role as Role, audience: audienceOf(user.audience) })
    return {
      actor,
      id: session.id,
      user: { id: user.id, name: user.name, email: user.email, twoFactor: user.twoFactorEnabled ?? false },
    }
  }

  return {
    find,

    async resolve(cookie, origin) {
      const named = namedCookie(cookie, 'session', origin)
      if (!named) return undefined
      const known = remembered.get(named)
      if (known) return known.actor
      const before = generation
      const actor = (await find(named, origin))?.actor
      // What was read before somebody told of a change may be what was changed.
      if (generation === before) remembered.set(named, { actor })
      return actor
    },

    forget() {
      generation++
      remembered.clear()
    },
  }
}
