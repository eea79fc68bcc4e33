import type { Logger } from 'pino'
import type { Actor, ResolveActor } from '#auth'
import { AppError } from '#errors'

/** Ends what was begun with rights that its caller has no more. */
export interface RightsGuard extends Disposable {
  /** Calls `end` once, within seconds, when that header is no longer that actor's. The result stops watching. */
  watch(authorization: string | undefined, actor: Actor, end: () => void): () => void
}

interface Watched {
  readonly authorization: string
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

  async function look(authorization: string): Promise<void> {
    const now = await resolve(authorization)
    if (now === 'unknown') return
    for (const watched of open) {
      if (watched.authorization !== authorization || (now && sameRights(now, watched.actor))) continue
      open.delete(watched)
      watched.end()
    }
  }

  /** Undefined: the token is not good any more. While the database is away nobody can say, and nothing can be read either. */
  async function resolve(authorization: string): Promise<Actor | 'unknown' | undefined> {
    try {
      return await resolveActor(authorization)
    } catch (error) {
      if (error instanceof AppError && error.code === 'unauthenticated') return undefined
      log.debug({ err: error }, 'whether a token is still good could not be found out')
      return 'unknown'
    }
  }

  const timer = setInterval(() => {
    for (const authorization of new Set([...open].map((watched) => watched.authorization))) void look(authorization)
  }, everyMs)
  timer.unref()

  return {
    watch(authorization, actor, end) {
      // Without a token everybody is the public, for good.
      if (authorization === undefined) return () => {}
      const watched = { authorization, actor, end }
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
