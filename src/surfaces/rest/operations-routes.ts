import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { operationsSchema, type Operations } from '#operations'
import { callerSignal, sendEvents, type ServerEvent } from '../http/event-stream.ts'
import type { RightsGuard } from '../http/rights-guard.ts'
import { failures } from './failures.ts'

const tags = ['operations']

/** How the whole house is doing, once or as long as somebody looks. */
export function registerOperationsRoutes(
  server: FastifyInstance,
  { operations, rights }: { operations: Operations; rights: RightsGuard },
): void {
  const routes = server.withTypeProvider<ZodTypeProvider>()
  const closing = new AbortController()
  // A server that stops does not wait for whoever looks on.
  server.addHook('preClose', (done) => {
    closing.abort()
    done()
  })

  routes.get(
    '/api/v1/operations',
    {
      schema: {
        tags,
        operationId: 'operationsSnapshot',
        summary: 'Requests, queue, cache, database, models, host, backups and alerts, as they are now',
        description:
          'Needs the scope `agents:read`, and `desk:read` for alerts, which are tickets; of people, that they are operators or the owner.',
        response: { 200: operationsSchema, ...failures },
      },
    },
    async (request, reply) => {
      void reply.header('cache-control', 'no-store')
      return operations.snapshot(request.actor)
    },
  )

  routes.get(
    '/api/v1/operations/events',
    {
      schema: {
        tags,
        operationId: 'watchOperations',
        summary: 'The same every three seconds, as server-sent events named `snapshot`',
        description: 'At most 5 streams of one caller and 50 of all; more are answered with 429.',
        response: { 200: z.string().describe('text/event-stream'), ...failures },
      },
    },
    async (request, reply) => {
      const lost = new AbortController()
      const stopWatching = rights.watch(request.credentials, request.actor, () => lost.abort())
      const signal = AbortSignal.any([callerSignal(reply), lost.signal, closing.signal])
      try {
        await sendEvents(request, reply, asServerEvents(operations, request.actor, signal))
      } finally {
        stopWatching()
        // Kept open for a next request, the connection would hold the stop up.
        if (closing.signal.aborted) request.raw.socket.destroySoon()
      }
      return reply
    },
  )
}

async function* asServerEvents(
  operations: Operations,
  actor: Parameters<Operations['follow']>[0],
  signal: AbortSignal,
): AsyncGenerator<ServerEvent> {
  for await (const data of operations.follow(actor, signal)) yield { event: 'snapshot', data }
}
