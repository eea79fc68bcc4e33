import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { after, before, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { client, type ErrorBody } from '#test/client.ts'
import { runSql } from '#test/run-sql.ts'
import { startServer, type RunningServer } from '#test/start-server.ts'
import { secureHeadersOf } from '../../src/surfaces/http/secure-headers.ts'
import { modern } from '../mcp/raw-request.ts'
import { exchange } from './raw-exchange.ts'

let server: RunningServer
before(async () => {
  server = await startServer({ env: { POLLUX_SAMPLE: 'never', LOG_LEVEL: 'debug' } })
  await client(server).add({ name: 'a.md', text: '# Office\n\nThe office has 14 desks.', audience: 'public' })
})
after(() => server?.[Symbol.asyncDispose]())

const question = { question: 'How many desks has the office?' }
const headOf = (reply: string) => reply.split('\r\n\r\n')[0] ?? ''
const statusOf = (reply: string) => Number(/^HTTP\/1\.1 (\d+) /.exec(reply)?.[1])
const get = (path: string, headers = '') =>
  exchange(server, `GET ${path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n${headers}\r\n`)

for (const path of [
  '/assets/../../package.json',
  '/assets/../index.html',
  '/assets/..%2f..%2fpackage.json',
  '/assets/%2e%2e/%2e%2e/package.json',
  '/assets/.%2e/%2e./package.json',
  '/assets/..%5c..%5cpackage.json',
  '/assets/%252e%252e%252fpackage.json',
  '/assets/..;/package.json',
  '/assets//etc/passwd',
  '/assets/%2fetc%2fpasswd',
  '/assets/index.html%00.js',
  '/assets/%c0%ae%c0%ae/package.json',
  '/assets/',
  '/../package.json',
  '//etc/passwd',
  '/package.json',
  '/.env',
  '/.git/config',
  '/src/main.ts',
  '/api/reference/..%2f..%2fpackage.json',
  '/api/reference/package.json',
  '/api/reference/__proto__',
])
  test(`there is no way to other files by ${path}`, async () => {
    const reply = await get(path)
    assert.ok([400, 403, 404].includes(statusOf(reply)), headOf(reply))
    assert.doesNotMatch(reply, /"devDependencies"|root:|\[core\]|process\.env/)
  })

for (const path of [
  'http://evil.example/api/v1/twin',
  '*',
  'evil.example:443',
  '/%',
  '/%00',
  '/a%00b',
  '/%0d%0aX-A:%20b',
  '/\\',
])
  test(`a target like ${path} is answered, and nothing of it becomes a header`, async () => {
    const reply = await get(path)
    assert.ok(statusOf(reply) < 500, headOf(reply))
    assert.doesNotMatch(headOf(reply), /^x-a:|evil/im)
  })

test('nothing that is sent becomes a header, another line of the log, or part of the page', async () => {
  const evil = 'a%0d%0aX-Injected:%20yes%0d%0a%0d%0a<script>'
  const { url, token } = server
  for (const [path, init] of [
    [`/api/v1/twin/sources/${evil}`, {}],
    [`/v1/models/${evil}`, {}],
    [`/api/v1/runs?state=${evil}`, { headers: { authorization: `Bearer ${token}` } }],
    ['/api/v1/twin', { headers: { 'x-request-id': 'mine', 'x-forwarded-for': '1.2.3.4', authorization: 'Bearer é' } }],
  ] as const) {
    const reply = await fetch(url + path, init)
    assert.equal(reply.headers.get('x-injected'), null)
    assert.notEqual(reply.headers.get('x-request-id'), 'mine')
    assert.match(reply.headers.get('content-type') ?? '', /^application\/json/)
  }
  const form = new FormData()
  form.append('file', new Blob(['# A\n\nThe desk is red.']), 'a\r\n{"level":50,"msg":"forged"}\r\n.md')
  const uploaded = await client(server).send<object>('POST', '/api/v1/twin/sources', { body: form, token })
  assert.doesNotMatch(JSON.stringify(uploaded.body), /\\r|\\n/)
  const page = await get('/', 'x-forwarded-host: evil.example\r\n')
  assert.doesNotMatch(page, /evil\.example/)
  const named = await exchange(
    server,
    `GET / HTTP/1.1\r\nhost: "><script>alert(1)</script>\r\nconnection: close\r\n\r\n`,
  )
  assert.doesNotMatch(named, /<script>alert/)
  const lines = server
    .logs()
    .split('\n')
    .filter((line) => line.startsWith('{') || line.includes('forged'))
  assert.ok(lines.length > 5)
  for (const line of lines) assert.doesNotThrow(() => JSON.parse(line), line)
  assert.doesNotMatch(server.logs(), new RegExp(token))
})

const smuggled = 'GET /api/v1/twin HTTP/1.1\r\nhost: localhost\r\n\r\n'
const post = 'POST /api/v1/twin/answers HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n'
for (const [name, headers, body] of [
  ['a length and chunks', 'content-length: 6\r\ntransfer-encoding: chunked\r\n', `0\r\n\r\n${smuggled}`],
  ['chunks and a length', 'transfer-encoding: chunked\r\ncontent-length: 6\r\n', `0\r\n\r\n${smuggled}`],
  ['two lengths', 'content-length: 0\r\ncontent-length: 60\r\n', smuggled],
  ['a list of lengths', 'content-length: 0, 60\r\n', smuggled],
  ['a signed length', 'content-length: +0\r\n', smuggled],
  ['a hexadecimal length', 'content-length: 0x0\r\n', smuggled],
  ['chunks by another name', 'transfer-encoding: xchunked\r\n', `0\r\n\r\n${smuggled}`],
  ['chunks that are not last', 'transfer-encoding: chunked, identity\r\n', `0\r\n\r\n${smuggled}`],
  ['a space before the colon', 'transfer-encoding : chunked\r\n', `0\r\n\r\n${smuggled}`],
  ['a folded header', 'transfer-encoding:\r\n chunked\r\ncontent-length: 3\r\n', `0\r\n\r\n${smuggled}`],
  ['a chunk of no size', 'transfer-encoding: chunked\r\n', `zz\r\n${smuggled}`],
  ['a chunk of any size', 'transfer-encoding: chunked\r\n', `ffffffffffffffffff\r\n${smuggled}`],
  ['a line that ends early', 'content-length: 0\ntransfer-encoding: chunked\r\n', `0\r\n\r\n${smuggled}`],
] as const)
  test(`${name}: no second request is read out of the body`, async () => {
    const reply = await exchange(server, `${post}${headers}\r\n${body}`)
    assert.equal(reply.match(/HTTP\/1\.1 \d/g)?.length, 1, reply)
    assert.ok([400, 501].includes(statusOf(reply)), headOf(reply))
    assert.match(headOf(reply), /^connection: close$/im)
  })

test('headers and cookies beyond 16 KB are refused, whatever the surface', async () => {
  for (const path of ['/', '/api/v1/twin', '/v1/models', '/mcp', '/health']) {
    const large = await get(path, `cookie: ${'a'.repeat(17_000)}\r\n`)
    assert.equal(statusOf(large), 431, path)
    const many = await get(path, Array.from({ length: 3_000 }, (_, index) => `x-${index}: y\r\n`).join(''))
    assert.equal(statusOf(many), 431, path)
  }
})

test('a body that says it is too large is refused before it is sent, on every route that takes one', async () => {
  const document = (
    await client(server).get<{ paths: Record<string, Record<string, { requestBody?: object }>> }>('/api/openapi.json')
  ).body
  const routes = Object.entries(document.paths).flatMap(([route, operations]) =>
    Object.entries(operations).flatMap(([method, { requestBody }]) => (requestBody ? [[method, route] as const] : [])),
  )
  assert.ok(routes.length > 20)
  for (const [method, route] of [...routes, ['post', '/mcp'] as const]) {
    const path = route.replace('{id}', '1').replace('{name}', 'a')
    const { hostname, port } = new URL(server.url)
    const socket = connect(Number(port), hostname)
    const answered = text(socket)
    socket.write(
      `${method.toUpperCase()} ${path} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${server.token}\r\naccept: application/json, text/event-stream\r\ncontent-type: application/json\r\ncontent-length: 8000000\r\nconnection: close\r\n\r\n{`,
    )
    const reply = await Promise.race([answered, delay(5_000, 'no answer')])
    socket.destroy()
    // Without an embedding model there is nothing to send it to, which is said first.
    if (route === '/v1/embeddings' && statusOf(reply) === 404) continue
    assert.equal(statusOf(reply), 413, `${method} ${route}: ${headOf(reply)}`)
    assert.match(reply, /"payload_too_large"|"code":-32600|"request_too_large"/, route)
  }
})

test('methods that nobody needs find nothing, and headers that ask for another method are not heard', async () => {
  const { body } = await client(server).add({ name: 'kept.md', text: '# Kept\n\nThe lamp is green.' })
  const path = `/api/v1/twin/sources/${body.files[0]!.sources[0]!.id}`
  for (const method of ['TRACE', 'PROPFIND', 'PUT', 'OPTIONS', 'LINK']) {
    const reply = await exchange(
      server,
      `${method} ${path} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${server.token}\r\nx-secret: 4711\r\nconnection: close\r\n\r\n`,
    )
    assert.ok([400, 404, 405].includes(statusOf(reply)), `${method}: ${headOf(reply)}`)
    assert.doesNotMatch(reply, /4711|Bearer/)
  }
  assert.equal(await exchange(server, 'CONNECT evil.example:443 HTTP/1.1\r\nhost: evil.example\r\n\r\n'), '')
  for (const header of ['x-http-method-override', 'x-http-method', 'x-method-override']) {
    await client(server).send('POST', path, { token: server.token, headers: { [header]: 'DELETE' } })
    await client(server).send('GET', `${path}?_method=DELETE`, { token: server.token, headers: { [header]: 'DELETE' } })
  }
  assert.equal((await client(server).get(path, server.token)).status, 200)
  const head = await fetch(server.url + path, { method: 'HEAD', headers: { authorization: `Bearer ${server.token}` } })
  assert.deepEqual([head.status, await head.text()], [200, ''])
  assert.equal((await fetch(server.url + path, { method: 'HEAD' })).status, 404)
})

test('a page of another site may ask nothing and read nothing', async () => {
  const origin = 'https://evil.example'
  for (const path of [
    '/',
    '/api/v1/twin',
    '/api/v1/twin/answers',
    '/api/chat',
    '/v1/models',
    '/v1/chat/completions',
    '/mcp',
    '/health',
    '/metrics',
    '/v1/mcp/tools/create_backup',
  ]) {
    const preflight = await fetch(server.url + path, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' },
    })
    const simple = await fetch(server.url + path, { headers: { origin } })
    for (const { headers } of [preflight, simple])
      for (const name of [
        'access-control-allow-origin',
        'access-control-allow-credentials',
        'access-control-allow-headers',
      ])
        assert.equal(headers.get(name), null, `${path}: ${name}`)
  }
  // What a page may send without asking is not what a route reads.
  for (const path of ['/api/v1/twin/answers', '/api/chat', '/v1/chat/completions', '/mcp', '/api/v1/tickets'])
    for (const type of ['text/plain', 'application/x-www-form-urlencoded']) {
      const reply = await fetch(server.url + path, {
        method: 'POST',
        headers: { origin, 'content-type': type, authorization: `Bearer ${server.token}` },
        body: JSON.stringify(question),
      })
      assert.ok([403, 415].includes(reply.status), `${path} ${type}: ${reply.status}`)
    }
})

test('a name that was rebound to this machine reaches what the public sees, and no more', async () => {
  const path = '/api/v1/keys'
  const reply = await get(path, 'origin: http://rebound.example\r\n').then(headOf)
  assert.equal(statusOf(reply), 401)
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const raw = httpRequest(new URL('/mcp', server.url), {
    method: 'POST',
    headers: { host: 'rebound.example', 'content-type': 'application/json' },
  })
  raw.on('response', ({ statusCode = 0 }) => resolve(statusCode)).on('error', reject)
  raw.end('{}')
  assert.equal(await promise, 403)
})

test('every kind of answer carries every security header', async () => {
  const { url, token } = server
  const json = { 'content-type': 'application/json' }
  const body = JSON.stringify(question)
  const asset = /\/assets\/[\w.-]+/.exec(await (await fetch(url)).text())?.[0]
  assert.ok(asset, 'the page has a script')
  const kinds: Record<string, Response> = {
    page: await fetch(url),
    'script of the page': await fetch(url + asset),
    icon: await fetch(`${url}/favicon.svg`),
    'no page': await fetch(`${url}/nowhere`, { headers: { accept: 'text/html' } }),
    'page of the API': await fetch(`${url}/api/reference`),
    'file of it': await fetch(`${url}/api/reference/swagger-ui.css`),
    description: await fetch(`${url}/api/openapi.json`),
    health: await fetch(`${url}/health`),
    metrics: await fetch(`${url}/metrics`),
    json: await fetch(`${url}/api/v1/twin`),
    error: await fetch(`${url}/api/v1/keys`),
    'wrong address': await fetch(`${url}/api/%zz`),
    stream: await fetch(`${url}/api/v1/twin/answers`, {
      method: 'POST',
      headers: { ...json, accept: 'text/event-stream' },
      body,
    }),
    'stream for OpenAI': await fetch(`${url}/v1/chat/completions`, {
      method: 'POST',
      headers: json,
      body: JSON.stringify({ model: 'pollux', stream: true, messages: [{ role: 'user', content: question.question }] }),
    }),
    'error for OpenAI': await fetch(`${url}/v1/embeddings`, { method: 'POST', headers: json, body: '{}' }),
    tool: await fetch(`${url}/v1/mcp/tools/list_autonomous_agents`),
    'error of a tool': await fetch(`${url}/v1/mcp/tools/health`),
    'error of MCP': await fetch(`${url}/mcp`, { method: 'POST', headers: json, body: '{' }),
  }
  const headers = Object.entries(kinds).map(([kind, reply]) => [kind, Object.fromEntries(reply.headers)] as const)
  const called = await modern(server, 'tools/call', { name: 'ask_twin', arguments: question }, { token })
  assert.equal(called.status, 200, called.text)
  headers.push(['MCP', called.headers as Record<string, string>])
  for (const [kind, sent] of headers) {
    for (const [name, value] of Object.entries(secureHeadersOf(undefined)))
      if (name !== 'content-security-policy' || kind !== 'page of the API')
        assert.equal(sent[name], value, `${kind}: ${name}`)
    const policy = sent['content-security-policy'] ?? ''
    for (const part of [
      "default-src 'self'",
      "script-src 'self';",
      "object-src 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ])
      assert.ok(`${policy};`.includes(part), `${kind}: ${policy}`)
    assert.equal(sent['server'] ?? sent['x-powered-by'], undefined, kind)
  }
  for (const { body: unread } of Object.values(kinds)) await unread?.cancel()
})

test('the limit of a share link holds when all surfaces are asked at the same moment', async () => {
  const { body: link } = await client(server).send<{ id: string; token: string }>('POST', '/api/v1/share-links', {
    token: server.token,
    body: { name: 'Acme', questionLimit: 5 },
  })
  const { token } = link
  const messages = [{ role: 'user', content: question.question }]
  const ways = [
    () =>
      client(server)
        .ask(question.question, {}, token)
        .then(({ status }) => status === 200),
    () =>
      client(server)
        .send('POST', '/api/chat', { token, body: { message: question.question } })
        .then(({ status }) => status === 200),
    () =>
      client(server)
        .send('POST', '/v1/chat/completions', { token, body: { model: 'pollux', messages } })
        .then(({ status }) => status === 200),
    () =>
      modern(server, 'tools/call', { name: 'ask_twin', arguments: question }, { token }).then(
        ({ json }) => json.result?.isError !== true && json.error === undefined,
      ),
  ]
  const all = await Promise.all(Array.from({ length: 40 }, (_, index) => ways[index % ways.length]!()))
  assert.equal(all.filter(Boolean).length, 5)
  const [row] = await runSql<{ questions: number }>(server, 'select questions from share_links where id = $1', [
    link.id,
  ])
  assert.equal(row?.questions, 5)
})

test('a key is looked up by a digest, so that the time it takes says nothing about how much of it was right', async () => {
  const { body } = await client(server).send<{ secret: string }>('POST', '/api/v1/keys', {
    token: server.token,
    body: { name: 'timed', audience: 'public', scopes: ['ask'] },
  })
  const stored = await runSql<Record<string, unknown>>(server, 'select * from api_key_secrets')
  const digest = createHash('sha256').update(body.secret).digest('hex')
  const columns = Object.entries(stored.at(-1) ?? {}).filter(([, value]) => value === digest)
  assert.equal(columns.length, 1, 'the one thing that is compared is the digest')
  const [index] = await runSql<{ count: number }>(
    server,
    `select count(*)::int as count from pg_indexes where tablename = 'api_key_secrets' and indexdef ~ $1`,
    [`unique.*\\(${columns[0]![0]}\\)`.replace('unique', 'UNIQUE')],
  )
  assert.equal(index?.count, 1)
  // Of the 43 characters all but the last: as wrong as any other.
  for (const near of [
    body.secret.slice(0, -1),
    `${body.secret}A`,
    body.secret.toLowerCase(),
    `${body.secret.slice(0, -2)}__`,
  ]) {
    const reply = await client(server).get<ErrorBody>('/api/v1/twin', near)
    assert.equal(reply.status, 401, near)
  }
})
