import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { StreamableHTTPClientTransport, UnauthorizedError } from '@modelcontextprotocol/client'
import { client } from '#test/client.ts'
import { runSql } from '#test/run-sql.ts'
import { startServer, type RunningServer } from '#test/start-server.ts'
import { setUpOwner, type Visitor } from '#test/visitor.ts'
import { eras, newClient } from './mcp-client.ts'
import { consent, redirectUri, TestApp } from './oauth-app.ts'

/** The whole way of an app, with the official client: it is told to sign its user in, finds everything out, and comes back. */
const account = { name: 'Ada', email: 'ada@example.com', password: 'four unrelated plain words' }
const documentAddress = 'https://app.example.com/oauth/client.json'

let server: RunningServer
let ada: Visitor
const documents = createServer((request, response) => {
  assert.equal(request.url, '/app.example.com/oauth/client.json')
  response.writeHead(200, { 'content-type': 'application/json' }).end(
    JSON.stringify({
      client_id: documentAddress,
      client_name: 'Published app',
      redirect_uris: ['http://127.0.0.1/callback'],
      grant_types: ['authorization_code', 'refresh_token'],
      token_endpoint_auth_method: 'none',
    }),
  )
})
before(async () => {
  documents.listen(0, '127.0.0.1')
  await once(documents, 'listening')
  const metadataServer = `http://127.0.0.1:${(documents.address() as AddressInfo).port}`
  server = await startServer({ env: { TRUST_PROXY: '127.0.0.1', POLLUX_METADATA_SERVER: metadataServer } })
  ada = await setUpOwner(server, account)
})
after(async () => {
  await server?.[Symbol.asyncDispose]()
  documents.close()
})

for (const era of eras)
  for (const kind of ['registers itself', 'publishes what it is'] as const)
    test(`an app that ${kind} is connected, and acts with what it was given [${era}]`, async () => {
      const app = new TestApp(kind === 'registers itself' ? undefined : documentAddress)
      const address = new URL('/mcp/me', server.url)
      const transport = new StreamableHTTPClientTransport(address, { authProvider: app })
      await assert.rejects(newClient({ era }).connect(transport), UnauthorizedError)
      const opened = app.opened!
      assert.equal(opened.origin + opened.pathname, `${server.url}/oauth2/authorize`)
      assert.partialDeepStrictEqual(Object.fromEntries(opened.searchParams), {
        code_challenge_method: 'S256',
        redirect_uri: redirectUri,
        resource: `${server.url}/mcp/me`,
        state: 'state-of-the-app',
      })
      if (kind === 'publishes what it is') assert.equal(opened.searchParams.get('client_id'), documentAddress)

      const answered = await consent(server, ada, opened.searchParams, {
        scopes: ['ask', 'agents:read', 'agents:run', 'offline_access'],
      })
      assert.equal(answered.origin + answered.pathname, redirectUri)
      assert.equal(answered.searchParams.get('state'), 'state-of-the-app')
      assert.equal(answered.searchParams.get('iss'), server.url)
      await transport.finishAuth(answered.searchParams)

      const connected = newClient({ era })
      await connected.connect(new StreamableHTTPClientTransport(address, { authProvider: app }))
      const names = (await connected.listTools()).tools.map(({ name }) => name)
      assert.ok(names.includes('ask_twin') && names.includes('execute_command'), names.join())
      assert.ok(
        !names.includes('approve_action') && !names.includes('open_ticket'),
        'no app approves, nor does what was left out',
      )
      await connected.close()
    })

test('a stranger who calls what needs more is told to sign in, and an app to ask for more', async () => {
  const call = (token?: string) =>
    fetch(`${server.url}/mcp`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        ...(token && { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify({
        jsonrpc: '2.0',
        id: 1,
        method: 'tools/call',
        params: { name: 'list_runs', arguments: {} },
      }),
    })
  const stranger = await call()
  assert.equal(stranger.status, 401)
  assert.equal(
    stranger.headers.get('www-authenticate'),
    `Bearer realm="pollux", scope="ask knowledge:read agents:read", resource_metadata="${server.url}/.well-known/oauth-protected-resource/mcp"`,
  )
  const wrong = await call('plx_app_wrong')
  assert.equal(wrong.status, 401)
  assert.equal(
    wrong.headers.get('www-authenticate'),
    `Bearer realm="pollux", error="invalid_token", resource_metadata="${server.url}/.well-known/oauth-protected-resource/mcp"`,
  )
})

test('the chain tells who let which app do what', async () => {
  const entries = await runSql<{ subject: string; body: string }>(
    server,
    "select subject, body from audit_entries where kind = 'connected_app' order by sequence",
  )
  const events = entries.map(({ body }) => JSON.parse(body) as Record<string, unknown>)
  assert.deepEqual(
    events.map(({ event }) => event),
    [
      'consented',
      'token_issued',
      'consented',
      'token_issued',
      'consented',
      'token_issued',
      'consented',
      'token_issued',
    ],
  )
  assert.partialDeepStrictEqual(events[0], { name: 'Official client', audience: 'colleague' })
  assert.match(entries[0]!.subject, /^app_/)
  const { body } = await client(server).get<{ apps: object[] }>('/api/v1/connected-apps', server.token)
  assert.equal(body.apps.length, 3, 'the one that publishes what it is has one entry')
})
