import type { AgentServer } from './agent-server.ts'

/** What every tool answers with. */
export interface Envelope<Data = Record<string, unknown>> {
  status: 'ok' | 'error'
  data: Data
  error: string | null
  error_code?: string
  timestamp: string
}

/** Calls a tool as curl does: the text as it is, as the owner unless said otherwise. */
export async function callTool<Data = Record<string, unknown>>(
  { server }: AgentServer,
  name: string,
  body?: string,
  { method = 'POST', token = server.token }: { method?: string; token?: string | null } = {},
): Promise<{ status: number; body: Envelope<Data> }> {
  const reply = await fetch(`${server.url}/v1/mcp/tools/${name}`, {
    method,
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(token !== null && { authorization: `Bearer ${token}` }),
    },
    ...(body !== undefined && { body }),
  })
  return { status: reply.status, body: (await reply.json()) as Envelope<Data> }
}
