import type { FastifyRequest } from 'fastify'

/** Where a request says that it came. */
export function originOf(request: FastifyRequest): string {
  return `${request.protocol}://${request.host}`
}

/** What addresses for people begin with: the configured one, or what `otherwise` gives; without a slash at its end. */
export function publicAddress(publicUrl: string | undefined, otherwise: string): string {
  return (publicUrl ?? otherwise).replace(/\/$/, '')
}

const loopbackHost = /^(localhost|127(\.\d+){3}|\[::1\])$/

/**
 * The origin that apps can be connected to (OAuth 2.1): the configured one over https or on this machine; without one, where a
 * request came to on this machine, since a Host header from elsewhere is anybody's to choose. Undefined where tokens would travel
 * in plain text, or to a name that nobody vouches for.
 */
export function oauthOrigin(publicUrl: string | undefined, request: FastifyRequest): string | undefined {
  const origin = ownOrigin(publicUrl, request)
  if (!URL.canParse(origin)) return undefined
  const { protocol, hostname } = new URL(origin)
  return loopbackHost.test(hostname) || (publicUrl !== undefined && protocol === 'https:') ? origin : undefined
}

/** The origin (RFC 6454) that browsers know us by: of the configured address, or of the one a request came to. */
export function ownOrigin(publicUrl: string | undefined, request: FastifyRequest): string {
  return publicUrl === undefined ? originOf(request) : new URL(publicUrl).origin
}
