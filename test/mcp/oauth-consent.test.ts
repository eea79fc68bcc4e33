import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { client } from '#test/client.ts'
import { startServer, type RunningServer } from '#test/start-server.ts'
import { setUpOwner, tokenOf, visitor, type Visitor } from '#test/visitor.ts'
import { asking, connectApp, consent, open, redirectUri, registerApp, requestIn } from './oauth-app.ts'

/** What somebody lets an app do is theirs to say, on our page, and no more than they may. */
const account = { name: 'Ada', email: 'ada@example.com', password: 'four unrelated plain words' }

let server: RunningServer
let ada: Visitor
before(async () => {
  server = await startServer({ env: { POLLUX_SAMPLE: 'never', TRUST_PROXY: '127.0.0.1' } })
  ada = await setUpOwner(server, account)
})
after(() => server?.[Symbol.asyncDispose]())

const errorIn = (address: URL) => ({
  at: address.origin + address.pathname,
  error: address.searchParams.get('error'),
})

test('consent cannot be skipped, forged, or given by another page', async () => {
  const clientId = await registerApp(server)
  await connectApp(server, ada, { clientId })
  for (const prompt of [undefined, 'none', 'login']) {
    const sent = await open(server, ada, asking(server, clientId, { prompt }).query)
    assert.equal(sent.pathname, '/consent', 'asked each time')
  }
  const page = await open(server, ada, asking(server, clientId).query)
  const request = requestIn(page)
  const decision = { request, allow: true, scopes: ['ask'], audience: 'public' }
  const say = (body: object, headers: Record<string, string> = {}) => ada.send('POST', '/api/v1/consent', body, headers)

  for (const headers of [
    { origin: 'https://evil.example' },
    { 'sec-fetch-site': 'cross-site' },
    { origin: 'null' },
  ] as Record<string, string>[])
    assert.equal((await say(decision, headers)).status, 403, JSON.stringify(headers))
  const changed = new URLSearchParams(request)
  for (const [name, value] of [
    ['redirect_uri', 'https://evil.example/'],
    ['scope', 'ask knowledge:read agents:run desk:write'],
    ['state', 'other'],
    ['resource', server.url],
    ['exp', String(Math.floor(Date.now() / 1000) + 90_000)],
    ['ba_iat', '1'],
  ] as const) {
    changed.set(name, value)
    assert.equal((await say({ ...decision, request: changed.toString() })).status, 404, name)
  }
  const more = await say({ ...decision, scopes: ['ask', 'desk:write'] })
  assert.equal(more.status, 403, 'more than was asked for')
  assert.equal((await say({ ...decision, scopes: ['offline_access'] })).status, 400)
  const stranger = await visitor(server).send('POST', '/api/v1/consent', decision)
  assert.equal(stranger.status, 401)
  const byToken = await client(server).send('POST', '/api/v1/consent', { body: decision, token: server.token })
  assert.equal(byToken.status, 401, 'a token is nobody who can say yes')
  assert.equal((await say(decision)).status, 200)
})

test('nobody gives an app more than they may and see themselves', async () => {
  const { body } = await ada.send<{ url: string }>('POST', '/api/v1/users/invitations', {
    role: 'viewer',
    audience: 'recruiter',
  })
  const eve = visitor(server)
  const made = await eve.send('POST', '/api/v1/session/set-up', {
    token: tokenOf(body.url),
    email: 'eve@example.com',
    password: account.password,
  })
  assert.equal(made.status, 200)
  const clientId = await registerApp(server)
  const page = await open(server, eve, asking(server, clientId, { resource: server.url }).query)
  const request = requestIn(page)
  const asked = await eve.send<{ audiences: string[]; scopes: { scope: string }[] }>(
    'POST',
    '/api/v1/consent/request',
    { request },
  )
  assert.deepEqual(asked.body.audiences, ['public', 'recruiter'])
  assert.deepEqual(
    asked.body.scopes.map(({ scope }) => scope),
    ['ask', 'knowledge:read', 'offline_access'],
  )
  for (const more of [
    { scopes: ['ask', 'agents:run'], audience: 'public' },
    { scopes: ['ask'], audience: 'colleague' },
  ])
    assert.equal((await eve.send('POST', '/api/v1/consent', { request, allow: true, ...more })).status, 403)
  const { access } = await connectApp(server, eve, { resource: server.url, choice: { audience: 'recruiter' } })
  const { body: app } = await client(server).get<{ id: string }>('/api/v1/session', access)
  const [user] = app.id.split('/')
  assert.equal((await ada.send('PATCH', `/api/v1/users/${user}`, { role: 'operator' })).status, 200)
  const seen = await client(server).get<{ audience: string }>('/api/v1/session', access)
  assert.equal(seen.body.audience, 'recruiter', 'more than she let it see is not hers to get by being more')
})

test('who says no sends the app away with that, and who is signed out comes back after signing in', async () => {
  const clientId = await registerApp(server)
  const denied = await consent(server, ada, asking(server, clientId).query, { allow: false })
  assert.deepEqual(errorIn(denied), { at: redirectUri, error: 'access_denied' })
  assert.equal(denied.searchParams.get('iss'), server.url)
  const browser = visitor(server)
  const { query } = asking(server, clientId)
  const signIn = await open(server, browser, query)
  assert.equal(signIn.pathname, '/sign-in')
  const next = new URL(signIn.searchParams.get('next') ?? '', server.url)
  assert.equal(next.pathname, '/oauth2/authorize')
  assert.deepEqual([...next.searchParams], [...query])
  await browser.signIn(account.email, account.password)
  assert.equal((await open(server, browser, next.searchParams)).pathname, '/consent')
})
