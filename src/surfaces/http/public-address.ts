import type { FastifyRequest } from 'fastify'

/** Where a request says that it came. */
export function originOf(request: FastifyRequest): string {
  return `${request.protocol}://${request.host}`
}

/** What addresses for people begin with: the configured one, or what `otherwise` gives; without a slash at its end. */
export function publicAddress(publicUrl: string | undefined, otherwise: string): string {
  return (publicUrl ?? otherwise).replace(/\/$/, '')
}
