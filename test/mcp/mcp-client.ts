import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import type { RunningServer } from '#test/start-server.ts'

export const eras = ['2026-07-28', '2025-11-25'] as const
export type Era = (typeof eras)[number]

type Capabilities = NonNullable<NonNullable<ConstructorParameters<typeof Client>[1]>['capabilities']>

export interface ConnectOptions {
  readonly era: Era
  readonly token?: string | undefined
  readonly capabilities?: Capabilities
  /** Before it connects, to set what it answers when it is asked. */
  prepare?(client: Client): void
}

/** A client of one era; an older one never hears of the newer. */
export function newClient({ era, capabilities = {}, prepare }: ConnectOptions): Client {
  const client = new Client(
    { name: 'test', version: '1.0.0' },
    { capabilities, versionNegotiation: { mode: era === '2026-07-28' ? { pin: era } : 'legacy' } },
  )
  prepare?.(client)
  return client
}

export async function connect(
  server: Pick<RunningServer, 'url'>,
  options: ConnectOptions,
): Promise<Client & AsyncDisposable> {
  const client = newClient(options)
  const headers: Record<string, string> = options.token ? { authorization: `Bearer ${options.token}` } : {}
  await client.connect(new StreamableHTTPClientTransport(new URL('/mcp', server.url), { requestInit: { headers } }))
  return Object.assign(client, { [Symbol.asyncDispose]: () => client.close() })
}
