import assert from 'node:assert/strict'
import { Agent, request } from 'node:http'
import { after, before, test } from 'node:test'
import type { ErrorBody } from '#test/client.ts'
import { startServer, type RunningServer } from '#test/start-server.ts'
import { exchange } from './raw-exchange.ts'

let server: RunningServer

before(async () => {
  server = await startServer({ env: { POLLUX_SAMPLE: 'never' } })
})
after(() => server[Symbol.asyncDispose]())

test('a browser that opens an unknown address gets a page, everybody else JSON', async () => {
  const accept = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'
  const page = await fetch(`${server.url}/nowhere?<script>`, { headers: { accept } })
  assert.equal(page.status, 404)
  assert.match(page.headers.get('content-type') ?? '', /^text\/html/)
  assert.match(page.headers.get('content-security-policy') ?? '', /default-src 'self'/)
  assert.equal(page.headers.get('x-content-type-options'), 'nosniff')
  const html = await page.text()
  assert.match(html, /<h1>Not found<\/h1>[^]*<a href="\/">/)
  assert.doesNotMatch(html, /script/)
  for (const [path, headers] of [
    ['/nowhere', {}],
    ['/nowhere', { accept: 'application/json' }],
    ['/api/nowhere', { accept }],
    ['/api', { accept }],
    ['/v1/nowhere', { accept }],
  ] as const) {
    const reply = await fetch(server.url + path, { headers })
    assert.equal(reply.status, 404)
    assert.equal(((await reply.json()) as ErrorBody).error.code, 'not_found', path)
  }
  const posted = await fetch(`${server.url}/nowhere`, { method: 'POST', headers: { accept } })
  assert.equal(((await posted.json()) as ErrorBody).error.code, 'not_found')
})

for (const [name, request, status, message] of [
  ['a line that is no header', 'GET / HTTP/1.1\r\nbad header\r\n\r\n', 400, /not valid HTTP/],
  ['something else than HTTP', '\x16\x03\x01\x02\x00', 400, /not valid HTTP/],
  ['headers without end', `GET / HTTP/1.1\r\nhost: a\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`, 431, /16 KB/],
  ['no host', 'GET / HTTP/1.1\r\n\r\n', 400, /Host/],
] as const) {
  test(`${name}: ${status}, in the words of every other error`, async () => {
    const reply = await exchange(server, request)
    const [head = '', body = ''] = reply.split('\r\n\r\n')
    assert.match(head, new RegExp(`^HTTP/1\\.1 ${status} `))
    assert.match(head, /^content-security-policy: default-src 'self'/im)
    assert.match(head, /^content-type: application\/json; charset=utf-8$/im)
    const { error } = JSON.parse(body) as ErrorBody
    assert.equal(error.code, 'invalid_input')
    assert.match(error.message, message)
    assert.ok(error.requestId)
    assert.match(head, new RegExp(`^x-request-id: ${error.requestId}$`, 'im'))
  })
}

test('a body nested deeper than anything we take is refused at every door, before anything walks down it', async () => {
  const nested = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`
  const send = (path: string, body: string) =>
    fetch(server.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
      body,
    })
  for (const path of ['/api/v1/twin/answers', '/v1/chat/completions', '/mcp']) {
    const reply = await send(path, nested(20_000))
    assert.equal(reply.status, 400, path)
    assert.match(await reply.text(), /nested more than 100 levels/, path)
  }
  assert.doesNotMatch(await (await send('/api/v1/twin/answers', nested(100))).text(), /nested/)
})

test('who sends a body that is too large can send all of it, reads why it is refused, and goes on on the same connection', async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const ports = new Set<number | undefined>()
  const send = (bytes: number) =>
    new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
      const headers = { 'content-type': 'application/json', 'content-length': bytes }
      const sent = request(`${server.url}/api/v1/twin/answers`, { method: 'POST', agent, headers }, (reply) => {
        let body = ''
        reply.on('data', (part) => (body += String(part)))
        reply.on('end', () => resolve({ status: reply.statusCode, text: body }))
      })
      sent.on('socket', (socket) => ports.add(socket.localPort))
      sent.on('error', reject)
      sent.end(Buffer.alloc(bytes, 'x'))
    })
  for (let times = 0; times < 20; times++) {
    const { status, text } = await send(4 * 1024 * 1024)
    assert.equal(status, 413)
    assert.match(text, /payload_too_large/)
  }
  assert.equal((await send(10)).status, 400)
  agent.destroy()
  assert.ok(ports.size <= 2, `${ports.size} connections`) // the first is unknown until it is open
})
