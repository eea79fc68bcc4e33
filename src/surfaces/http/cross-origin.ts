import cors, { type FastifyCorsOptions } from '@fastify/cors'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { AppError } from '#errors'
import { originOf } from './public-address.ts'

export interface Origins {
  /** Whose pages may call every interface for programs, with tokens: scheme, host and port, exactly. */
  readonly corsOrigins: readonly string[]
  /** Whose pages may carry the widget: what it needs, as the public. */
  readonly widgetOrigins: readonly string[]
}

/** What programs call; pages, health checks and files of the web page are nobody else's to read. */
const forPrograms = /^\/(?:api\/v1\/|v1\/|mcp(?:\/me)?$)/

/** All that the widget calls. */
const widgetRoutes = new Map([
  ['/api/v1/twin', 'GET'],
  ['/api/v1/twin/questions', 'GET'],
  ['/api/v1/twin/answers', 'POST'],
])

/** Headers of answers that a page may read beside those that the Fetch standard always shows. */
const exposedHeaders = [
  'x-request-id',
  'retry-after',
  'ratelimit',
  'ratelimit-policy',
  'www-authenticate',
  'mcp-session-id',
  'mcp-protocol-version',
]

/** How long a browser need not ask again: Chromium's own limit. */
const preflightSeconds = 7200

/**
 * Answers the CORS protocol (Fetch standard, 3.3) for the origins that are named, and for no other. Cookies are never let in:
 * who comes from another site brings a token, or asks as the public.
 */
export async function registerCrossOrigin(server: FastifyInstance, origins: Origins): Promise<void> {
  if (origins.corsOrigins.length + origins.widgetOrigins.length === 0) return
  await server.register(cors, {
    delegator: (request, callback) => callback(null, optionsFor(request, origins)),
  })
}

/**
 * What of a request says who is calling. A page of another site is nobody by our cookies, whatever its browser sends. Throws `forbidden` for a token from a page that may only carry the widget:
 * whatever that page was made to send, it gets no more than the public. A browser refuses it before, since no preflight allows it.
 */
export function credentialsFrom(
  request: FastifyRequest,
  { corsOrigins, widgetOrigins }: Origins,
): { readonly authorization: string | undefined; readonly cookie: string | undefined } {
  const { origin, authorization, cookie } = request.headers
  if (origin === undefined || origin === originOf(request)) return { authorization, cookie }
  if (corsOrigins.includes(origin)) return { authorization, cookie: undefined }
  if (!widgetOrigins.includes(origin)) return { authorization, cookie }
  if (authorization === undefined) return { authorization, cookie: undefined }
  throw new AppError(
    'forbidden',
    `${origin} may carry the widget, which asks as the public and without a token. To let its pages send tokens, name it in CORS_ORIGINS.`,
  )
}

function optionsFor(request: FastifyRequest, { corsOrigins, widgetOrigins }: Origins): FastifyCorsOptions {
  const { origin } = request.headers
  const path = request.url.split('?', 1)[0] ?? ''
  if (origin === undefined || !forPrograms.test(path)) return { origin: false }
  // Headers are mirrored: MCP names some by its tools' parameters, so that there is no list.
  if (corsOrigins.includes(origin))
    return { origin: [origin], methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'], ...always }
  const method = widgetRoutes.get(path)
  if (method !== undefined && widgetOrigins.includes(origin))
    return { origin: [origin], methods: [method], allowedHeaders: ['content-type'], ...always }
  return { origin: false }
}

const always = { credentials: false, exposedHeaders, maxAge: preflightSeconds } satisfies FastifyCorsOptions
