import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { client, type ErrorBody } from '#test/client.ts'
import { engine } from '#test/postgres.ts'
import { runPollux } from '#test/run-pollux.ts'
import { runSql } from '#test/run-sql.ts'
import { startServer, type RunningServer } from '#test/start-server.ts'

interface Key {
  id: string
  audience: string
  scopes: string[]
  expiresAt: string | null
  revokedAt: string | null
  lastUsedAt: string | null
}
type Issued = { key: Key; secret: string } & ErrorBody

let server: RunningServer
before(async () => {
  server = await startServer({ env: { POLLUX_SAMPLE: 'never' } })
})
after(() => server?.[Symbol.asyncDispose]())

const send = <Body = Issued>(method: string, path: string, body?: unknown, token: string | undefined = server.token) =>
  client(server).send<Body>(method, `/api/v1/keys${path}`, { body, token })
const sources = async (token: string, at: RunningServer = server) =>
  (await client(at).get<ErrorBody>('/api/v1/twin/sources', token)).status
const reading = { name: 'reader', audience: 'colleague', scopes: ['ask', 'knowledge:read'] }

test('a key sees its audience and does its scopes, and its secret is kept nowhere', async () => {
  await client(server).add({ name: 'secret.md', text: '# Plan\n\nThe merger is called Basalt.', audience: 'owner' })
  await client(server).add({ name: 'open.md', text: '# Team\n\nThe team meets in room Quartz.', audience: 'colleague' })
  const { status, body } = await send('POST', '', reading)
  assert.equal(status, 201)
  assert.match(body.secret, /^plx_key_[\w-]{43}$/)
  assert.deepEqual([body.key.audience, body.key.scopes, body.key.expiresAt], ['colleague', reading.scopes, null])
  const asked = await client(server).ask('In which room does the team meet?', {}, body.secret)
  assert.match(asked.body.sentences[0]!.text, /Quartz/)
  assert.equal((await client(server).ask('What is the merger called?', {}, body.secret)).body.refused, true)
  const { body: listed } = await client(server).get<{ sources: { title: string }[] }>(
    '/api/v1/twin/sources',
    body.secret,
  )
  assert.doesNotMatch(JSON.stringify(listed), /Plan|Basalt/)
  for (const [method, path, needs] of [
    ['POST', '/api/v1/twin/sources', 'knowledge:write'],
    ['GET', '/api/v1/runs', 'agents:read'],
    ['GET', '/api/v1/keys', 'keys:manage'],
  ] as const) {
    const content = method === 'POST' ? { name: 'a.md', text: 'x' } : undefined
    const refused = await client(server).send<ErrorBody>(method, path, { body: content, token: body.secret })
    assert.deepEqual([refused.status, refused.body.error.code], [403, 'forbidden'], path)
    assert.match(refused.body.error.message, new RegExp(needs))
  }
  const rows = await runSql<object>(server, 'select * from api_keys join api_key_secrets on key_id = id')
  assert.equal(rows.length, 1)
  assert.doesNotMatch(JSON.stringify(rows), new RegExp(body.secret.slice(8)))
  assert.doesNotMatch(server.logs(), new RegExp(body.secret.slice(8)))
  const [key] = (await send<{ keys: Key[] }>('GET', '')).body.keys
  assert.ok(Date.now() - Date.parse(key!.lastUsedAt!) < 120_000)
})

test('nobody gives a key more than they have', async () => {
  const { body: manager } = await send('POST', '', {
    name: 'manager',
    audience: 'colleague',
    scopes: ['ask', 'keys:manage'],
  })
  for (const [more, reason] of [
    [{ audience: 'owner', scopes: ['ask'] }, /audience "owner"; yours is "colleague"/],
    [{ audience: 'public', scopes: ['ask', 'agents:run'] }, /agents:run/],
  ] as const) {
    const { status, body } = await send('POST', '', { name: 'more', ...more }, manager.secret)
    assert.equal(status, 403)
    assert.match(body.error.message, reason)
  }
  assert.equal((await send('POST', '', { name: 'less', scopes: ['ask'] }, manager.secret)).status, 201)
  // Of a key that sees more, they do not even learn that it is there.
  for (const [audience, expected] of [
    ['colleague', 403],
    ['owner', 404],
  ] as const) {
    const strong = await send('POST', '', { name: 'strong', audience, scopes: ['agents:run'] })
    assert.equal((await send('POST', `/${strong.body.key.id}/rotate`, {}, manager.secret)).status, expected)
  }
})

test('a rotated key has two secrets for a while, then the new one', async () => {
  const { body: first } = await send('POST', '', reading)
  const { status, body: second } = await send('POST', `/${first.key.id}/rotate`, { overlapHours: 1 })
  assert.deepEqual([status, second.key.id], [200, first.key.id])
  assert.deepEqual([await sources(first.secret), await sources(second.secret)], [200, 200])
  const { body: third } = await send('POST', `/${first.key.id}/rotate`, { overlapHours: 0 })
  assert.deepEqual(await Promise.all([first, second, third].map(({ secret }) => sources(secret))), [401, 401, 200])
})

test('a key ends when it expires, and when it is revoked at once and for good', async () => {
  const { body: expiring } = await send('POST', '', { ...reading, expiresInDays: 1 })
  assert.equal(Math.round((Date.parse(expiring.key.expiresAt!) - Date.now()) / 3_600_000), 24)
  await runSql(server, `update api_keys set expires_at = now() where id = $1`, [expiring.key.id])
  assert.equal(await sources(expiring.secret), 401)
  assert.equal((await send('POST', `/${expiring.key.id}/rotate`)).status, 409)
  const { body: revoked } = await send('POST', '', reading)
  assert.equal(await sources(revoked.secret), 200)
  assert.equal((await send('DELETE', `/${revoked.key.id}`)).status, 204)
  assert.equal(await sources(revoked.secret), 401)
  assert.equal((await send('DELETE', `/${revoked.key.id}`)).status, 409)
  assert.equal((await send('POST', `/${revoked.key.id}/rotate`)).status, 409)
  assert.equal((await send('DELETE', `/key_${'0'.repeat(20)}`)).status, 404)
})

test(
  'another process knows of a revoked key at once',
  { skip: engine() !== 'postgres15' && 'needs a server beside' },
  async () => {
    await using other = await startServer({ env: { POLLUX_SAMPLE: 'never', DATABASE_URL: server.databaseUrl } })
    const { body } = await send('POST', '', reading)
    assert.equal(await sources(body.secret, other), 200)
    await send('DELETE', `/${body.key.id}`)
    for (const deadline = Date.now() + 4_000; (await sources(body.secret, other)) !== 401; await delay(20))
      assert.ok(Date.now() < deadline, 'told, not forgotten after its five seconds')
  },
)

const making = { name: 'manager', audience: 'colleague', scopes: ['ask', 'keys:manage', 'links:manage'] }
const share = (token: string) =>
  client(server).send<{ token: string; id: string } & ErrorBody>('POST', '/api/v1/share-links', {
    body: { name: 'from a program', audience: 'colleague' },
    token,
  })
const sessionStatus = async (token: string) => (await client(server).get('/api/v1/session', token)).status

test('with a key end the share links that it and its keys made', async () => {
  const { body: manager } = await send('POST', '', making)
  const { body: child } = await send('POST', '', making, manager.secret)
  const links = [(await share(manager.secret)).body, (await share(child.secret)).body, (await share(server.token)).body]
  const statuses = () => Promise.all(links.map(({ token }) => sessionStatus(token)))
  assert.deepEqual(await statuses(), [200, 200, 200])
  assert.equal((await send('DELETE', `/${manager.key.id}`)).status, 204)
  assert.deepEqual(await statuses(), [401, 401, 200])
  const [entry] = await runSql<{ body: string }>(
    server,
    `select body from audit_entries where kind = 'share_link' order by sequence desc limit 1`,
  )
  assert.deepEqual(JSON.parse(entry!.body), { event: 'revoked', by: 'owner' })
})

test('a key that has ended makes nothing, though a process still remembers it', async () => {
  const { body: manager } = await send('POST', '', making)
  assert.equal(await sessionStatus(manager.secret), 200)
  await runSql(server, 'update api_keys set revoked_at = now() where id = $1', [manager.key.id])
  assert.equal(await sessionStatus(manager.secret), 200, 'remembered')
  assert.equal((await send('POST', '', { ...making, scopes: ['ask'] }, manager.secret)).status, 401)
  assert.equal((await share(manager.secret)).status, 401)
})

test('what a key makes while it is revoked is not made, or ends with it', async () => {
  for (let round = 0; round < 5; round++) {
    const { body: manager } = await send('POST', '', making)
    const made = { ...making, scopes: ['ask'] }
    const [revoked] = await Promise.all([
      delay(round).then(() => send('DELETE', `/${manager.key.id}`)),
      ...Array.from({ length: 8 }, (_, at) =>
        at % 2 ? send('POST', '', made, manager.secret) : share(manager.secret),
      ),
    ])
    assert.equal(revoked.status, 204)
    const open = `created_by = '${manager.key.id}' and revoked_at is null`
    const left = await runSql(
      server,
      `select id from api_keys where ${open} union all select id from share_links where ${open}`,
    )
    assert.deepEqual(left, [])
  }
})

test('a key rotates itself, also twice at once', async () => {
  const { body: manager } = await send('POST', '', making)
  const rotated = await Promise.all([1, 2].map(() => send('POST', `/${manager.key.id}/rotate`, {}, manager.secret)))
  assert.deepEqual(
    rotated.map(({ status }) => status),
    [200, 200],
  )
})

test('every change of a key is in the chain', async () => {
  const { body } = await send('POST', '', reading)
  await send('POST', `/${body.key.id}/rotate`)
  await send('DELETE', `/${body.key.id}`)
  const entries = await runSql<{ body: string }>(
    server,
    'select body from audit_entries where subject = $1 order by sequence',
    [body.key.id],
  )
  assert.deepEqual(
    entries.map((entry) => (JSON.parse(entry.body) as { event: string }).event),
    ['created', 'rotated', 'revoked'],
  )
  const { body: chain } = await client(server).get<{ broken?: object }>('/api/v1/audit/verification', server.token)
  assert.equal(chain.broken, undefined)
})

test('what is no key is refused with what to do', async () => {
  for (const [body, field] of [
    [{ scopes: ['ask'] }, 'name'],
    [{ name: 'x', scopes: [] }, 'scopes'],
    [{ name: 'x', scopes: ['rule'] }, 'scopes'],
    [{ name: 'x', scopes: ['ask'], audience: 'friends' }, 'audience'],
    [{ name: 'x', scopes: ['ask'], expiresInDays: 0 }, 'expiresInDays'],
    [{ name: 'x', scopes: ['ask'], colour: 'red' }, 'colour'],
  ] as const) {
    const { status, body: answer } = await send('POST', '', body)
    assert.equal(status, 400)
    assert.match(answer.error.message, new RegExp(field))
  }
  for (const [method, path] of [
    ['GET', ''],
    ['POST', ''],
    ['DELETE', `/key_${'0'.repeat(20)}`],
  ] as const)
    assert.equal((await client(server).send(method, `/api/v1/keys${path}`, {})).status, 401)
})

test('a schedule of a revoked key starts nothing any more', async () => {
  const { body } = await send('POST', '', { name: 'cron', audience: 'owner', scopes: ['agents:run', 'agents:read'] })
  const due = (name: string) =>
    runSql(server, `insert into pgboss.job (name, data) values ('agent-schedules', $1)`, [
      {
        name,
        capability: 'commander.list_commands',
        input: {},
        actor: { id: body.key.id, audience: 'owner', scopes: body.key.scopes },
      },
    ])
  const runs = async () =>
    (await runSql<{ n: number }>(server, `select count(*)::int as n from agent_runs where origin = 'schedule'`))[0]!.n
  await due('while it is good')
  for (const deadline = Date.now() + 20_000; (await runs()) === 0; await delay(50)) assert.ok(Date.now() < deadline)
  await send('DELETE', `/${body.key.id}`)
  await due('when it is not')
  await server.printed(/a schedule starts nothing any more/)
  assert.equal(await runs(), 1)
})

test('keys by the command line', async () => {
  const env = { DATA_DIR: server.dataDir, DATABASE_URL: server.databaseUrl }
  const keys = (...args: string[]) => runPollux(['keys', ...args], env)
  const made = await keys('create', 'a script', '--audience', 'recruiter', '--scopes', 'ask,knowledge:read')
  assert.equal(made.code, 0, made.stderr)
  const [id, secret] = [/key_[0-9a-f]{20}/.exec(made.stdout)![0], /plx_key_\S+/.exec(made.stdout)![0]]
  assert.equal(await sources(secret), 200)
  const rotated = await keys('rotate', id, '--overlap-hours', '0')
  const second = /plx_key_\S+/.exec(rotated.stdout)![0]
  for (const deadline = Date.now() + 15_000; (await sources(secret)) !== 401; await delay(50))
    assert.ok(Date.now() < deadline)
  assert.equal(await sources(second), 200)
  assert.match(
    (await keys()).stdout,
    new RegExp(`${id}  a script\\n  sees recruiter, may ask, knowledge:read; does not expire`),
  )
  assert.equal((await keys('revoke', id)).code, 0)
  assert.match((await keys('revoke', id)).stderr, /was revoked at/)
  const wrong = await keys('create', 'x', '--scopes', 'ask,rule')
  assert.deepEqual([wrong.code, /There is no scope rule/.test(wrong.stderr)], [2, true])
})
