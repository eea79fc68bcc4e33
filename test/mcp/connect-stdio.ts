import type { Client } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import { productEntry } from '#test/product-entry.ts'
import { serverEnvironment } from '#test/server-environment.ts'
import { newClient, type Era } from './mcp-client.ts'

/** Starts `pollux mcp` as a client does, and speaks to it over its pipes; its user approves what is asked. */
export async function connectStdio(era: Era, env: Record<string, string>): Promise<Client & AsyncDisposable> {
  const client = newClient({
    era,
    capabilities: { elicitation: { form: {} } },
    prepare: (made) =>
      made.setRequestHandler('elicitation/create', () => ({
        action: 'accept' as const,
        content: { decision: 'approve' },
      })),
  })
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [productEntry, 'mcp'],
      env: { ...serverEnvironment(), ...env },
    }),
    { timeout: 60_000 },
  )
  return Object.assign(client, { [Symbol.asyncDispose]: () => client.close() })
}
