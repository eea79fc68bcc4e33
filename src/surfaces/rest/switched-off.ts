import type { FastifyInstance } from 'fastify'
import { AppError } from '#errors'

/** What stands at the addresses of a feature that its operator took away. */
export function registerSwitchedOff(
  server: FastifyInstance,
  { prefix, what, variable }: { prefix: string; what: string; variable: string },
): void {
  for (const url of [prefix, `${prefix}/*`])
    server.route({
      method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
      url,
      schema: { hide: true },
      handler: () => {
        throw new AppError('not_found', `${what} are switched off here: ${variable} is false.`)
      },
    })
}
