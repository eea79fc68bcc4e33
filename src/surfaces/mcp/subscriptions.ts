import type { IncomingMessage, ServerResponse } from 'node:http'
import { toNodeHandler } from '@modelcontextprotocol/node'
import {
  createMcpHandler,
  InMemoryServerEventBus,
  isJSONRPCRequest,
  type ServerEvent,
  type ServerEventBus,
} from '@modelcontextprotocol/server'
import type { Actor } from '#auth'
import type { Changes } from './changes.ts'
import type { CreateServer } from './create-server.ts'
import { invalidRequest, refuse } from './rpc-error.ts'
import { maxSubscriptions } from './tell-changes.ts'

/** The streams of 2026-07-28 that tell what changes (`subscriptions/listen`). */
export interface Subscriptions {
  /** Reports to all open streams: for what the conformance suite sets off. */
  readonly everyone: ServerEventBus
  /** Answers until the client goes away; the function it resolves to ends it before. */
  answer(request: IncomingMessage, response: ServerResponse, body: unknown, actor: Actor): Promise<() => Promise<void>>
  close(): Promise<void>
}

interface SubscriptionsNeeds {
  readonly createServer: CreateServer
  readonly changes: Changes
  readonly failed: (error: Error) => void
}

/** In this process; a client holds one open for as long as it runs. */
const maxStreams = 1024

export const isListen = (body: unknown): boolean => isJSONRPCRequest(body) && body.method === 'subscriptions/listen'

/**
 * A handler for each stream, since the SDK's bus does not say who listens: each is told what its own caller may see, and
 * ended by itself when that caller loses its rights.
 */
export function createSubscriptions({ createServer, changes, failed }: SubscriptionsNeeds): Subscriptions {
  const everyone = new InMemoryServerEventBus(failed)
  const open = new Set<() => Promise<void>>()
  return {
    everyone,
    async answer(request, response, body, actor) {
      const uris = urisOf(body)
      if (open.size >= maxStreams || uris.length > maxSubscriptions) {
        const message =
          open.size >= maxStreams
            ? 'Too many clients listen already. Try again later.'
            : `At most ${maxSubscriptions} resources can be subscribed to in one stream.`
        refuse(response, 400, invalidRequest, message)
        return async () => {}
      }
      const listeners = new Set<(event: ServerEvent) => void>()
      const watching = changes.watch(
        actor,
        () => uris,
        (change) => {
          for (const listener of listeners) listener(eventOf(change))
        },
      )
      const bus: ServerEventBus = {
        publish: everyone.publish.bind(everyone),
        subscribe(listener) {
          listeners.add(listener)
          const unsubscribe = everyone.subscribe(listener)
          return () => {
            listeners.delete(listener)
            unsubscribe()
          }
        },
      }
      const handler = createMcpHandler(() => createServer(actor), { legacy: 'reject', bus, onerror: failed })
      const end = () => handler.close()
      open.add(end)
      response.once('close', () => {
        open.delete(end)
        watching[Symbol.dispose]()
      })
      // What is acknowledged is true: nothing that happens after it is missed.
      await watching.settled()
      if (response.destroyed) return end
      const answering = toNodeHandler(handler, { onerror: failed })(
        request as Parameters<ReturnType<typeof toNodeHandler>>[0],
        response as Parameters<ReturnType<typeof toNodeHandler>>[1],
        body,
      )
      answering.catch(failed)
      return end
    },
    async close() {
      await Promise.all([...open].map((end) => end()))
    },
  }
}

/** The resources that a request for a stream names. */
export function urisOf(body: unknown): string[] {
  const { params } = body as { params?: { notifications?: { resourceSubscriptions?: unknown } } }
  const uris = params?.notifications?.resourceSubscriptions
  return Array.isArray(uris) ? uris.filter((uri) => typeof uri === 'string') : []
}

function eventOf(change: Parameters<Parameters<Changes['watch']>[2]>[0]): ServerEvent {
  return change.kind === 'list' ? { kind: 'resources_list_changed' } : { kind: 'resource_updated', uri: change.uri }
}
