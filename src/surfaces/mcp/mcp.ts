import { toNodeHandler } from '@modelcontextprotocol/node'
import {
  classifyInboundRequest,
  createMcpHandler,
  isJsonContentType,
  type AuthInfo,
} from '@modelcontextprotocol/server'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import { anyone, type Actor } from '#auth'
import { AppError } from '#errors'
import { createServers, type McpNeeds } from './create-server.ts'
import { replyWithRpcError } from './rpc-error.ts'
import { createPendingState } from './pending-state.ts'
import { createSessions } from './sessions.ts'
import { refuseForeignPages } from './trusted-hosts.ts'

export interface RegisterMcpNeeds extends Omit<McpNeeds, 'pending' | 'fixtures'> {
  readonly log: Logger
  /** Where people reach the server, when that is known. */
  readonly publicUrl: string | undefined
  /** Undefined until the server has its secrets. */
  readonly signingKey: () => string | undefined
  /** Serves what the official conformance suite looks for, beside the product's own. For tests. */
  readonly fixtures: boolean | undefined
}

/** MCP over Streamable HTTP at /mcp: 2026-07-28, where each request stands alone, and 2025-11-25 with sessions. */
export async function registerMcp(server: FastifyInstance, needs: RegisterMcpNeeds): Promise<void> {
  const { log, publicUrl, signingKey } = needs
  const failed = (error: Error) => log.debug({ err: error }, 'mcp')
  const fixtures = needs.fixtures
    ? (await import('./conformance-fixtures.ts')).createFixtures({
        changed: { tools: () => modern.notify.toolsChanged(), prompts: () => modern.notify.promptsChanged() },
      })
    : undefined
  const createServer = createServers({ ...needs, pending: createPendingState(signingKey), fixtures })
  const modern = createMcpHandler(({ authInfo }) => createServer(actorOf(authInfo)), {
    legacy: 'reject',
    onerror: failed,
  })
  const answerModern = toNodeHandler(modern, { onerror: (error) => log.error({ err: error }, 'mcp') })
  const sessions = createSessions({ createServer, failed })
  server.addHook('preClose', async () => {
    await Promise.all([modern.close(), sessions.close()])
  })

  await server.register(async (scope) => {
    scope.setErrorHandler(replyWithRpcError)
    scope.addHook('onRequest', async ({ method, headers }) => {
      refuseForeignPages(headers, publicUrl)
      // A page may send any other type without asking first, and the SDK sees a body that was parsed already.
      if (method === 'POST' && !isJsonContentType(headers['content-type']))
        throw new AppError('unsupported_media_type', 'Send JSON-RPC as application/json.')
    })
    scope.route({
      method: ['GET', 'POST', 'DELETE'],
      url: '/mcp',
      schema: { hide: true },
      handler: (request, reply) => answer(request, reply),
    })
  })

  async function answer(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { actor, body } = request
    reply.hijack()
    // Hijacking skips Fastify's own sending, and with it the headers that it would have sent.
    for (const [name, value] of Object.entries(reply.getHeaders()))
      if (value !== undefined) reply.raw.setHeader(name, value)
    const raw = Object.assign(request.raw, { auth: authOf(actor) })
    if (isOf2025(request)) await sessions.answer(raw, reply.raw, body, actor)
    else
      await answerModern(
        raw as Parameters<typeof answerModern>[0],
        reply.raw as Parameters<typeof answerModern>[1],
        body,
      )
  }
}

/** By the rules of the SDK's own entry, without making a web request to ask it. */
function isOf2025({ method, headers, body }: FastifyRequest): boolean {
  const header = (name: string) => {
    const value = headers[name]
    return typeof value === 'string' ? value : undefined
  }
  return (
    body === undefined ||
    classifyInboundRequest({
      httpMethod: method,
      body,
      protocolVersionHeader: header('mcp-protocol-version'),
      mcpMethodHeader: header('mcp-method'),
      mcpNameHeader: header('mcp-name'),
    } as Parameters<typeof classifyInboundRequest>[0]).kind === 'legacy'
  )
}

/** Who is asking was found out before; here it only travels along. */
function authOf(actor: Actor): AuthInfo {
  return { token: '', clientId: actor.id, scopes: [...actor.scopes], extra: { actor } }
}

function actorOf(auth: AuthInfo | undefined): Actor {
  return (auth?.extra?.['actor'] as Actor | undefined) ?? anyone
}
