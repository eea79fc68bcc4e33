import { randomUUID } from 'node:crypto'
import multipart from '@fastify/multipart'
import fastify, { LogController, type FastifyBaseLogger, type FastifyInstance, type FastifyRequest } from 'fastify'
import { validatorCompiler } from 'fastify-type-provider-zod'
import type { Actor, ResolveActor } from '#auth'
import { AppError } from '#errors'
import type { Metrics, Tracing } from '#observability'
import { challengeForToken } from './bearer-challenge.ts'
import { clientErrorReply } from './client-error.ts'
import { credentialsFrom, registerCrossOrigin, type Origins } from './cross-origin.ts'
import { replyWithError } from './error-reply.ts'
import { replyNotFound } from './not-found.ts'
import { isEventStream } from './event-stream.ts'
import { foreignPage } from './foreign-page.ts'
import { ownOrigin } from './public-address.ts'
import type { RateLimits } from './rate-limits.ts'
import { refuseDeepBodies } from './refuse-deep-bodies.ts'
import { secureHeadersOf } from './secure-headers.ts'
import { traceRequests } from './trace-requests.ts'

declare module 'fastify' {
  interface FastifyRequest {
    actor: Actor
    /** What that was told by; asked again while a stream is open. */
    credentials: Parameters<ResolveActor>[0]
    /** Whether another process of this server passed it on, having done with it what is done once: limits, above all. */
    passedOn: boolean
  }
  interface FastifyContextConfig {
    /** Whether a page of somebody else's must not send it even without a session: it may begin one. */
    ownPageOnly?: boolean
  }
}

export interface HttpOptions extends Origins {
  readonly log: FastifyBaseLogger
  readonly resolveActor: ResolveActor
  readonly rateLimits: RateLimits
  /** Whether another process has passed the request on. Throws `forbidden` for one that only says so. */
  readonly isPassedOn: (request: FastifyRequest) => boolean
  readonly metrics: Metrics
  readonly tracing: Tracing
  readonly trustProxy: readonly string[]
  readonly uploadLimitBytes: number
  readonly publicUrl: string | undefined
  /** Told of every answer that refuses somebody, with 401 or 403. */
  readonly denied: (denial: Denial) => void
}

interface Denial {
  /** Undefined when nobody could be told from anybody. */
  readonly actorId: string | undefined
  readonly address: string
  /** Method and route. */
  readonly what: string
  readonly code: 'unauthenticated' | 'forbidden'
}

/** Where it matters who is calling. */
const actorRoutes = /^\/(api\/(?!health|openapi\.json|reference)|v1\/|mcp(\/me)?$)/

/** What processes pass on to one another. */
const passedOnRoutes = /^\/mcp(\/me)?$/

/** How long open requests may take to finish once the server is asked to stop. */
const closeGraceMs = 8_000

/** Up to so much, a body that is too large is still taken, and thrown away: its sender reads the refusal only when all was sent. */
const drainedBytes = 16 * 1024 * 1024

/** The largest JSON body: a question of 2,000 characters with a long history fits many times over. */
const jsonLimitBytes = 1024 * 1024

/** The one HTTP server: request ids, headers, who is calling, error bodies, metrics. Surfaces add routes to it. */
export async function createHttpServer({
  log,
  resolveActor,
  rateLimits,
  isPassedOn,
  metrics,
  tracing,
  trustProxy,
  uploadLimitBytes,
  publicUrl,
  denied,
  ...origins
}: HttpOptions): Promise<FastifyInstance> {
  const secureHeaders = secureHeadersOf(publicUrl)
  const server = fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    bodyLimit: jsonLimitBytes,
    trustProxy: trustProxy.length > 0 ? [...trustProxy] : false,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200 },
    // Given here and not set later, because Fastify would load its own, a fifth of all its code, and never use them.
    schemaController: {
      compilersFactory: {
        buildValidator: () => validatorCompiler as never, // its type speaks of Ajv alone
        // Answers are built by us from typed values: checking each again costs more than making it.
        buildSerializer: () => () => (body: unknown) => JSON.stringify(body),
      },
    },
    frameworkErrors: (error, request, reply) => {
      void reply.headers(secureHeaders)
      replyWithError(error, request, reply)
    },
    clientErrorHandler(error, socket) {
      const reply = socket.writable ? clientErrorReply(error, secureHeaders) : undefined
      if (reply) socket.write(reply)
      socket.destroy(error)
    },
    // Node would refuse a request without Host by itself, with no body; the hook below does it in our words.
    http: { requireHostHeader: false },
    // Uploads and slow clients: long enough for 20 MB on a poor line, short enough to free a socket.
    requestTimeout: 120_000,
  })
  server.addHook('preClose', (done) => {
    setTimeout(() => server.server.closeAllConnections(), closeGraceMs).unref()
    done()
  })
  // Fastify reads text too, which no route takes; a page of another site may send it without asking.
  server.removeContentTypeParser('text/plain')
  server.setErrorHandler((error, request, reply) => replyWithError(error, request, reply))
  server.setNotFoundHandler(replyNotFound)

  if (tracing.isOn) traceRequests(server, tracing)
  // Before anything that may refuse: a page must be able to read why.
  await registerCrossOrigin(server, origins)
  server.decorateRequest('actor', null as unknown as Actor)
  server.decorateRequest('credentials', null as unknown as Parameters<ResolveActor>[0])
  server.decorateRequest('passedOn', false)
  server.addHook('onRequest', (request, reply, done) => {
    void reply.headers(secureHeaders).header('x-request-id', request.id)
    try {
      // RFC 9112, 3.2.
      if (request.raw.httpVersion === '1.1' && request.headers.host === undefined)
        throw new AppError('invalid_input', 'The request has no Host header.')
      // Pages and health checks are open; a header meant for a proxy in front, or for /metrics, does not concern them.
      if (!actorRoutes.test(request.routeOptions.url ?? '')) return done()
      const { authorization, cookie } = credentialsFrom(request, origins)
      const origin = () => ownOrigin(publicUrl, request)
      request.credentials = { authorization, cookie, origin, path: request.routeOptions.url ?? '' }
      const known = (actor: Actor) => {
        request.actor = actor
        const byCookie = authorization === undefined && actor.role !== undefined
        // A proxy may keep what it cannot see to be somebody's.
        if (byCookie) void reply.header('cache-control', 'private, no-store')
        const checked = byCookie || request.routeOptions.config.ownPageOnly
        done(checked ? foreignPage(request, origin(), byCookie ? 'refused' : 'allowed') : undefined)
      }
      const resolve = () => resolveActor(request.credentials)
      request.passedOn = passedOnRoutes.test(request.routeOptions.url ?? '') && isPassedOn(request)
      // By address it would be limited by that of the process that passed it on, and all its callers as one.
      const actor = request.passedOn
        ? resolve()
        : rateLimits.admit(request, reply, { credential: authorization ?? cookie, resolve })
      // Most callers are known at once, and need not wait for another turn.
      if (actor instanceof Promise) actor.then(known, done)
      else known(actor)
    } catch (error) {
      done(error as Error)
    }
  })
  refuseDeepBodies(server)
  server.addHook('onSend', (request, reply, payload, done) => {
    if (reply.statusCode === 401 && !reply.hasHeader('www-authenticate')) {
      const error = request.headers.authorization === undefined ? undefined : 'invalid_token'
      challengeForToken(request, reply, publicUrl, { error })
    }
    // Fastify would close the connection under the sender, who would then see that and not the answer (RFC 9112, 9.6).
    if (reply.statusCode === 413 && Number(request.headers['content-length']) <= drainedBytes)
      void reply.removeHeader('connection')
    done(null, payload)
  })
  server.addHook('onResponse', (request, reply, done) => {
    const path = request.routeOptions.url ?? 'unmatched'
    metrics.httpRequest({
      method: request.method,
      path,
      status: reply.statusCode,
      seconds: reply.elapsedTime / 1000,
      isStream: isEventStream(reply),
    })
    if (reply.statusCode === 401 || reply.statusCode === 403)
      denied({
        actorId: (request.actor as Actor | null)?.id,
        address: request.ip,
        what: `${request.method} ${path}`,
        code: reply.statusCode === 401 ? 'unauthenticated' : 'forbidden',
      })
    request.log.debug(
      { method: request.method, path, status: reply.statusCode, durationMs: reply.elapsedTime },
      'request',
    )
    done()
  })
  await server.register(multipart, {
    limits: { fileSize: uploadLimitBytes, files: 20, fields: 20, fieldSize: 10_000, parts: 50 },
  })
  return server
}
