import process from 'node:process'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { StdioServerTransport } from '@modelcontextprotocol/server/stdio'
import { relay } from './relay.ts'
import { readSettings } from './settings.ts'

/** Started by the client with POLLUX_URL and POLLUX_KEY; ends when the client closes its end. */
try {
  const { endpoint, key } = readSettings(process.env)
  const headers: Record<string, string> = key ? { authorization: `Bearer ${key}` } : {}
  await relay(
    new StdioServerTransport(),
    () => new StreamableHTTPClientTransport(endpoint, { requestInit: { headers } }),
    {
      endpoint,
      warn: (message) => void process.stderr.write(`pollux: ${message}\n`),
    },
  )
  process.stdin.once('end', () => process.exit(0))
} catch (error) {
  process.stderr.write(`pollux: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
