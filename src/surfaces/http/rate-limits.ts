import { hash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import QuickLRU from 'quick-lru'
import type { Actor } from '#auth'
import type { Config } from '#config'
import { AppError } from '#errors'
import { limitedAddress } from './limited-address.ts'

type Settings = Config['http']['rateLimits']
type LimitName = keyof Settings
type Limit = NonNullable<Settings[LimitName]>
type Bucket = Limit & { readonly key: string }

interface Taken {
  readonly allowed: boolean
  readonly waitMs: number
  readonly left: number
  readonly fullMs: number
}

export interface RateLimitsNeeds {
  readonly settings: Settings
  readonly limiter: { take(buckets: readonly Bucket[], cost?: number): Taken | Promise<Taken> }
  /** Whether many people may be that actor: who came by a share link. */
  readonly isCrowd: (actor: Actor) => boolean
  readonly limited: (labels: { limit: string }) => void
  readonly trustsProxy: boolean
}

interface Caller {
  /** What the caller says they are known by; undefined for a stranger. */
  readonly credential: string | undefined
  resolve(): Actor | Promise<Actor>
}

export interface RateLimits {
  /** Finds out who is calling. Throws what `resolve` throws, and `rate_limited` for who calls too often. */
  admit(request: FastifyRequest, reply: FastifyReply, caller: Caller): Actor | Promise<Actor>
  /** Of a request at /mcp, when its body is known: throws `rate_limited` when it calls more tools than may be called now. */
  admitCalls(request: FastifyRequest, reply: FastifyReply): Promise<void>
}

/** What asks the twin, and so may ask a language model. */
const chatRoutes = new Set([
  'POST /api/v1/twin/answers',
  'POST /api/v1/twin/preview/answers',
  'POST /api/chat',
  'POST /v1/chat/completions',
  'POST /v1/embeddings',
])
const toolRoute = /^POST \/v1\/mcp\/tools\//

/** As many as use one share link, or come with tokens of their own from one address. */
const crowd = 10

/** How long a token that was good is looked up without asking how many others were tried from its address. */
const provenMs = 10 * 60_000
const provenTokens = 1_000

/**
 * Limits of requests. A stranger is limited by address; who is known is limited as themselves, wherever they come from, so that
 * colleagues behind one address do not share a limit; of a share link, each address has the usual limit and the link ten times that. Tokens
 * that were not good lately are limited by address before they are looked at, right or wrong, so that nobody can guess.
 */
export function createRateLimits({ settings, limiter, isCrowd, limited, trustsProxy }: RateLimitsNeeds): RateLimits {
  const policies = new Map<Limit, string>()
  const proven = new QuickLRU<string, true>({ maxSize: provenTokens, maxAge: provenMs })
  let toldOfProxy = false

  const guesses = settings.api && { ...settings.api, burst: settings.api.burst * crowd }

  function bucketsOf(name: LimitName, limit: Limit, request: FastifyRequest, actor: Actor): Bucket[] {
    if (actor.id === 'anyone') return [{ ...limit, key: `${name} ${limitedAddress(request.ip)}` }]
    const own = `${name} ${actor.id}`
    if (!isCrowd(actor)) return [{ ...limit, key: own }]
    const wide = { perSecond: limit.perSecond * crowd, burst: limit.burst * crowd, key: own }
    return [{ ...limit, key: `${own} ${limitedAddress(request.ip)}` }, wide]
  }

  /** RateLimit-Policy and RateLimit as in draft-ietf-httpapi-ratelimit-headers-10: q of a full bucket, w in which it fills. */
  function tell(reply: FastifyReply, name: string, limit: Limit, { left, fullMs }: Taken): void {
    let policy = policies.get(limit)
    if (policy === undefined) {
      const whole = limit.burst + 1
      policy = `"${name}";q=${whole};w=${Math.max(1, Math.ceil(whole / limit.perSecond))}`
      policies.set(limit, policy)
    }
    append(reply, 'ratelimit-policy', policy)
    append(reply, 'ratelimit', `"${name}";r=${left};t=${Math.ceil(fullMs / 1000)}`)
  }

  function refuse(request: FastifyRequest, reply: FastifyReply, { name, limit, waitMs }: Refusal): never {
    limited({ limit: name })
    if (!trustsProxy && !toldOfProxy && request.headers['x-forwarded-for'] !== undefined) {
      toldOfProxy = true
      request.log.warn(
        { address: request.ip },
        'a request that a proxy passed on was limited by the address of the proxy: set TRUST_PROXY to it, so that each caller has a limit of their own',
      )
    }
    const seconds = Math.max(1, Math.ceil(waitMs / 1000))
    void reply.header('retry-after', String(seconds))
    const what = { api: 'requests', chat: 'questions', tools: 'tool calls', tokens: 'tokens from this address' }[name]
    throw new AppError(
      'rate_limited',
      `Too many ${what}: ${limit.perSecond} a second, and ${limit.burst} more after a rest. Try again in ${seconds} s.`,
    )
  }

  function admitActor(request: FastifyRequest, reply: FastifyReply, actor: Actor): Actor | Promise<Actor> {
    const name = limitOf(request)
    const limit = settings[name]
    if (!limit) return actor
    return andThen(limiter.take(bucketsOf(name, limit, request, actor)), (taken) => {
      tell(reply, name, limit, taken)
      return taken.allowed ? actor : refuse(request, reply, { name, limit, waitMs: taken.waitMs })
    })
  }

  return {
    admit(request, reply, { credential, resolve }) {
      if (credential === undefined || !guesses) return andThen(resolve(), (actor) => admitActor(request, reply, actor))
      const token = hash('sha256', credential)
      const resolved = () =>
        attempt(resolve, (error) => {
          proven.delete(token)
          throw error
        })
      const known = (actor: Actor) => {
        proven.set(token, true)
        return admitActor(request, reply, actor)
      }
      if (proven.has(token)) return andThen(resolved(), known)
      const bucket = { ...guesses, key: `tokens ${limitedAddress(request.ip)}` }
      return andThen(limiter.take([bucket]), ({ allowed, waitMs }) => {
        if (!allowed) refuse(request, reply, { name: 'tokens', limit: guesses, waitMs })
        return andThen(resolved(), known)
      })
    },

    async admitCalls(request, reply) {
      const limit = settings.tools
      const calls = [request.body].flat().filter((message) => (message as Message)?.method === 'tools/call').length
      if (!limit || calls === 0) return
      if (calls > limit.burst + 1)
        throw new AppError(
          'invalid_input',
          `${calls} tool calls in one request are more than the ${limit.burst + 1} that may be made at once. Send fewer.`,
        )
      const taken = await limiter.take(bucketsOf('tools', limit, request, request.actor), calls)
      tell(reply, 'tools', limit, taken)
      if (!taken.allowed) refuse(request, reply, { name: 'tools', limit, waitMs: taken.waitMs })
    },
  }
}

type Message = { readonly method?: unknown } | null | undefined

interface Refusal {
  readonly name: LimitName | 'tokens'
  readonly limit: Limit
  readonly waitMs: number
}

function limitOf({ method, routeOptions }: FastifyRequest): LimitName {
  const route = `${method} ${routeOptions.url}`
  if (chatRoutes.has(route)) return 'chat'
  return toolRoute.test(route) ? 'tools' : 'api'
}

/** Lists of structured fields (RFC 9651) may be longer than one. */
function append(reply: FastifyReply, name: string, value: string): void {
  const before = reply.getHeader(name)
  void reply.header(name, before === undefined ? value : `${String(before)}, ${value}`)
}

/** Most callers are known at once, and need not wait for another turn. */
function andThen<Value, Result>(
  value: Value | Promise<Value>,
  work: (value: Value) => Result | Promise<Result>,
): Result | Promise<Result> {
  return value instanceof Promise ? value.then(work) : work(value)
}

function attempt<Value>(work: () => Value | Promise<Value>, failed: (error: unknown) => never): Value | Promise<Value> {
  try {
    const value = work()
    return value instanceof Promise ? value.catch(failed) : value
  } catch (error) {
    return failed(error)
  }
}
