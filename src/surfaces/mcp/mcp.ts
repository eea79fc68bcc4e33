import type { FastifyInstance } from 'fastify'
import type { HttpAnswers, HttpNeeds } from './http-answers.ts'
import type { RateLimits } from '../http/rate-limits.ts'
import { replyWithRpcError } from './rpc-error.ts'

/** MCP over Streamable HTTP at /mcp: 2026-07-28, where each request stands alone, and 2025-11-25 with sessions. */
export async function registerMcp(
  server: FastifyInstance,
  { admitCalls, ...needs }: HttpNeeds & Pick<RateLimits, 'admitCalls'>,
): Promise<void> {
  let opening: Promise<HttpAnswers> | undefined
  /** The SDK takes 40 MB and 0.15 s: loaded when the first client comes, for who uses it. */
  const load = async () => {
    const { createHttpAnswers } = await import('./http-answers.ts')
    return createHttpAnswers(needs)
  }
  const open = () => (opening ??= load())
  server.addHook('preClose', async () => (await opening)?.close())

  await server.register(async (scope) => {
    scope.setErrorHandler(replyWithRpcError)
    scope.addHook('onRequest', async (request) => (await open()).check(request))
    scope.addHook('preHandler', async (request, reply) => request.passedOn || admitCalls(request, reply))
    // At the second one, who is nobody is told how to sign in, before anything else: clients ask their user when they connect.
    for (const url of ['/mcp', '/mcp/me'])
      scope.route({
        method: ['GET', 'POST', 'DELETE'],
        url,
        schema: { hide: true },
        handler: async (request, reply) => (await open()).answer(request, reply),
      })
  })
}
