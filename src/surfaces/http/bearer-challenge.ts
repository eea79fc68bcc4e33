import type { FastifyReply, FastifyRequest } from 'fastify'
import { oauthOrigin } from './public-address.ts'

interface Challenge {
  /** RFC 6750, 3.1; left out when no token was sent. */
  readonly error?: 'invalid_token' | 'insufficient_scope' | undefined
  /** What is needed; left out, an app asks for what the metadata of the resource names. */
  readonly scopes?: readonly string[] | undefined
}

/** The doors for MCP clients are resources of their own (RFC 9728): a token for one is not for the whole API. */
const ownResources = new Set(['/mcp', '/mcp/me'])

/**
 * Says in WWW-Authenticate how to become somebody (RFC 6750, 3, and RFC 9728, 5.1): MCP clients begin their sign-in with it. Names no
 * metadata where apps cannot be connected.
 */
export function challengeForToken(
  request: FastifyRequest,
  reply: FastifyReply,
  publicUrl: string | undefined,
  { error, scopes }: Challenge,
): void {
  const origin = oauthOrigin(publicUrl, request)
  const path = request.routeOptions.url ?? ''
  const metadata = `${origin}/.well-known/oauth-protected-resource${ownResources.has(path) ? path : ''}`
  const parameters = {
    realm: 'pollux',
    ...(error && { error }),
    ...(scopes && { scope: scopes.join(' ') }),
    ...(origin !== undefined && { resource_metadata: metadata }),
  }
  const text = Object.entries(parameters).map(([name, value]) => `${name}="${value}"`)
  void reply.header('www-authenticate', `Bearer ${text.join(', ')}`)
}
