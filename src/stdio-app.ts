import type { Config } from '#config'
import type { Tracing } from '#observability'
import type { Logger } from 'pino'
import { createApp } from './app.ts'
import { serveStdio, type StdioStreams } from './surfaces/mcp/stdio.ts'
import { version } from './version.ts'

/** The product behind standard input and output. Resolves when the client has gone, or `stopped` is aborted. */
export async function serveMcp(
  config: Config,
  { log, tracing, streams, stopped }: { log: Logger; tracing: Tracing; streams: StdioStreams; stopped: AbortSignal },
): Promise<void> {
  await using app = await createApp(config, { log, tracing, role: 'tool' })
  await app.storage.open()
  await using _workers = await app.agents.join()
  await serveStdio({ ...app, version, log, tracing }, streams, stopped)
}
