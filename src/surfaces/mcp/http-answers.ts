import { toNodeHandler } from '@modelcontextprotocol/node'
import {
  classifyInboundRequest,
  createMcpHandler,
  isJsonContentType,
  type AuthInfo,
} from '@modelcontextprotocol/server'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import { anyone, requireKnown, type Actor } from '#auth'
import { AppError } from '#errors'
import { createServers, type McpNeeds } from './create-server.ts'
import { createPendingState } from './pending-state.ts'
import { requireScopeOfTool } from './require-scope-of-tool.ts'
import { internalError, refuse } from './rpc-error.ts'
import { createSessions } from './sessions.ts'
import { refuseForeignPages } from './trusted-hosts.ts'

export interface HttpNeeds extends Omit<McpNeeds, 'pending' | 'fixtures'> {
  readonly log: Logger
  /** Where people reach the server, when that is known. */
  readonly publicUrl: string | undefined
  /** Undefined until the server has its secrets. */
  readonly signingKey: () => string | undefined
  /** Serves what the official conformance suite looks for, beside the product's own. For tests. */
  readonly fixtures: boolean | undefined
}

/** The same as /mcp for who is somebody: a client that asks here without a token signs its user in. */
const signedInPath = '/mcp/me'

export interface HttpAnswers {
  /** Throws what a request is refused for before its body is read. */
  check(request: FastifyRequest): void
  answer(request: FastifyRequest, reply: FastifyReply): Promise<void>
  /** Ends what is still open: streams that would keep the server from ending. */
  close(): Promise<void>
}

/** Answers requests to /mcp of both protocol eras, with servers from one factory. */
export async function createHttpAnswers(needs: HttpNeeds): Promise<HttpAnswers> {
  const { log, publicUrl, signingKey } = needs
  const failed = (error: Error) => log.debug({ err: error }, 'mcp')
  const fixtures = needs.fixtures
    ? (await import('./conformance-fixtures.ts')).createFixtures({
        changed: { tools: () => modern.notify.toolsChanged(), prompts: () => modern.notify.promptsChanged() },
      })
    : undefined
  const { createServer, scopeOf } = createServers({ ...needs, pending: createPendingState(signingKey), fixtures })
  const modern = createMcpHandler(({ authInfo }) => createServer(actorOf(authInfo)), {
    legacy: 'reject',
    onerror: failed,
  })
  const answerModern = toNodeHandler(modern, { onerror: (error) => log.error({ err: error }, 'mcp') })
  const sessions = createSessions({ createServer, failed })

  return {
    check({ method, headers, actor, routeOptions }) {
      refuseForeignPages(headers, publicUrl)
      if (routeOptions.url === signedInPath) requireKnown(actor)
      // A page may send any other type without asking first, and the SDK sees a body that was parsed already.
      if (method === 'POST' && !isJsonContentType(headers['content-type']))
        throw new AppError('unsupported_media_type', 'Send JSON-RPC as application/json.')
    },
    async answer(request, reply) {
      const { actor, body } = request
      requireScopeOfTool(request, reply, { scopeOf, publicUrl })
      reply.hijack()
      // Hijacking skips Fastify's own sending, and with it the headers that it would have sent.
      for (const [name, value] of Object.entries(reply.getHeaders()))
        if (value !== undefined) reply.raw.setHeader(name, value)
      // A proxy in front must not hold events back.
      reply.raw.setHeader('x-accel-buffering', 'no')
      const raw = Object.assign(request.raw, { auth: authOf(actor) })
      try {
        if (isOf2025(request)) await sessions.answer(raw, reply.raw, body, actor)
        else
          await answerModern(
            raw as Parameters<typeof answerModern>[0],
            reply.raw as Parameters<typeof answerModern>[1],
            body,
          )
      } catch (error) {
        // Nobody but us ends a reply that was hijacked.
        log.error({ err: error }, 'mcp')
        refuse(reply.raw, 500, internalError, 'Something went wrong on our side. It has been logged.')
      }
    },
    async close() {
      await Promise.all([modern.close(), sessions.close()])
    },
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
