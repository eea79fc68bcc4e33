import { randomBytes } from 'node:crypto'
import type { Readable, Writable } from 'node:stream'
import { serveStdio as serve, StdioServerTransport } from '@modelcontextprotocol/server/stdio'
import { owner } from '#auth'
import { createServers, type McpNeeds } from './create-server.ts'
import { createPendingState } from './pending-state.ts'

export interface StdioStreams {
  readonly input: Readable
  readonly output: Writable
}

/**
 * MCP over standard input and output, with the rights of the owner: whoever starts it can open the data folder. Resolves
 * when the client has closed its end, or `stopped` is aborted.
 */
export async function serveStdio(
  needs: Omit<McpNeeds, 'pending'>,
  { input, output }: StdioStreams,
  stopped: AbortSignal,
): Promise<void> {
  // A call that waits for a person lives no longer than this process, which alone goes on with it.
  const key = randomBytes(32).toString('base64url')
  const { createServer } = createServers({ ...needs, pending: createPendingState(() => key) })
  const ended = Promise.withResolvers<void>()
  const connection = serve(() => createServer(owner), {
    transport: new StdioServerTransport(input, output),
    onerror: (error) => needs.log.warn({ err: error }, 'mcp'),
  })
  input.once('end', () => ended.resolve())
  input.once('close', () => ended.resolve())
  if (stopped.aborted) ended.resolve()
  stopped.addEventListener('abort', () => ended.resolve(), { once: true })
  await ended.promise
  await connection.close()
}
