import type { FastifyRequest } from 'fastify'

/** Where a request says that it came. */
export function originOf(request: FastifyRequest): string {
  return `${request.protocol}://${request.host}`
}

/** What addresses for people begin with: the configured one, or what `otherwise` gives; without a slash at its end. */
export function publicAddress(publicUrl: string | undefined, otherwise: string): string {
  return (publicUrl ?? otherwise).replace(/\/$/, '')
}

/** The origin (RFC 6454) that browsers know us by: of the configured address, or of the one a request came to. */
export function ownOrigin(publicUrl: string | undefined, request: FastifyRequest): string {
  return publicUrl === undefined ? originOf(request) : new URL(publicUrl).origin
}
