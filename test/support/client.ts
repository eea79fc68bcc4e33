import type { Answer, IngestReport } from '#twin'
import type { RunningServer } from './start-server.ts'

export interface Reply<Body> {
  readonly status: number
  readonly headers: Headers
  readonly body: Body
}

export interface ErrorBody {
  error: { code: string; message: string; details?: { path: string; message: string }[]; requestId: string }
}

/** A caller over HTTP: as anyone, or with the owner token. */
export function client(server: Pick<RunningServer, 'url' | 'token'>) {
  async function send<Body>(
    method: string,
    path: string,
    { body, token, headers }: { body?: unknown; token?: string | undefined; headers?: Record<string, string> } = {},
  ): Promise<Reply<Body>> {
    const json = body !== undefined && !(body instanceof FormData)
    const reply = await fetch(`${server.url}${path}`, {
      method,
      headers: {
        ...(json && { 'content-type': 'application/json' }),
        ...(token && { authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...(body !== undefined && { body: json ? JSON.stringify(body) : (body as FormData) }),
    })
    const text = await reply.text()
    return { status: reply.status, headers: reply.headers, body: (text === '' ? undefined : JSON.parse(text)) as Body }
  }
  return {
    send,
    get: <Body>(path: string, token?: string) => send<Body>('GET', path, { token }),
    ask: (question: string, more: Record<string, unknown> = {}, token?: string) =>
      send<Answer>('POST', '/api/v1/twin/answers', { body: { question, ...more }, token }),
    /** Adds one text as the owner. */
    add: (source: { name: string; text: string } & Record<string, unknown>) =>
      send<{ files: (IngestReport & { status: 'added' | 'updated'; sources: { id: string; version: string }[] })[] }>(
        'POST',
        '/api/v1/twin/sources',
        { body: source, token: server.token },
      ),
    upload(name: string, bytes: Uint8Array, fields: Record<string, string> = {}) {
      const form = new FormData()
      for (const [key, value] of Object.entries(fields)) form.append(key, value)
      form.append('file', new Blob([bytes as Uint8Array<ArrayBuffer>]), name)
      return send<{ files: IngestReport[] } & ErrorBody>('POST', '/api/v1/twin/sources', {
        body: form,
        token: server.token,
      })
    },
  }
}

/** The events of a text/event-stream body, in order. */
export function serverEvents(text: string): { event: string; data: unknown }[] {
  return text
    .split('\n\n')
    .filter((block) => block !== '')
    .map((block) => {
      const event = /^event: (.*)$/m.exec(block)?.[1] ?? ''
      return { event, data: JSON.parse(/^data: (.*)$/m.exec(block)?.[1] ?? 'null') as unknown }
    })
}
