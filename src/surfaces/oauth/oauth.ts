import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { anyone, type OAuth, type OAuthAnswer } from '#auth'
import { AppError } from '#errors'
import { asAppError, setErrorStatus } from '../http/error-reply.ts'
import { oauthOrigin } from '../http/public-address.ts'
import type { RateLimits } from '../http/rate-limits.ts'

/** Any page may ask here: what it learns is public, and what it sends is its own, never a cookie of the browser's. */
const openToPages = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'www-authenticate',
}
const preflight = {
  ...openToPages,
  'access-control-allow-methods': 'GET, POST',
  'access-control-allow-headers': 'authorization, content-type, mcp-protocol-version',
  'access-control-max-age': '86400',
}

/** A code, a verifier, two addresses. */
const formLimitBytes = 16 * 1024

/**
 * How apps are connected (OAuth 2.1 with the addresses MCP clients look for). These paths are all of the library's that there are;
 * consent is given over REST.
 */
export function registerOAuth(
  server: FastifyInstance,
  oauth: OAuth,
  { publicUrl, admit }: { publicUrl: string | undefined } & Pick<RateLimits, 'admit'>,
): void {
  const hidden = { schema: { hide: true } }

  const originFor = (request: FastifyRequest): string => {
    const origin = oauthOrigin(publicUrl, request)
    if (origin !== undefined) return origin
    throw new AppError(
      'not_found',
      'Apps can be connected over https only, or on this machine. Set PUBLIC_URL to the https address of this server.',
    )
  }

  void server.register(async (scope) => {
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: formLimitBytes },
      (_request, body, done) => done(null, body),
    )
    scope.setErrorHandler(replyWithOAuthError)
    // By address, whatever is sent: whoever registers or asks for a token is nobody yet, and each leaves rows behind.
    scope.addHook('onRequest', async (request, reply) => {
      if (request.method === 'OPTIONS') return
      await admit(request, reply, { credential: undefined, resolve: () => anyone })
    })

    const metadata = (path: string, describe: (origin: string) => object | Promise<object>) => {
      scope.get(path, hidden, async (request, reply) => {
        const body = await describe(originFor(request))
        return reply.headers(openToPages).header('cache-control', 'public, max-age=15').send(body)
      })
    }
    for (const path of ['', '/mcp', '/mcp/me']) {
      metadata(`/.well-known/oauth-protected-resource${path}`, (origin) => oauth.resourceMetadata(origin, path))
      // The issuer has no path; clients of earlier days put that of the resource here.
      metadata(`/.well-known/oauth-authorization-server${path}`, (origin) => oauth.serverMetadata(origin))
    }

    scope.get('/oauth2/authorize', hidden, async (request, reply) => {
      const origin = originFor(request)
      const { cookie, 'user-agent': userAgent } = request.headers
      const visit = { origin, cookie, address: request.ip, userAgent }
      const location = await oauth.authorize(visit, request.url.split('?')[1] ?? '')
      return reply.header('cache-control', 'no-store').redirect(location, 302)
    })

    const posted = (path: string, answer: (request: FastifyRequest) => Promise<OAuthAnswer>) => {
      scope.post(path, hidden, async (request, reply) => send(reply, await answer(request)))
      scope.options(path, hidden, async (_request, reply) => reply.status(204).headers(preflight).send())
    }
    posted('/oauth2/token', (request) =>
      oauth.token(originFor(request), formOf(request), request.headers.authorization),
    )
    posted('/oauth2/revoke', (request) =>
      oauth.revoke(originFor(request), formOf(request), request.headers.authorization),
    )
    posted('/oauth2/register', (request) => oauth.register(originFor(request), request.body))
    for (const path of ['/.well-known/*'])
      scope.options(path, hidden, async (_request, reply) => reply.status(204).headers(preflight).send())
  })
}

function formOf({ body }: FastifyRequest): string {
  if (typeof body === 'string') return body
  throw new AppError('unsupported_media_type', 'Send the parameters as application/x-www-form-urlencoded.')
}

function send(reply: FastifyReply, { status, body }: OAuthAnswer): FastifyReply {
  void reply.status(status).headers(openToPages).header('cache-control', 'no-store')
  // RFC 6749, 5.2: of a client that tried to say who it is.
  if (status === 401) void reply.header('www-authenticate', 'Basic realm="pollux"')
  return reply.send(body)
}

/** RFC 6749, 5.2: what goes wrong before a request is understood, in the form that apps read. */
function replyWithOAuthError(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const { code, message } = setErrorStatus(asAppError(error), request, reply)
  const name = code === 'rate_limited' || reply.statusCode >= 500 ? 'temporarily_unavailable' : 'invalid_request'
  void reply.headers(openToPages).header('cache-control', 'no-store').send({ error: name, error_description: message })
}
