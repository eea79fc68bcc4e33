import type { Logger } from 'pino'
import type { Actor, ResolveActor } from '#auth'
import { AppError } from '#errors'

/** Ends what was begun with rights that its caller has no more. */
export interface RightsGuard extends Disposable {
  /** Calls `end` once, within seconds, when those credentials are no longer that actor's. The result stops watching. */
  watch(credentials: Credentials, actor: Actor, end: () => void): () => void
}

type Credentials = Parameters<ResolveActor>[0]

interface Watched {
  readonly credentials: Credentials
  /** One for all who come with the same. */
  readonly key: string
  readonly actor: Actor
  readonly end: () => void
}

/** A key that is revoked is forgotten by all processes at once, and by one that was not told after five seconds more. */
const everyMs = 2_000

/**
 * Who is asking is found out when a request comes; a stream may stay open for days. So while one is open it is asked again,
 * in the same way, whether its token is still good, and for the same things.
 */
export function createRightsGuard({ resolveActor, log }: { resolveActor: ResolveActor; log: Logger }): RightsGuard {
  const open = new Set<Watched>()

  async function look({ key, credentials }: Watched): Promise<void> {
    const now = await resolve(credentials)
    if (now === 'unknown') return
    for (const watched of open) {
      if (watched.key !== key || (now && sameRights(now, watched.actor))) continue
      open.delete(watched)
      watched.end()
    }
  }

  /** Undefined: the token is not good any more. While the database is away nobody can say, and nothing can be read either. */
  async function resolve(credentials: Credentials): Promise<Actor | 'unknown' | undefined> {
    try {
      return await resolveActor(credentials)
    } catch (error) {
      if (error instanceof AppError && error.code === 'unauthenticated') return undefined
      log.debug({ err: error }, 'whether a token is still good could not be found out')
      return 'unknown'
    }
  }

  const timer = setInterval(() => {
    for (const [first] of Map.groupBy(open, ({ key }) => key).values()) void look(first!)
  }, everyMs)
  timer.unref()

  return {
    watch(credentials, actor, end) {
      // Without any everybody is the public, for good.
      const { authorization, cookie } = credentials
      if (authorization === undefined && cookie === undefined) return () => {}
      const watched = { credentials, key: JSON.stringify([authorization, cookie]), actor, end }
      open.add(watched)
      return () => void open.delete(watched)
    },
    [Symbol.dispose]: () => clearInterval(timer),
  }
}

export function sameRights(one: Actor, other: Actor): boolean {
  return (
    one.id === other.id && one.audience === other.audience && one.scopes.symmetricDifference(other.scopes).size === 0
  )
}
