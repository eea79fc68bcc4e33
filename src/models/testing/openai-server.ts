import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface ReceivedRequest {
  readonly path: string
  readonly authorization: string | undefined
  readonly headers: IncomingHttpHeaders
  readonly body: { model?: string; messages?: { role: string; content: unknown }[]; input?: string[]; stream?: boolean }
}

/** What the server does with one request. Left open unless it ends the response. */
export type Behaviour = (response: ServerResponse, request: ReceivedRequest) => void | Promise<void>

/** A real HTTP server on loopback that speaks the OpenAI protocol; the last behaviour repeats. */
export async function openaiServer(...behaviours: Behaviour[]) {
  const requests: ReceivedRequest[] = []
  const server = createServer((request, response) => {
    void read(request).then(async (received) => {
      requests.push(received)
      await behaviours[Math.min(requests.length, behaviours.length) - 1]!(response, received)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function read(request: IncomingMessage): Promise<ReceivedRequest> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const body = Buffer.concat(chunks).toString()
  return {
    path: request.url ?? '',
    authorization: request.headers.authorization,
    headers: request.headers,
    body: body === '' ? {} : JSON.parse(body),
  }
}

function chunk(delta: object, finish: string | null = null): string {
  const choices = [{ index: 0, delta, finish_reason: finish }]
  return `data: ${JSON.stringify({ id: 'c1', object: 'chat.completion.chunk', created: 1, model: 'm', choices })}\n\n`
}

const eventStream = { 'content-type': 'text/event-stream' }

/** Streams the pieces and ends well. */
export const streams =
  (...pieces: string[]): Behaviour =>
  (response) => {
    response.writeHead(200, eventStream)
    for (const content of pieces) response.write(chunk({ content }))
    response.write(chunk({}, 'stop'))
    response.end('data: [DONE]\n\n')
  }

/** Streams the pieces, then breaks the connection. */
export const cutsAfter =
  (...pieces: string[]): Behaviour =>
  async (response) => {
    response.writeHead(200, eventStream)
    for (const content of pieces) response.write(chunk({ content }))
    await new Promise((resolve) => setTimeout(resolve, 20))
    response.destroy()
  }

/** Streams the pieces, then ends the response properly without a finish reason. */
export const endsEarlyAfter =
  (...pieces: string[]): Behaviour =>
  (response) => {
    response.writeHead(200, eventStream)
    for (const content of pieces) response.write(chunk({ content }))
    response.end()
  }

/** Streams the pieces, then says nothing more and keeps the connection. */
export const hangsAfter =
  (...pieces: string[]): Behaviour =>
  (response) => {
    response.writeHead(200, eventStream)
    for (const content of pieces) response.write(chunk({ content }))
  }

/** Accepts the request and never answers. */
export const hangs: Behaviour = () => undefined

export const malformed: Behaviour = (response) => {
  response.writeHead(200, eventStream)
  response.end('data: {"choices": [{"delta": {"content": "Hel\n\n')
}

export const fails =
  (status: number, message: string, headers: Record<string, string> = {}): Behaviour =>
  (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers })
    response.end(JSON.stringify({ error: { message, type: 'error', code: null, param: null } }))
  }

/** Answers every input with the vector that `vector` makes of it. */
export const embeds =
  (vector: (text: string) => number[]): Behaviour =>
  (response, { body }) => {
    const data = (body.input ?? []).map((text, index) => ({ object: 'embedding', index, embedding: vector(text) }))
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ object: 'list', data, model: 'm', usage: { prompt_tokens: 1, total_tokens: 1 } }))
  }
