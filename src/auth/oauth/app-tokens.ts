import QuickLRU from 'quick-lru'
import type { Database } from '#storage'
import { scopes, type Actor, type Rights, type Scope } from '../actor.ts'
import { audienceLevel, audienceOf } from '../audience.ts'
import { actorOfUser, personOf } from '../roles.ts'
import { findApp, findAppToken, touchApp, type FoundAppToken } from './app-store.ts'
import { resourceScopes } from './app-scopes.ts'
import { appTokenPrefix, hashOfAppToken } from './authorization-server.ts'

export interface AppTokens {
  /** Who comes with this token to an address of ours, such as `https://twin.example/mcp`; undefined when it is not good there. */
  resolve(token: string, address: string): Promise<Actor | undefined>
  /** Whether an app still has the rights that something of its acts with; true for whoever is no app. */
  mayAct(actor: Rights): Promise<boolean>
  /** Forgets what was looked up: somebody disconnected an app, or was changed or removed. */
  forget(): void
}

/** How long a process goes by what it looked up, when nobody tells it of a change. */
const rememberedMs = 5_000
const rememberedTokens = 1_000

export function createAppTokens({
  database,
  failed,
}: {
  readonly database: Database
  readonly failed: (error: unknown) => void
}): AppTokens {
  const remembered = new QuickLRU<string, { found: FoundAppToken | undefined }>({
    maxSize: rememberedTokens,
    maxAge: rememberedMs,
  })
  let generation = 0

  async function look(token: string): Promise<FoundAppToken | undefined> {
    const hash = hashOfAppToken(token.slice(appTokenPrefix.length))
    const known = remembered.get(hash)
    if (known) return known.found
    const before = generation
    const found = await findAppToken(database, hash)
    // What was read before somebody told of a change may be what was changed.
    if (generation === before) remembered.set(hash, { found })
    if (found) void touchApp(database, found.appId).catch(failed)
    return found
  }

  return {
    async resolve(token, address) {
      const found = await look(token)
      if (!found || found.goodUntil.getTime() <= Date.now()) return undefined
      const isFor = (resource: string) => address === resource || address.startsWith(`${resource}/`)
      return found.resources.some(isFor) ? actorOfApp(found) : undefined
    },

    async mayAct({ id, audience, scopes: acting }) {
      const person = personOf(id)
      if (person === id) return true
      const app = await findApp(database, id.slice(person.length + 1))
      if (!app || audienceLevel(audience) > audienceLevel(app.audience)) return false
      return [...acting].every((scope) => app.scopes.includes(scope))
    },

    forget() {
      generation++
      remembered.clear()
    },
  }
}

/** What its person may and sees now, and no more of it than was consented to. Never an owner: it has no role. */
function actorOfApp({ appId, user, audience, scopes: { consented, given } }: FoundAppToken): Actor {
  const person = actorOfUser(user)
  const grantable = new Set<Scope>(resourceScopes.filter((scope) => person.scopes.has(scope)))
  const granted = scopes.filter((scope) => grantable.has(scope) && consented.includes(scope) && given.includes(scope))
  return {
    id: `${user.id}/${appId}`,
    audience: audienceOf(Math.min(audienceLevel(audience), audienceLevel(person.audience))),
    scopes: new Set(granted),
    grantable,
  }
}
