import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { client, type ErrorBody } from '#test/client.ts'
import { freePort } from '#test/free-port.ts'
import { runSql } from '#test/run-sql.ts'
import { startServer, type RunningServer } from '#test/start-server.ts'
import { setUpOwner, tokenOf, visitor, type Visitor } from '#test/visitor.ts'
import { asking, connectApp, consent, exchange, postForm, refresh, registerApp } from './oauth-app.ts'

/** Every way in which an app stops to act for somebody, on two servers that share a database and one public address. */
const password = 'four unrelated plain words'

interface ShownApp {
  id: string
  user: { id: string; name: string }
  name: string
  lastUsedAt: string | null
}

let server: RunningServer
let second: RunningServer
let ada: Visitor
before(async () => {
  const port = await freePort()
  const shared = {
    POLLUX_SAMPLE: 'never',
    TRUST_PROXY: '127.0.0.1',
    POLLUX_SECRET: 's'.repeat(43),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
  }
  server = await startServer({ env: { ...shared, PORT: String(port) } })
  ada = await setUpOwner(server, { name: 'Ada', email: 'ada@example.com', password })
  const socket = encodeURIComponent(join(server.dataDir, 'run'))
  const database = server.databaseUrl ?? `postgresql://pollux@localhost/pollux?host=${socket}`
  second = await startServer({ env: { ...shared, DATABASE_URL: database, POLLUX_OWNER_TOKEN: server.token } })
})
after(async () => {
  await second?.[Symbol.asyncDispose]()
  await server?.[Symbol.asyncDispose]()
})

const everywhere = () => ({ resource: server.url })
const statusAt = async (at: RunningServer, token: string) => (await client(at).get('/api/v1/session', token)).status
const listed = async (browser: Visitor) =>
  (await browser.send<{ apps: ShownApp[] }>('GET', '/api/v1/connected-apps')).body.apps

async function endsWithin(ms: number, token: string): Promise<void> {
  for (const deadline = Date.now() + ms; ; await delay(50)) {
    const statuses = [await statusAt(server, token), await statusAt(second, token)]
    if (statuses.every((status) => status === 401)) return
    assert.ok(Date.now() < deadline, `still good after ${ms} ms: ${statuses.join()}`)
  }
}

async function works(token: string): Promise<void> {
  assert.deepEqual([await statusAt(server, token), await statusAt(second, token)], [200, 200])
}

async function joined(email: string, invitation: object): Promise<Visitor & { id: string }> {
  const { body } = await ada.send<{ url: string }>('POST', '/api/v1/users/invitations', { email, ...invitation })
  const browser = visitor(server)
  const made = await browser.send<{ user: { id: string } }>('POST', '/api/v1/session/set-up', {
    token: tokenOf(body.url),
    password,
  })
  assert.equal(made.status, 200, JSON.stringify(made.body))
  return Object.assign(browser, { id: made.body.user.id })
}

test('who disconnects an app ends its tokens everywhere at once', async () => {
  const { access, refresh: again, clientId } = await connectApp(server, ada, everywhere())
  await works(access)
  const [app] = await listed(ada)
  assert.equal(app!.name, 'A test')
  assert.equal(app!.user.name, 'Ada')
  assert.ok(app!.lastUsedAt)
  assert.equal((await ada.send('DELETE', `/api/v1/connected-apps/${app!.id}`)).status, 204)
  assert.equal(await statusAt(server, access), 401)
  await endsWithin(2_000, access)
  assert.equal((await refresh(server, clientId, again)).body['error'], 'invalid_grant')
  assert.deepEqual(await listed(ada), [])
  assert.equal((await ada.send('DELETE', `/api/v1/connected-apps/${app!.id}`)).status, 404)
})

test('what an app has left when it is disconnected does not come back when it is connected again', async () => {
  const clientId = await registerApp(server)
  const asked = asking(server, clientId, everywhere())
  const answered = await consent(server, ada, asked.query)
  const [{ id } = { id: '' }] = await runSql<{ id: string }>(
    server,
    `select id from auth_oauth_consents where client_id = '${clientId}'`,
  )
  assert.equal((await ada.send('DELETE', `/api/v1/connected-apps/${id}`)).status, 204)
  const late = await exchange(server, clientId, asked, answered, { resource: server.url })
  assert.equal(late.body['error'], 'invalid_grant', 'the code has ended too')

  const before = await connectApp(server, ada, { clientId, ...everywhere() })
  // As if it had been given its tokens at the moment in which it was disconnected.
  await runSql(server, `delete from auth_oauth_consents where client_id = '${clientId}'`)
  const after = await connectApp(server, ada, { clientId, ...everywhere() })
  await endsWithin(6_000, before.access)
  assert.equal((await refresh(server, clientId, before.refresh)).body['error'], 'invalid_grant')
  await works(after.access)
  assert.equal((await ada.send('DELETE', `/api/v1/connected-apps/${(await listed(ada))[0]!.id}`)).status, 204)
})

test('everybody sees and ends their own apps, and the owner all', async () => {
  const bea = await joined('bea@example.com', { role: 'operator' })
  const cleo = await joined('cleo@example.com', { role: 'viewer' })
  const mine = await connectApp(server, bea, everywhere())
  assert.deepEqual(
    (await listed(bea)).map(({ user }) => user.id),
    [bea.id],
  )
  assert.deepEqual(await listed(cleo), [])
  assert.deepEqual(
    (await listed(ada)).map(({ user }) => user.id),
    [bea.id],
  )
  const [app] = await listed(bea)
  assert.equal((await cleo.send('DELETE', `/api/v1/connected-apps/${app!.id}`)).status, 404, 'as if it were not there')
  await works(mine.access)
  const byToken = await client(server).send('DELETE', `/api/v1/connected-apps/${app!.id}`, { token: mine.access })
  assert.equal(byToken.status, 403, 'an app is no person')
  const owner = await client(server).send('DELETE', `/api/v1/connected-apps/${app!.id}`, { token: server.token })
  assert.equal(owner.status, 204)
  await endsWithin(2_000, mine.access)
})

test('an app that gives its token back (RFC 7009) is connected no more, whoever else is', async () => {
  await connectApp(server, ada, { ...everywhere(), clientId: await registerApp(server, { client_name: 'Another' }) })
  const { access, refresh: again, clientId } = await connectApp(server, ada, everywhere())
  await works(access)
  const revoke = (token: string, id = clientId) => postForm(`${server.url}/oauth2/revoke`, { token, client_id: id })
  const other = await registerApp(server)
  await revoke(again, other)
  await works(access)
  assert.equal((await revoke(again)).status, 200)
  await endsWithin(2_000, access)
  assert.equal((await revoke(again)).status, 200, 'again')
  assert.equal((await revoke('plx_refresh_none')).status, 200, 'what is no token')
  assert.equal((await postForm(`${server.url}/oauth2/revoke`, { token: access })).status, 401, 'by nobody')
  const kept = await runSql(server, `select id from auth_oauth_consents where client_id = '${clientId}'`)
  assert.deepEqual(kept, [])

  const alone = await connectApp(server, ada, { ...everywhere(), choice: { scopes: ['ask'] } })
  assert.equal(alone.refresh, undefined, 'who may not stay connected gets nothing to refresh with')
  assert.equal((await revoke(alone.access, alone.clientId)).status, 200)
  await endsWithin(6_000, alone.access)
  const left = await listed(ada)
  assert.deepEqual(
    left.map(({ name }) => name),
    ['Another'],
  )
  assert.equal((await ada.send('DELETE', `/api/v1/connected-apps/${left[0]!.id}`)).status, 204)
})

test('a reused code or refresh token ends the tokens on both servers within seconds', async () => {
  const { access, refresh: again, clientId } = await connectApp(server, ada, everywhere())
  await works(access)
  assert.equal((await refresh(server, clientId, again)).status, 200)
  await runSql(
    server,
    'update auth_oauth_refresh_tokens set rotation_replay_expires_at = now() where revoked is not null',
  )
  assert.equal((await refresh(server, clientId, again)).status, 400)
  await endsWithin(7_000, access)
})

for (const [what, change] of [
  [
    'a smaller role',
    (id: string) => ada.send('PATCH', `/api/v1/users/${id}`, { role: 'viewer', audience: 'recruiter' }),
  ],
  ['a removal', (id: string) => ada.send('DELETE', `/api/v1/users/${id}`)],
  [
    'a password that the owner resets',
    async (id: string) => {
      const { body } = await ada.send<{ url: string }>('POST', `/api/v1/users/${id}/reset-link`, {})
      return visitor(server).send('POST', '/api/v1/session/set-up', {
        token: tokenOf(body.url),
        password: `new ${password}`,
      })
    },
  ],
  [
    'a new password',
    (_id: string, browser: Visitor) =>
      browser.send('PUT', '/api/v1/session/password', { current: password, next: `new ${password}` }),
  ],
] as const)
  test(`${what} ends the apps that act for somebody`, async () => {
    const dora = await joined(`dora-${what.replaceAll(' ', '-')}@example.com`, { role: 'operator' })
    const { access } = await connectApp(server, dora, everywhere())
    await works(access)
    const { status, body } = await change(dora.id, dora)
    assert.ok(status < 300, JSON.stringify(body))
    await endsWithin(2_000, access)
    const entries = await runSql<{ body: string }>(
      server,
      "select body from audit_entries where kind = 'connected_app' order by sequence desc limit 1",
    )
    assert.partialDeepStrictEqual(JSON.parse(entries[0]!.body), { event: 'disconnected', user: dora.id })
  })

test('a narrower consent narrows the tokens of before', async () => {
  const { access, clientId } = await connectApp(server, ada, { ...everywhere(), choice: { audience: 'owner' } })
  const { query } = asking(server, clientId, everywhere())
  await consent(server, ada, query, { scopes: ['ask'], audience: 'public' })
  await delay(300)
  for (const at of [server, second]) {
    const { body } = await client(at).get<{ scopes: string[]; audience: string }>('/api/v1/session', access)
    assert.deepEqual([body.scopes, body.audience], [['ask'], 'public'])
  }
})

test('what an app asks for is not its own person’s to approve, and what it set may not act once it is gone', async () => {
  const bob = await joined('bob@example.com', { role: 'operator' })
  const { access } = await connectApp(server, bob, everywhere())
  const started = await client(server).send<{ run: { id: string; state: string } } & ErrorBody>(
    'POST',
    '/api/v1/runs',
    {
      token: access,
      body: { capability: 'sync.sync_cache_db', input: {} },
    },
  )
  assert.equal(started.body.run?.state, 'waiting', JSON.stringify(started.body))
  type Details = { run: { actor: string }; approval: { id: string; actionHash: string } }
  const { body } = await client(server).get<Details>(`/api/v1/runs/${started.body.run.id}`, server.token)
  assert.match(body.run.actor, new RegExp(`^${bob.id}/app_[0-9a-f]{20}$`), 'the receipt tells whose app it was')
  const path = `/api/v1/approvals/${body.approval.id}/approve`
  const decision = { actionHash: body.approval.actionHash }
  const byApp = await client(server).send<ErrorBody>('POST', path, { token: access, body: decision })
  assert.match(byApp.body.error.message, /scope "approvals:decide"/)
  const byPerson = await bob.send('POST', path, decision)
  assert.match(byPerson.body.error.message, /asked for this yourself/)
  const [app] = await listed(bob)
  await bob.send('DELETE', `/api/v1/connected-apps/${app!.id}`)
  const late = await client(server).send<ErrorBody>('POST', path, { token: server.token, body: decision })
  assert.deepEqual([late.status, late.body.error.code], [409, 'conflict'])
})

test('what nobody uses is deleted, and the chain keeps how much it was', async () => {
  await registerApp(server)
  await runSql(server, "update auth_oauth_clients set created_at = now() - interval '8 days'")
  await runSql(server, "update auth_oauth_consents set updated_at = now() - interval '1 hour'")
  await runSql(server, "update auth_oauth_access_tokens set expires_at = now() - interval '1 hour'")
  await runSql(server, "update auth_oauth_refresh_tokens set expires_at = now() - interval '1 hour'")
  await second[Symbol.asyncDispose]()
  // What is done daily is done at each start, too.
  const socket = encodeURIComponent(join(server.dataDir, 'run'))
  const database = server.databaseUrl ?? `postgresql://pollux@localhost/pollux?host=${socket}`
  second = await startServer({ env: { POLLUX_SAMPLE: 'never', POLLUX_SECRET: 's'.repeat(43), DATABASE_URL: database } })
  const left = () =>
    runSql<{ count: number }>(
      server,
      `select (select count(*) from auth_oauth_clients)::int + (select count(*) from auth_oauth_consents)::int
         + (select count(*) from auth_oauth_access_tokens)::int + (select count(*) from auth_oauth_refresh_tokens)::int as count`,
    )
  for (const deadline = Date.now() + 5_000; (await left())[0]!.count > 0; await delay(50))
    assert.ok(Date.now() < deadline, 'what has ended was not deleted')
  const [entry] = await runSql<{ body: string }>(
    server,
    "select body from audit_entries where kind = 'connected_app' and subject = 'registrations'",
  )
  assert.ok((JSON.parse(entry!.body) as { count: number }).count > 5)
})
