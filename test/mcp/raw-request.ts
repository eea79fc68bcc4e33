import { request as httpRequest } from 'node:http'
import type { RunningServer } from '#test/start-server.ts'

export interface RawReply {
  readonly status: number
  readonly headers: Record<string, string | string[] | undefined>
  readonly text: string
  /** The JSON of the body, or of the last event of a stream: of the fields looked at, those that are there. */
  readonly json: RpcReply
}

export interface RpcReply {
  jsonrpc: string
  error: { code: number; data: { code: string } }
  result: {
    resultType: string
    isError: boolean
    content: { text: string }[]
    tools: unknown[]
    resources: unknown[]
    requestState: string
    structuredContent: { state: string; run_id: string }
  }
}

interface RawOptions {
  readonly method?: string
  readonly token?: string | undefined
  readonly headers?: Record<string, string>
}

/** Any request at all to /mcp, also with headers that fetch would not send. */
export async function send(
  server: Pick<RunningServer, 'url'>,
  body: string | object | undefined,
  { method = 'POST', token, headers = {} }: RawOptions = {},
): Promise<RawReply> {
  const { promise, resolve, reject } = Promise.withResolvers<RawReply>()
  const request = httpRequest(
    new URL('/mcp', server.url),
    {
      method,
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        accept: 'application/json, text/event-stream',
        ...(token && { authorization: `Bearer ${token}` }),
        ...headers,
      },
    },
    (reply) => {
      const chunks: Buffer[] = []
      reply.on('data', (chunk: Buffer) => chunks.push(chunk))
      reply.on('error', reject)
      reply.on('end', () => {
        const text = Buffer.concat(chunks).toString()
        resolve({ status: reply.statusCode ?? 0, headers: reply.headers, text, json: lastJson(text) })
      })
    },
  )
  request.on('error', reject)
  request.end(typeof body === 'object' ? JSON.stringify(body) : body)
  return promise
}

function lastJson(text: string): RpcReply {
  const data = [...text.matchAll(/^data: (\{.*)$/gm)].at(-1)?.[1] ?? text
  try {
    return JSON.parse(data) as RpcReply
  } catch {
    return {} as RpcReply
  }
}

/** A request of 2026-07-28, which stands alone. */
export function modern(
  server: Pick<RunningServer, 'url'>,
  method: string,
  params: Record<string, unknown> = {},
  { capabilities = {}, headers = {}, ...options }: RawOptions & { capabilities?: object } = {},
): Promise<RawReply> {
  const request = modernRequest(server, method, params, capabilities)
  return send(server, request.body, { ...options, headers: { ...request.headers, ...headers } })
}

/** The same as what fetch takes, for who reads the reply as it comes. */
export function modernRequest(
  server: Pick<RunningServer, 'url'>,
  method: string,
  params: Record<string, unknown> = {},
  capabilities: object = {},
) {
  const version = '2026-07-28'
  const _meta = {
    'io.modelcontextprotocol/protocolVersion': version,
    'io.modelcontextprotocol/clientInfo': { name: 'raw', version: '1' },
    'io.modelcontextprotocol/clientCapabilities': capabilities,
  }
  const name = params['name'] ?? params['uri']
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
    'mcp-protocol-version': version,
    'mcp-method': method,
    ...(typeof name === 'string' && { 'mcp-name': name }),
  }
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params: { ...params, _meta } })
  return { url: new URL('/mcp', server.url), method: 'POST', headers, body }
}

/** Begins a session of 2025-11-25; answers its id. */
export async function beginSession(server: Pick<RunningServer, 'url'>, token?: string): Promise<string> {
  const params = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'raw', version: '1' } }
  const reply = await send(server, { jsonrpc: '2.0', id: 1, method: 'initialize', params }, { token })
  if (reply.status !== 200) throw new Error(`initialize: ${reply.status} ${reply.text}`)
  return String(reply.headers['mcp-session-id'])
}
