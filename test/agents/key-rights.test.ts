import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { ErrorBody } from '#test/client.ts'
import { assertError, type AgentServer, type RunDetails, type ShownApproval, type ShownRun } from './agent-server.ts'
import { markedPlace, type MarkedPlace } from './marked-place.ts'

let at: MarkedPlace
let agents: AgentServer

before(async () => {
  at = await markedPlace()
  agents = await at.start()
})
after(async () => {
  await agents?.[Symbol.asyncDispose]()
  await at?.[Symbol.asyncDispose]()
})

interface Key {
  id: string
  secret: string
}

async function makeKey(audience: string, ...scopes: string[]): Promise<Key> {
  const { status, body } = await agents.post<{ key: { id: string }; secret: string }>('/api/v1/keys', {
    name: 'a program',
    audience,
    scopes,
  })
  assert.equal(status, 201, JSON.stringify(body))
  return { id: body.key.id, secret: body.secret }
}

const as = <Body = ErrorBody>({ secret }: Key, method: string, path: string, body?: unknown) =>
  agents.http.send<Body>(method, path, { token: secret, ...(body !== undefined && { body }) })
const mark = { capability: 'commander.execute_command', input: { command: 'mark' } }
type Started = { run: ShownRun | null } & ErrorBody

async function pendingOf(id: string): Promise<ShownApproval['approval']> {
  const { approval } = (await agents.get<RunDetails>(`/api/v1/runs/${id}`)).body
  assert.equal(approval?.state, 'pending')
  return approval!
}

test('a key is asked for what it changes, and never answers for itself, nor for who sees more', async () => {
  const before = await at.marks.count()
  const worker = await makeKey('owner', 'agents:run', 'agents:read', 'approvals:decide')
  const stranger = await makeKey('public', 'agents:read', 'approvals:decide')
  const colleague = await makeKey('owner', 'agents:read', 'approvals:decide')
  const started = await as<Started>(worker, 'POST', '/api/v1/runs', mark)
  assert.deepEqual([started.status, started.body.run?.state], [202, 'waiting'])
  const { id, actionHash } = await pendingOf(started.body.run!.id)
  const say = (key: Key) => as(key, 'POST', `/api/v1/approvals/${id}/approve`, { actionHash })
  assertError(await say(worker), 403, 'forbidden', /asked for this yourself/)
  assertError(await say(stranger), 403, 'forbidden', /sees more than you/)
  assert.equal(await at.marks.count(), before)
  assert.equal((await say(colleague)).status, 200)
  await agents.ended(started.body.run!.id)
  assert.equal(await at.marks.count(), before + 1)
})

test('a key that makes keys does not make the one that says yes to it', async () => {
  const child = async ({ secret }: Key, ...scopes: string[]): Promise<Key> => {
    const body = { name: 'a child', audience: 'owner', scopes }
    const made = await agents.http.send<{ key: Key; secret: string }>('POST', '/api/v1/keys', { token: secret, body })
    assert.equal(made.status, 201)
    return { id: made.body.key.id, secret: made.body.secret }
  }
  const before = await at.marks.count()
  const rights = ['agents:run', 'agents:read', 'approvals:decide', 'keys:manage']
  const [parent, stranger] = [await makeKey('owner', ...rights), await makeKey('owner', ...rights)]
  const [one, other] = [await child(parent, ...rights), await child(parent, ...rights)]
  const grandchild = await child(one, 'approvals:decide')
  const foreign = await child(stranger, 'approvals:decide')
  for (const [asking, deciding] of [
    [parent, one],
    [one, parent],
    [one, other],
    [parent, grandchild],
    [other, grandchild],
    [one, foreign],
  ] as const) {
    const started = await as<Started>(asking, 'POST', '/api/v1/runs', mark)
    const { id, actionHash } = await pendingOf(started.body.run!.id)
    const said = await as(deciding, 'POST', `/api/v1/approvals/${id}/approve`, { actionHash })
    if (deciding === foreign) {
      assert.equal(said.status, 200, JSON.stringify(said.body))
      await agents.ended(started.body.run!.id)
    } else assertError(said, 403, 'forbidden', /same family/)
  }
  assert.equal(await at.marks.count(), before + 1)
})

test('what a key asked for cannot be approved once it is revoked', async () => {
  const before = await at.marks.count()
  const worker = await makeKey('owner', 'agents:run')
  const { body } = await as<Started>(worker, 'POST', '/api/v1/runs', mark)
  const { id, actionHash } = await pendingOf(body.run!.id)
  assert.equal(
    (await agents.http.send('DELETE', `/api/v1/keys/${worker.id}`, { token: agents.server.token })).status,
    204,
  )
  assertError(
    await agents.post(`/api/v1/approvals/${id}/approve`, { actionHash }),
    409,
    'conflict',
    /may not act any more/,
  )
  assert.equal((await agents.post(`/api/v1/approvals/${id}/refuse`, { reason: 'Gone.' })).status, 200)
  assert.equal(await at.marks.count(), before)
})

test('a stream of events ends with the key that opened it', async () => {
  const watcher = await makeKey('owner', 'agents:read')
  const { body } = await agents.start({ capability: 'commander.execute_command', input: { command: 'break_glass' } })
  const stream = await fetch(`${agents.server.url}/api/v1/runs/${body.run!.id}/events`, {
    headers: { accept: 'text/event-stream', authorization: `Bearer ${watcher.secret}` },
  })
  await agents.http.send('DELETE', `/api/v1/keys/${watcher.id}`, { token: agents.server.token })
  await agents.post(`/api/v1/runs/${body.run!.id}/cancel`)
  const heard = await stream.text()
  assert.match(heard, /event: waiting/)
  assert.doesNotMatch(heard, /event: ended/)
})

test('who may start a run may see what became of it, and of no other', async () => {
  const worker = await makeKey('owner', 'agents:run')
  const read = { capability: 'commander.list_commands', receipt: true, waitSeconds: 20 }
  const own = await as<Started>(worker, 'POST', '/api/v1/runs', read)
  assert.deepEqual([own.status, own.body.run?.state], [200, 'succeeded'])
  assert.equal((await as(worker, 'GET', `/api/v1/runs/${own.body.run!.id}`)).status, 200)
  const { body: other } = await agents.start(read)
  assertError(await as(worker, 'GET', `/api/v1/runs/${other.run!.id}`), 403, 'forbidden')
  assertError(await as(worker, 'GET', '/api/v1/runs'), 403, 'forbidden')
})

test("idempotency keys are one's own, and none is that of a step of somebody's run", async () => {
  const worker = await makeKey('owner', 'agents:run', 'agents:read')
  const read = { capability: 'commander.list_commands', receipt: true, idempotencyKey: 'the same', waitSeconds: 20 }
  const [mine, again, theirs] = [
    await agents.start(read),
    await agents.start(read),
    await as<Started>(worker, 'POST', '/api/v1/runs', read),
  ]
  assert.equal(again.body.run!.id, mine.body.run!.id)
  assert.notEqual(theirs.body.run!.id, mine.body.run!.id)
  const plan = {
    capability: 'maestro.orchestrate',
    input: { command: '@commander.list_commands()\n@commander.execute_command(command=mark)' },
  }
  const { body } = await agents.start(plan)
  for (const step of ['step1', 'step2'])
    await as(worker, 'POST', '/api/v1/runs', { ...read, idempotencyKey: `${body.run!.id}:${step}:1` })
  assert.equal((await agents.ended(body.run!.id)).state, 'succeeded')
})

test("a schedule is its maker's, and the owner's", async () => {
  const [one, two] = [
    await makeKey('owner', 'agents:run', 'agents:read'),
    await makeKey('owner', 'agents:run', 'agents:read'),
  ]
  const put = (key: Key) =>
    as(key, 'PUT', '/api/v1/schedules/hourly', { cron: '0 * * * *', capability: 'commander.list_commands' })
  assert.equal((await put(one)).status, 200)
  assertError(await put(two), 403, 'forbidden', /somebody else's/)
  assertError(await as(two, 'DELETE', '/api/v1/schedules/hourly'), 403, 'forbidden')
  const { schedules } = (await agents.get<{ schedules: { name: string; actor: string }[] }>('/api/v1/schedules')).body
  assert.deepEqual(
    schedules.map(({ name, actor }) => [name, actor]),
    [['hourly', one.id]],
  )
  assert.equal(
    (await agents.http.send('DELETE', '/api/v1/schedules/hourly', { token: agents.server.token })).status,
    204,
  )
})

test('only who sees everything changes what the twin knows', async () => {
  const vault = await agents.post<{ files: { sources: { id: string }[] }[] }>('/api/v1/twin/sources', {
    name: 'vault.md',
    text: '# Vault\n\nThe code is Basalt.',
    audience: 'owner',
  })
  const { id } = vault.body.files[0]!.sources[0]!
  const writer = await makeKey('recruiter', 'ask', 'knowledge:read', 'knowledge:write', 'inbox:write')
  for (const [method, path, body] of [
    ['PATCH', `/api/v1/twin/sources/${id}`, { audience: 'public' }],
    ['DELETE', `/api/v1/twin/sources/${id}`],
    ['POST', '/api/v1/twin/sources', { name: 'vault.md', text: 'Mine now.' }],
  ] as const)
    assertError(await as(writer, method, path, body), 403, 'forbidden', /audience "owner"/)
  assert.equal((await agents.http.get(`/api/v1/twin/sources/${id}`)).status, 404)
  const blind = await makeKey('owner', 'agents:read')
  for (const path of ['/api/v1/twin/sources', `/api/v1/twin/sources/${id}`])
    assertError(await as(blind, 'GET', path), 403, 'forbidden')
  const whole = await makeKey('owner', 'ask', 'knowledge:write')
  assert.equal((await as(whole, 'DELETE', `/api/v1/twin/sources/${id}`)).status, 204)
})

test('a key that makes keys: they end with it, and it touches no other', async () => {
  const keys = (key: Key, method: string, path: string, body?: object) =>
    as<Key & { key: { id: string; expiresAt: string | null } } & ErrorBody>(key, method, `/api/v1/keys${path}`, body)
  const { body: made } = await agents.post<{ key: { id: string }; secret: string }>('/api/v1/keys', {
    name: 'manager',
    audience: 'owner',
    scopes: ['ask', 'keys:manage'],
    expiresInDays: 2,
  })
  const manager = { id: made.key.id, secret: made.secret }
  const child = (await keys(manager, 'POST', '', { name: 'child', scopes: ['ask'], expiresInDays: 90 })).body
  assert.ok(Date.parse(child.key.expiresAt!) < Date.now() + 3 * 86_400_000)
  const other = await makeKey('public', 'ask')
  for (const [method, path] of [
    ['POST', `/${other.id}/rotate`],
    ['DELETE', `/${other.id}`],
  ] as const)
    assertError(await keys(manager, method, path), 403, 'forbidden', /was made by owner/)
  assert.equal((await keys(manager, 'POST', `/${child.key.id}/rotate`)).status, 200)
  assert.equal(
    (await agents.http.send('DELETE', `/api/v1/keys/${manager.id}`, { token: agents.server.token })).status,
    204,
  )
  assertError(await as(child, 'GET', '/api/v1/twin/sources'), 401, 'unauthenticated')
  assertError(await agents.post('/api/v1/keys', { name: '\ud800', scopes: ['ask'] }), 400, 'invalid_input', /name/)
})
