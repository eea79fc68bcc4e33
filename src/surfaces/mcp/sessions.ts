import type { IncomingMessage, ServerResponse } from 'node:http'
import { NodeStreamableHTTPServerTransport } from '@modelcontextprotocol/node'
import { isInitializeRequest, type AuthInfo } from '@modelcontextprotocol/server'
import type { Actor } from '#auth'
import type { CreateServer } from './create-server.ts'
import { sameRights } from '../http/rights-guard.ts'
import { invalidRequest, refuse } from './rpc-error.ts'

interface Session {
  readonly id: string
  readonly actor: Actor
  readonly transport: NodeStreamableHTTPServerTransport
  close(): Promise<void>
  /** Requests that are being answered, an open stream of notifications among them. */
  open: number
  usedAt: number
}

/** Sessions of the 2025 era: what a client was told at its start, and the stream it is told things on. */
export interface Sessions {
  answer(
    request: IncomingMessage & { auth?: AuthInfo },
    response: ServerResponse,
    body: unknown,
    actor: Actor,
  ): Promise<void>
  close(): Promise<void>
}

interface SessionsNeeds {
  readonly createServer: CreateServer
  /** Makes an id that nobody can guess. */
  readonly newId: () => string
  readonly failed: (error: Error) => void
  readonly now?: () => number
}

export const noSuchSession = 'There is no such session. Start anew with initialize.'

const idleMs = 30 * 60_000
/** For each caller, so that strangers together cannot push the owner's sessions out. */
const maxPerActor = 200

export function beginsSession({ method }: Pick<IncomingMessage, 'method'>, body: unknown): boolean {
  return method === 'POST' && [body].flat().some((message) => isInitializeRequest(message))
}

export function createSessions({ createServer, newId, failed, now = Date.now }: SessionsNeeds): Sessions {
  const sessions = new Map<string, Session>()
  const sweeping = setInterval(() => {
    for (const session of sessions.values()) if (session.open === 0 && now() - session.usedAt > idleMs) end(session)
  }, 60_000)
  sweeping.unref()

  function end(session: Session): void {
    sessions.delete(session.id)
    session.close().catch(failed)
  }

  /** The one unused for longest makes room, as it would after its idle time. */
  function makeRoom(actor: Actor): void {
    const own = [...sessions.values()].filter((session) => session.actor.id === actor.id)
    if (own.length < maxPerActor) return
    end(own.reduce((oldest, session) => (session.usedAt < oldest.usedAt ? session : oldest)))
  }

  async function begin(actor: Actor): Promise<NodeStreamableHTTPServerTransport> {
    const server = createServer(actor)
    const transport = new NodeStreamableHTTPServerTransport({
      sessionIdGenerator: newId,
      onsessioninitialized(id) {
        makeRoom(actor)
        sessions.set(id, { id, actor, transport, close: () => server.close(), open: 0, usedAt: now() })
      },
      onsessionclosed: (id) => void sessions.delete(id),
    })
    transport.onerror = failed
    await server.connect(transport)
    return transport
  }

  return {
    async answer(request, response, body, actor) {
      const id = request.headers['mcp-session-id']
      if (id === undefined) {
        if (!beginsSession(request, body))
          return refuse(
            response,
            400,
            invalidRequest,
            'Start with initialize, or speak 2026-07-28, which needs no session.',
          )
        return (await begin(actor)).handleRequest(request, response, body)
      }
      const session = sessions.get(String(id))
      // One that is not the caller's is as missing as any other.
      if (!session || !sameRights(session.actor, actor)) return refuse(response, 404, invalidRequest, noSuchSession)
      session.usedAt = now()
      session.open++
      response.once('close', () => {
        session.open--
        session.usedAt = now()
      })
      await session.transport.handleRequest(request, response, body)
    },
    async close() {
      clearInterval(sweeping)
      const open = [...sessions.values()]
      sessions.clear()
      await Promise.all(open.map((session) => session.close()))
    },
  }
}
