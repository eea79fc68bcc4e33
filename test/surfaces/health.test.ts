import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { client } from '#test/client.ts'
import { freePort } from '#test/free-port.ts'
import { startServer, type RunningServer } from '#test/start-server.ts'

interface Health {
  status: string
  version: string
  uptime: number
  timestamp: string
  services: Record<string, { status: string; responseTimeMs: number; error?: string }>
  metrics: { totalRequests: number }
}

let server: RunningServer
before(async () => {
  server = await startServer()
})
after(() => server?.[Symbol.asyncDispose]())

// The first, because it counts what was asked.
test('health, readiness, dependencies and metrics of a running server', async () => {
  const http = client(server)
  assert.equal((await http.get<{ status: string }>('/health')).body.status, 'ok')
  assert.equal((await http.get<{ status: string }>('/ready')).body.status, 'ready')
  const { status, body } = await http.get<Health>('/api/health')
  assert.equal(status, 200)
  assert.equal(body.status, 'healthy')
  assert.equal(body.services['database']?.status, 'up')
  assert.equal(body.services['canary']?.status, 'up')
  assert.ok(body.uptime > 0 && !Number.isNaN(Date.parse(body.timestamp)) && body.version)

  await http.ask('Who are you?')
  const page = await (await fetch(`${server.url}/metrics`)).text()
  assert.match(page, /^http_requests_total\{method="POST",path="\/api\/v1\/twin\/answers",status="200"\} 1$/m)
  assert.match(page, /^pollux_answers_total\{/m)
  for (const name of [
    'http_request_duration_seconds_bucket',
    'process_cpu_seconds_total',
    'process_resident_memory_bytes',
  ])
    assert.match(page, new RegExp(`^${name}`, 'm'))
})

test('a dependency that is away degrades, and is named', async () => {
  await using lonely = await startServer({ env: { REDIS_URL: `redis://127.0.0.1:${await freePort()}` } })
  const { status, body } = await client(lonely).get<Health>('/api/health')
  assert.equal(status, 200)
  assert.equal(body.status, 'degraded')
  assert.equal(body.services['redis']?.status, 'down')
  // Addresses and the driver's words are for the log, not for whoever asks.
  assert.equal(body.services['redis']?.error, 'cannot be reached')
  assert.match(lonely.logs(), /a health check failed/)
  assert.match(lonely.logs(), /ECONNREFUSED/)
})

test('every answer carries the security headers and a request id', async () => {
  for (const path of ['/', '/api/v1/twin', '/nowhere', '/health', '/api/reference']) {
    const { headers } = await fetch(`${server.url}${path}`)
    assert.match(headers.get('content-security-policy') ?? '', /default-src 'self'/, path)
    assert.equal(headers.get('x-content-type-options'), 'nosniff')
    assert.ok(headers.get('x-request-id'))
  }
})

test('the API describes itself in OpenAPI 3.1, with a page to read it', async () => {
  const { body } = await client(server).get<{
    openapi: string
    paths: Record<string, unknown>
    components: { schemas: object }
  }>('/api/openapi.json')
  assert.match(body.openapi, /^3\.1/)
  const named = Object.keys(body.components.schemas)
  const used = [...JSON.stringify(body).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name!)
  assert.deepEqual(new Set(named), new Set(used))
  assert.deepEqual(
    named.filter((name) => name.endsWith('Input')),
    [],
  )
  assert.ok(body.paths['/api/v1/twin/answers'])
  assert.equal((await fetch(`${server.url}/api/reference`)).status, 200)
  assert.equal((await fetch(`${server.url}/api/reference/swagger-ui-bundle.js`)).status, 200)
  assert.equal((await fetch(`${server.url}/api/reference/package.json`)).status, 404)
})

test('the API description shows how files are uploaded', async () => {
  interface Body {
    content: Record<string, { schema: { properties: Record<string, { items?: object }>; required?: string[] } }>
  }
  const { body } = await client(server).get<{ paths: Record<string, { post: { requestBody: Body } }> }>(
    '/api/openapi.json',
  )
  const { content } = body.paths['/api/v1/twin/sources']!.post.requestBody
  assert.deepEqual(Object.keys(content).sort(), ['application/json', 'multipart/form-data'])
  const form = content['multipart/form-data']!.schema
  assert.deepEqual(Object.keys(form.properties).sort(), ['audience', 'expiresAt', 'file', 'language', 'title'])
  assert.deepEqual(form.properties['file']?.items, { type: 'string', format: 'binary' })
  assert.deepEqual(form.required, ['file'])
  assert.deepEqual(content['application/json']!.schema.required, ['name', 'text'])
})
