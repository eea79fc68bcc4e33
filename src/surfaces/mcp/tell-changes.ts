import { ProtocolError, ResourceNotFoundError, type McpServer } from '@modelcontextprotocol/server'
import type { Actor } from '#auth'
import type { Change, Changes, Watching } from './changes.ts'

const invalidRequest = -32600
/** For one session: each run among them is looked at every second. */
export const maxSubscriptions = 100

/** The subscriptions of a client of the 2025 era, and what it is told: on its stream, as long as its session is open. */
export function tellChanges(server: McpServer, actor: Actor, changes: Changes): void {
  const uris = new Set<string>()
  let watching: Watching | undefined
  server.server.oninitialized = () => {
    watching = changes.watch(
      actor,
      () => uris,
      (change) => {
        if (change.kind === 'list' || uris.has(change.uri)) send(server, change)
      },
    )
  }
  server.server.onclose = () => watching?.[Symbol.dispose]()

  server.server.setRequestHandler('resources/subscribe', async ({ params: { uri } }) => {
    // What is missing and what is not for the caller look alike: there is never anything to tell of either.
    if (!uri.startsWith('digitaltwin://')) throw new ResourceNotFoundError(uri)
    if (uris.size >= maxSubscriptions && !uris.has(uri))
      throw new ProtocolError(invalidRequest, `At most ${maxSubscriptions} resources can be subscribed to.`)
    uris.add(uri)
    await watching?.settled()
    return {}
  })
  server.server.setRequestHandler('resources/unsubscribe', ({ params: { uri } }) => {
    uris.delete(uri)
    return {}
  })
}

/** A client that has gone, or listens to no stream, is not told; what it sees is read anew when it comes back. */
export function send({ server }: McpServer, change: Change): void {
  const sent =
    change.kind === 'list' ? server.sendResourceListChanged() : server.sendResourceUpdated({ uri: change.uri })
  sent.catch(() => {})
}
