import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { readConfig } from '#config'
import { connect } from '../mcp/mcp-client.ts'
import { client } from '../support/client.ts'
import { runPollux } from '../support/run-pollux.ts'
import { startServer, type RunningServer } from '../support/start-server.ts'

/** Pages of other sites: what a browser is told about them, and what is refused to them all the same. */
const app = 'https://app.example.com'
const site = 'https://www.example.com'
let server: RunningServer
before(async () => {
  server = await startServer({ env: { CORS_ORIGINS: `${app}, http://localhost:8080`, WIDGET_ORIGINS: site } })
})
after(() => server?.[Symbol.asyncDispose]())

function preflight(origin: string, path: string, method: string, headers = 'authorization,content-type') {
  return fetch(server.url + path, {
    method: 'OPTIONS',
    headers: { origin, 'access-control-request-method': method, 'access-control-request-headers': headers },
  })
}

const allowed = (reply: Response) => reply.headers.get('access-control-allow-origin')

test('a named origin may call every interface for programs with a token, and never with a cookie', async () => {
  for (const [path, method] of [
    ['/api/v1/twin/answers', 'POST'],
    ['/api/v1/tickets/1', 'PATCH'],
    ['/api/v1/keys', 'DELETE'],
    ['/v1/chat/completions', 'POST'],
    ['/mcp', 'POST'],
  ] as const) {
    const reply = await preflight(app, path, method)
    assert.equal(reply.status, 204, path)
    assert.equal(allowed(reply), app)
    assert.match(reply.headers.get('access-control-allow-methods') ?? '', new RegExp(`\\b${method}\\b`))
    assert.equal(reply.headers.get('access-control-allow-headers'), 'authorization,content-type')
    assert.equal(reply.headers.get('access-control-allow-credentials'), null)
    assert.match(reply.headers.get('vary') ?? '', /\bOrigin\b/i)
  }
  const { status, headers } = await client(server).send('GET', '/api/v1/keys', {
    token: server.token,
    headers: { origin: app },
  })
  assert.equal(status, 200)
  assert.equal(headers.get('access-control-allow-origin'), app)
  assert.equal(headers.get('access-control-allow-credentials'), null)
})

test('a page can read why it was refused, and the headers that say what to do', async () => {
  const { status, headers } = await client(server).send('GET', '/api/v1/keys', { headers: { origin: app } })
  assert.equal(status, 401)
  assert.equal(headers.get('access-control-allow-origin'), app)
  assert.match(headers.get('access-control-expose-headers') ?? '', /retry-after.*www-authenticate/)
})

test('events carry the headers too', async () => {
  const reply = await fetch(`${server.url}/api/v1/twin/answers`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', origin: site },
    body: JSON.stringify({ question: 'Where do you work today?' }),
  })
  assert.equal(allowed(reply), site)
  assert.match(await reply.text(), /event: done/)
})

test('nobody else is let in: another origin, one that looks like it, null, none', async () => {
  for (const origin of [
    'https://evil.example',
    `${app}.evil.example`,
    'http://app.example.com',
    `${app}:8443`,
    'null',
    'HTTPS://APP.EXAMPLE.COM',
  ]) {
    const asked = await preflight(origin, '/api/v1/twin/answers', 'POST')
    assert.equal(asked.status, 404, origin)
    assert.equal(allowed(asked), null, origin)
    const read = await fetch(`${server.url}/api/v1/twin`, { headers: { origin } })
    assert.equal(allowed(read), null, origin)
    assert.match(read.headers.get('vary') ?? '', /Origin/)
  }
  assert.equal(allowed(await fetch(`${server.url}/api/v1/twin`)), null)
})

test('only what programs call is opened: no page, no metrics, no health', async () => {
  for (const path of ['/', '/metrics', '/api/health', '/ready', '/api/openapi.json', '/v1', '/mcp/x'])
    assert.equal(allowed(await fetch(server.url + path, { headers: { origin: app } })), null, path)
})

test('/mcp takes a page of a named origin, and still no other', async () => {
  const call = (origin: string) =>
    fetch(`${server.url}/mcp`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream', origin },
      body: JSON.stringify({
        jsonrpc: '2.0',
        id: 1,
        method: 'initialize',
        params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'page', version: '1' } },
      }),
    })
  const taken = await call(app)
  assert.equal(taken.status, 200)
  assert.equal(allowed(taken), app)
  assert.match(taken.headers.get('access-control-expose-headers') ?? '', /mcp-session-id/)
  assert.ok(taken.headers.get('mcp-session-id'))
  for (const origin of ['https://evil.example', site]) assert.equal((await call(origin)).status, 403, origin)
  await using unaffected = await connect(server, { era: '2026-07-28' })
  assert.ok((await unaffected.listTools()).tools.length > 0)
})

test('a site that carries the widget gets what the widget needs, as the public, whatever its page sends', async () => {
  const asks = await preflight(site, '/api/v1/twin/answers', 'POST', 'authorization,content-type')
  assert.equal(asks.status, 204)
  assert.equal(allowed(asks), site)
  assert.equal(asks.headers.get('access-control-allow-methods'), 'POST')
  assert.equal(asks.headers.get('access-control-allow-headers'), 'content-type', 'no Authorization')
  for (const [path, method] of [
    ['/api/v1/keys', 'GET'],
    ['/api/v1/twin/sources', 'POST'],
    ['/v1/chat/completions', 'POST'],
    ['/mcp', 'POST'],
    ['/api/v1/twin/', 'GET'],
  ] as const)
    assert.equal(allowed(await preflight(site, path, method)), null, path)

  const { send } = client(server)
  for (const [method, path] of [
    ['GET', '/api/v1/twin'],
    ['GET', '/api/v1/twin/questions'],
    ['GET', '/api/v1/keys'],
  ] as const) {
    const { status, body } = await send<{ error: { message: string } }>(method, path, {
      token: server.token,
      headers: { origin: site },
    })
    assert.equal(status, 403, path)
    assert.match(body.error.message, /CORS_ORIGINS/)
  }
  const asPublic = await send<{ documents: unknown[] }>('GET', '/api/v1/twin', { headers: { origin: site } })
  const plain = await send<{ documents: unknown[] }>('GET', '/api/v1/twin')
  assert.deepEqual(asPublic.body, plain.body)
})

test('closed by default', async () => {
  await using closed = await startServer()
  const reply = await fetch(`${closed.url}/api/v1/twin`, { headers: { origin: app } })
  assert.equal(allowed(reply), null)
  const asked = await fetch(`${closed.url}/api/v1/twin/answers`, {
    method: 'OPTIONS',
    headers: { origin: app, 'access-control-request-method': 'POST' },
  })
  assert.equal(asked.status, 404)
  assert.equal(allowed(asked), null)
})

test('what is no exact origin is refused at the start, with words', async () => {
  const { code, stderr } = await runPollux(['serve'], {
    CORS_ORIGINS: 'https://ok.example,*',
    DATA_DIR: '/nonexistent',
  })
  assert.equal(code, 1)
  assert.match(stderr, /CORS_ORIGINS: "\*" would let in sites nobody named/)
  // A start reads its settings before all else.
  for (const [value, message] of [
    ['https://*.example.com', /would let in sites nobody named/],
    ['null', /"null" is what every sandboxed page/],
    ['https://app.example.com/', /not an origin as browsers send it; write https:\/\/app\.example\.com$/m],
    ['https://App.example.com', /write https:\/\/app\.example\.com$/m],
    ['https://app.example.com:443', /write https:\/\/app\.example\.com$/m],
    ['https://user:word@app.example.com', /write https:\/\/app\.example\.com$/m],
    ['app.example.com', /is not an origin; write it as https:\/\/www\.example\.com/],
    ['file:///tmp', /is not an origin/],
  ] as const)
    assert.throws(() => readConfig({ CORS_ORIGINS: `https://ok.example,${value}` }), { message }, value)
})
