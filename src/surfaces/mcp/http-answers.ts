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
import { visitorOf } from '../http/visitor-of.ts'
import type { createFixtures } from './conformance-fixtures.ts'
import { createServers, createTools, serverInfo, type McpNeeds, type OneRequest } from './create-server.ts'
import type { NodeSeal } from './node-seal.ts'
import { createOtherNodes, type Nodes } from './other-nodes.ts'
import { createPendingState } from './pending-state.ts'
import { createPlainCalls } from './plain-calls.ts'
import { createChanges, type ChangesNeeds } from './changes.ts'
import type { RightsGuard } from '../http/rights-guard.ts'
import { requireScopeOfTool } from './require-scope-of-tool.ts'
import { internalError, refuse } from './rpc-error.ts'
import { createSessions } from './sessions.ts'
import { createSubscriptions, isListen } from './subscriptions.ts'
import { refuseForeignPages } from './trusted-hosts.ts'

export interface HttpNeeds extends Omit<McpNeeds, 'pending' | 'fixtures' | 'changes'> {
  readonly log: Logger
  readonly events: ChangesNeeds['events'] & Parameters<typeof createFixtures>[0]['events']
  /** Who comes with these credentials: asked again while a stream is open. */
  readonly rights: RightsGuard
  /** Where people reach the server, when that is known. */
  readonly publicUrl: string | undefined
  /** Sites whose pages may call. */
  readonly corsOrigins: readonly string[]
  readonly nodes: Nodes
  readonly seal: NodeSeal['seal']
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
    ? await (
        await import('./conformance-fixtures.ts')
      ).createFixtures({
        changed: {
          tools: () => subscriptions.everyone.publish({ kind: 'tools_list_changed' }),
          prompts: () => subscriptions.everyone.publish({ kind: 'prompts_list_changed' }),
        },
        events: needs.events,
      })
    : undefined
  const changes = createChanges(needs)
  const mcpNeeds = { ...needs, pending: createPendingState(signingKey), changes, fixtures }
  const tools = await createTools(mcpNeeds)
  const scopeOf = (name: string) => tools.find((tool) => tool.name === name)?.scope
  const createServer = createServers(mcpNeeds, tools)
  const answerPlainCall = createPlainCalls({ ...needs, tools, serverInfo: serverInfo(needs) })
  const modern = createMcpHandler(
    ({ authInfo, requestInfo }) => createServer(actorOf(authInfo), requestInfo && oneRequest(requestInfo.headers)),
    { legacy: 'reject', onerror: failed },
  )
  const answerModern = toNodeHandler(modern, { onerror: (error) => log.error({ err: error }, 'mcp') })
  const others = createOtherNodes({ nodes: needs.nodes, seal: needs.seal, log })
  const sessions = createSessions({ createServer, newId: others.newSessionId, failed })
  const subscriptions = createSubscriptions({ createServer, changes, failed })

  return {
    check(request) {
      const { method, headers, actor, routeOptions } = request
      refuseForeignPages(headers, needs)
      if (routeOptions.url === signedInPath) requireKnown(actor)
      // A page may send any other type without asking first, and the SDK sees a body that was parsed already.
      if (method === 'POST' && !isJsonContentType(headers['content-type']))
        throw new AppError('unsupported_media_type', 'Send JSON-RPC as application/json.')
    },
    async answer(request, reply) {
      const { actor, body } = request
      requireScopeOfTool(request, reply, { scopeOf, publicUrl })
      const of2025 = isOf2025(request)
      if (of2025 && (await others.answer(request, reply))) return
      const plainAnswer = of2025 ? undefined : await answerPlainCall(request, reply.raw)
      reply.hijack()
      // Hijacking skips Fastify's own sending, and with it the headers that it would have sent.
      for (const [name, value] of Object.entries(reply.getHeaders()))
        if (value !== undefined) reply.raw.setHeader(name, value)
      // A proxy in front must not hold events back.
      reply.raw.setHeader('x-accel-buffering', 'no')
      if (plainAnswer !== undefined) {
        // Not by Fastify, which tells a charset that this type has none of (RFC 8259, 11).
        reply.raw.setHeader('content-type', 'application/json')
        reply.raw.end(plainAnswer)
        return
      }
      const raw = Object.assign(request.raw, { auth: authOf(actor, visitorOf(request)) })
      let end = async (): Promise<void> => void reply.raw.destroy()
      reply.raw.once(
        'close',
        needs.rights.watch(request.credentials, actor, () => void end().catch(failed)),
      )
      try {
        if (isListen(body)) end = await subscriptions.answer(raw, reply.raw, body, actor)
        else if (of2025) await sessions.answer(raw, reply.raw, body, actor)
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
      others.close()
      await Promise.all([modern.close(), sessions.close(), subscriptions.close()])
      changes[Symbol.dispose]()
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

/** The headers of 2026-07-28 say it, and the SDK has compared them with the body before it asks for a server. */
function oneRequest(headers: Headers): OneRequest | undefined {
  const method = headers.get('mcp-method')?.trim()
  const name = headers.get('mcp-name')?.trim()
  // A name that needs no encoding stands there as it is.
  return method === undefined ? undefined : { method, name: name?.startsWith('=?') ? undefined : name }
}

/** Who is asking was found out before; here it only travels along. */
function authOf(actor: Actor, visitor: string): AuthInfo {
  return { token: '', clientId: actor.id, scopes: [...actor.scopes], extra: { actor, visitor } }
}

function actorOf(auth: AuthInfo | undefined): Actor {
  return (auth?.extra?.['actor'] as Actor | undefined) ?? anyone
}
