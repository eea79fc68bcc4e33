import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Visit } from '#auth'
import { ownOrigin } from '../http/public-address.ts'

/** What a request says of a sign-in. Whoever sends a token is that, whatever cookie comes with it. */
export function visitOf(request: FastifyRequest, publicUrl: string | undefined): Visit {
  const { authorization, cookie } = request.credentials
  return {
    origin: ownOrigin(publicUrl, request),
    cookie: authorization === undefined ? cookie : undefined,
    address: request.ip,
    userAgent: request.headers['user-agent'],
  }
}

export function setCookies(reply: FastifyReply, cookies: readonly string[]): void {
  if (cookies.length > 0) void reply.header('set-cookie', [...cookies])
}
