import { randomBytes } from 'node:crypto'
import type { Readable, Writable } from 'node:stream'
import type { McpServer } from '@modelcontextprotocol/server'
import { serveStdio as serve, StdioServerTransport } from '@modelcontextprotocol/server/stdio'
import { owner } from '#auth'
import { createChanges, type ChangesNeeds, type Watching } from './changes.ts'
import { createServers, createTools, type McpNeeds } from './create-server.ts'
import { createPendingState } from './pending-state.ts'
import { isListen, urisOf } from './subscriptions.ts'
import { maxSubscriptions, send } from './tell-changes.ts'

export interface StdioStreams {
  readonly input: Readable
  readonly output: Writable
}

/**
 * MCP over standard input and output, with the rights of the owner: whoever starts it can open the data folder. Resolves
 * when the client has closed its end, or `stopped` is aborted.
 */
export async function serveStdio(
  needs: Omit<McpNeeds, 'pending' | 'changes'> & ChangesNeeds,
  { input, output }: StdioStreams,
  stopped: AbortSignal,
): Promise<void> {
  // A call that waits for a person lives no longer than this process, which alone goes on with it.
  const key = randomBytes(32).toString('base64url')
  using changes = createChanges(needs)
  const mcpNeeds = { ...needs, pending: createPendingState(() => key), changes }
  const createServer = createServers(mcpNeeds, await createTools(mcpNeeds))
  const ended = Promise.withResolvers<void>()
  const transport = new StdioServerTransport(input, output)
  const uris = new Set<string>()
  let watching: Watching | undefined
  let serving: McpServer | undefined
  const connection = serve(
    ({ era }) => {
      const server = createServer(owner)
      // In 2026-07-28 the SDK has the subscriptions, and lets through what was subscribed to.
      if (era === 'modern')
        watching ??= changes.watch(
          owner,
          () => uris,
          (change) => serving && send(serving, change),
        )
      return (serving = server)
    },
    { transport, onerror: (error) => needs.log.warn({ err: error }, 'mcp') },
  )
  const deliver = transport.onmessage
  transport.onmessage = (message) => {
    if (!isListen(message)) return deliver?.(message)
    for (const uri of urisOf(message)) if (uris.size < maxSubscriptions) uris.add(uri)
    void Promise.resolve(watching?.settled()).finally(() => deliver?.(message))
  }
  input.once('end', () => ended.resolve())
  input.once('close', () => ended.resolve())
  if (stopped.aborted) ended.resolve()
  stopped.addEventListener('abort', () => ended.resolve(), { once: true })
  await ended.promise
  await connection.close()
}
