import assert from 'node:assert/strict'
import { hostname } from 'node:os'
import { after, before, test } from 'node:test'
import { client, type ErrorBody } from '#test/client.ts'
import { runSql } from '#test/run-sql.ts'
import { startServer, type RunningServer } from '#test/start-server.ts'
import { setUpOwner, type Visitor } from '#test/visitor.ts'
import {
  asking,
  connectApp,
  consent,
  exchange,
  open,
  postForm,
  postJson,
  redirectUri,
  refresh,
  registerApp,
  tokensIn,
} from './oauth-app.ts'

/** What an app, a page or a stranger may try with the authorization server, and is refused. */
const account = { name: 'Ada', email: 'ada@example.com', password: 'four unrelated plain words' }

let server: RunningServer
let ada: Visitor
before(async () => {
  server = await startServer({ env: { POLLUX_SAMPLE: 'never', TRUST_PROXY: '127.0.0.1' } })
  ada = await setUpOwner(server, account)
})
after(() => server?.[Symbol.asyncDispose]())

const whoIs = async (token: string, path = '/api/v1/session') => {
  const { status, body } = await client(server).get<{ id: string } & ErrorBody>(path, token)
  return status === 200 ? body.id : status
}
/** To /mcp, as this token: 200, or what it is refused with. */
const atMcp = async (token: string) => {
  const response = await fetch(`${server.url}/mcp`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'list_runs', arguments: {} } }),
  })
  await response.text()
  return response
}
/** An error that went back to the app, or was shown by us because the app could not be trusted. */
const errorIn = (address: URL) => ({
  at: address.origin + address.pathname,
  error: address.searchParams.get('error'),
})

test('without PKCE, or with a plain one, there is no code', async () => {
  const clientId = await registerApp(server)
  for (const changes of [
    { code_challenge: undefined, code_challenge_method: undefined },
    { code_challenge_method: undefined },
    { code_challenge_method: 'plain' },
  ]) {
    const sent = await open(server, ada, asking(server, clientId, changes).query)
    assert.deepEqual(errorIn(sent), { at: redirectUri, error: 'invalid_request' })
    assert.equal(sent.searchParams.get('state'), 'state-1')
    assert.equal(sent.searchParams.get('iss'), server.url)
    assert.equal(sent.searchParams.get('code'), null)
  }
})

test('a code is good once: the second time it ends what it was good for', async () => {
  const clientId = await registerApp(server)
  const asked = asking(server, clientId, { resource: server.url })
  const answered = await consent(server, ada, asked.query)
  const first = await exchange(server, clientId, asked, answered, { resource: server.url })
  const tokens = tokensIn(first.body)
  const again = await exchange(server, clientId, asked, answered, { resource: server.url })
  assert.deepEqual([again.status, again.body['error']], [400, 'invalid_grant'])
  assert.equal((await refresh(server, clientId, tokens.refresh)).body['error'], 'invalid_grant')
  assert.equal(await whoIs(tokens.access), 401)
})

test('a code is good for the app, address, verifier and resource it was made for', async () => {
  const clientId = await registerApp(server)
  const other = await registerApp(server)
  for (const [changes, error] of [
    [{ client_id: other }, 'invalid_grant'],
    [{ redirect_uri: 'http://127.0.0.1:33418/elsewhere' }, 'invalid_grant'],
    [{ code_verifier: 'x'.repeat(43) }, 'invalid_grant'],
    [{ resource: `${server.url}/mcp/me` }, 'invalid_target'],
    [{ resource: 'https://other.example.com/mcp' }, 'invalid_target'],
  ] as const) {
    const asked = asking(server, clientId)
    const answered = await consent(server, ada, asked.query)
    const refused = await exchange(server, clientId, asked, answered, changes)
    assert.deepEqual([refused.status, refused.body['error']], [400, error], JSON.stringify(changes))
    const { body } = await exchange(server, clientId, asked, answered)
    assert.equal(body['error'], 'invalid_grant', 'and it is used up')
  }
})

test('nobody is sent to an address that the app did not register, whatever else is wrong', async () => {
  const clientId = await registerApp(server, { redirect_uris: ['https://app.example.com/callback', redirectUri] })
  for (const address of [
    'https://app.example.com/callback/',
    'https://app.example.com/callback?x=1',
    'https://app.example.com/other',
    'https://app.example.com.evil.example/callback',
    'https://app.example.com@evil.example/callback',
    'http://app.example.com/callback',
    'http://127.0.0.1:33418/other',
    'http://127.0.0.2:33418/callback',
    'http://localhost:33418/callback',
    'https://evil.example/',
    '//evil.example/',
    'javascript:alert(1)',
    undefined,
  ])
    for (const more of [
      {},
      { response_type: 'token' },
      { code_challenge: undefined },
      { resource: 'https://x.example' },
    ]) {
      const sent = await open(server, ada, asking(server, clientId, { redirect_uri: address, ...more }).query)
      assert.equal(sent.origin + sent.pathname, `${server.url}/consent`, `${address} ${JSON.stringify(more)}`)
      assert.ok(sent.searchParams.get('error'))
    }
  // RFC 8252, 7.3: a program on this computer may listen at any port.
  const anyPort = asking(server, clientId, { redirect_uri: 'http://127.0.0.1:50505/callback' })
  assert.equal((await open(server, ada, anyPort.query)).pathname, '/consent')
  const unknown = await open(server, ada, asking(server, 'nobody').query)
  assert.deepEqual(errorIn(unknown), { at: `${server.url}/consent`, error: 'invalid_client' })
})

test('a token is for this server, and for the part of it that was asked for', async () => {
  const clientId = await registerApp(server)
  for (const resource of ['https://other.example.com/mcp', `${server.url}/api`, 'http://127.0.0.1.evil.example/mcp']) {
    const sent = await open(server, ada, asking(server, clientId, { resource }).query)
    assert.deepEqual(errorIn(sent), { at: redirectUri, error: 'invalid_target' })
  }
  const forMcp = await connectApp(server, ada)
  assert.equal((await atMcp(forMcp.access)).status, 403, 'known there, though without this scope')
  assert.equal(await whoIs(forMcp.access), 401)
  const forAll = await connectApp(server, ada, { resource: `${server.url}/` })
  assert.match(String(await whoIs(forAll.access)), /^user_[0-9a-f]{20}\/app_[0-9a-f]{20}$/)
  assert.equal((await atMcp(forAll.access)).status, 403)
  const challenge = (await atMcp(forAll.access)).headers.get('www-authenticate')
  assert.match(challenge ?? '', /error="insufficient_scope", scope="agents:read", resource_metadata="/)
  const silent = await registerApp(server)
  const asked = asking(server, silent, { resource: undefined })
  const { body } = await exchange(server, silent, asked, await consent(server, ada, asked.query))
  assert.equal(await whoIs(tokensIn(body).access), 401, 'whoever names no resource gets the one of MCP clients')
})

test('an app is never the owner, however much its user may', async () => {
  const { access, scope } = await connectApp(server, ada, {
    resource: server.url,
    scope: 'ask knowledge:read agents:run users:manage keys:manage approvals:decide openid',
    choice: { audience: 'owner' },
  })
  assert.equal(scope, 'ask knowledge:read agents:run offline_access')
  const { body } = await client(server).get<Record<string, unknown>>('/api/v1/session', access)
  assert.partialDeepStrictEqual(body, { kind: 'token', role: null, audience: 'owner' })
  for (const path of ['/api/v1/users', '/api/v1/keys', '/api/v1/connected-apps', '/api/v1/share-links'])
    assert.equal(await whoIs(access, path), 403, path)
  assert.equal(await whoIs(access, '/api/v1/session/all'), 401, 'what is for a browser')
})

test('a token that has ended is refused', async () => {
  const { access } = await connectApp(server, ada, { resource: server.url })
  await runSql(server, "update auth_oauth_access_tokens set expires_at = now() - interval '1 second'")
  assert.equal(await whoIs(access), 401)
})

test('a refresh token is good once; used again later, it ends all that came of it', async () => {
  const { clientId, refresh: first } = await connectApp(server, ada)
  const second = await refresh(server, clientId, first)
  assert.equal(second.status, 200)
  const soon = await refresh(server, clientId, first)
  assert.deepEqual(soon.body, second.body, 'an app that lost the answer gets the same one')
  const next = tokensIn(second.body)
  assert.notEqual(next.refresh, first)
  assert.equal((await atMcp(next.access)).status, 403)
  await runSql(
    server,
    "update auth_oauth_refresh_tokens set rotation_replay_expires_at = now() - interval '1 second' where revoked is not null",
  )
  assert.equal((await refresh(server, clientId, first)).body['error'], 'invalid_grant')
  assert.equal((await refresh(server, clientId, next.refresh)).body['error'], 'invalid_grant')
  const other = await registerApp(server)
  const mine = await connectApp(server, ada)
  assert.equal((await refresh(server, other, mine.refresh)).body['error'], 'invalid_grant', 'of another app')
  const { status } = await postForm(`${server.url}/oauth2/token`, {
    grant_type: 'refresh_token',
    client_id: mine.clientId,
    refresh_token: mine.refresh,
    scope: 'ask desk:write',
  })
  assert.equal(status, 400, 'rights do not grow')
  const elsewhere = await refresh(server, mine.clientId, mine.refresh, server.url)
  assert.equal(elsewhere.body['error'], 'invalid_target')
})

test('an app registers plain addresses only, and gets no secret', async () => {
  const register = (metadata: object) => postJson(`${server.url}/oauth2/register`, { client_name: 'x', ...metadata })
  for (const address of [
    'javascript:alert(1)',
    'data:text/html,x',
    'http://app.example.com/callback',
    'https://user:secret@app.example.com/',
    'https://app.example.com/#fragment',
    'file:///etc/passwd',
    'not an address',
    `https://app.example.com/${'x'.repeat(3_000)}`,
  ]) {
    const { status, body } = await register({ redirect_uris: [address] })
    assert.equal(status, 400, address)
    assert.match(String(body['error']), /^invalid_(redirect_uri|client_metadata)$/, address)
  }
  for (const metadata of [{}, { redirect_uris: [] }, { redirect_uris: [redirectUri], client_name: 'a\u0000b' }])
    assert.equal((await register(metadata)).status, 400, JSON.stringify(metadata))
  const { body } = await register({
    redirect_uris: ['com.example.app:/callback', redirectUri],
    token_endpoint_auth_method: 'client_secret_basic',
    grant_types: ['client_credentials', 'authorization_code'],
    skip_consent: true,
    require_pkce: false,
    scope: 'users:manage',
  })
  assert.partialDeepStrictEqual(body, { token_endpoint_auth_method: 'none', grant_types: ['authorization_code'] })
  assert.equal(body['client_secret'], undefined)
  for (const grant of ['client_credentials', 'password', 'urn:ietf:params:oauth:grant-type:device_code']) {
    const refused = await postForm(`${server.url}/oauth2/token`, {
      grant_type: grant,
      client_id: String(body['client_id']),
    })
    assert.deepEqual([refused.status, refused.body['error']], [400, 'unsupported_grant_type'])
  }
})

test('nothing of this network is fetched for an app that says it publishes what it is', async () => {
  for (const id of [
    'https://localhost/client.json',
    'https://127.0.0.1/client.json',
    `https://127.0.0.1:${new URL(server.url).port}/client.json`,
    'https://10.0.0.1/client.json',
    'https://192.168.1.1/client.json',
    'https://[::1]/client.json',
    'https://[::ffff:127.0.0.1]/client.json',
    'https://2130706433/client.json',
    `https://${hostname()}/client.json`,
    'https://app.example.com/../client.json',
    'https://app.example.com',
    'https://user@app.example.com/client.json',
    'http://app.example.com/client.json',
  ]) {
    const sent = await open(server, ada, asking(server, id).query)
    assert.equal(sent.origin + sent.pathname, `${server.url}/consent`, id)
    assert.match(sent.searchParams.get('error') ?? '', /^invalid_client$/, id)
  }
  const rows = await runSql<{ count: number }>(
    server,
    "select count(*)::int as count from auth_oauth_clients where client_id like 'http%'",
  )
  assert.equal(rows[0]!.count, 0)
})

test('all other paths of the library are not there, and strange requests change nothing', async () => {
  for (const path of [
    '/oauth2/consent',
    '/oauth2/continue',
    '/oauth2/introspect',
    '/oauth2/userinfo',
    '/oauth2/create-client',
    '/oauth2/get-clients',
    '/admin/oauth2/create-client',
    '/oauth2/end-session',
    '/sign-in/email',
    '/sign-up/email',
    '/api/auth/sign-in/email',
    '/get-session',
    '/error',
    '/ok',
  ])
    for (const method of ['GET', 'POST'])
      assert.equal((await fetch(server.url + path, { method })).status, 404, `${method} ${path}`)
  for (const [path, type, body] of [
    ['token', 'application/json', '{}'],
    ['token', 'application/x-www-form-urlencoded', ''],
    [
      'token',
      'application/x-www-form-urlencoded',
      'grant_type=authorization_code&client_id=%00&code=%00&code_verifier=x',
    ],
    ['token', 'application/x-www-form-urlencoded', 'grant_type=refresh_token&client_id=a&client_id=b&refresh_token=x'],
    ['token', 'application/x-www-form-urlencoded', `x=${'y'.repeat(20_000)}`],
    ['revoke', 'application/x-www-form-urlencoded', ''],
    ['register', 'application/json', '[]'],
    ['register', 'application/json', '{'],
    ['register', 'text/plain', 'x'],
  ] as const) {
    const response = await fetch(`${server.url}/oauth2/${path}`, {
      method: 'POST',
      headers: { 'content-type': type },
      body,
    })
    const answered = (await response.json()) as { error: unknown }
    assert.ok(response.status >= 400 && response.status < 500, `${path} ${body.slice(0, 80)}: ${response.status}`)
    assert.equal(typeof answered.error, 'string')
    assert.equal(response.headers.get('access-control-allow-origin'), '*')
  }
  const nul = await fetch(`${server.url}/oauth2/authorize?client_id=%00`, { redirect: 'manual' })
  assert.ok(nul.status < 500, String(nul.status))
  assert.doesNotMatch(server.logs(), /plx_app_|plx_refresh_/)
})
