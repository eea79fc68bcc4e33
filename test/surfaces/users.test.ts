import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { client, type ErrorBody } from '#test/client.ts'
import { runPollux } from '#test/run-pollux.ts'
import { runSql } from '#test/run-sql.ts'
import { startServer, type RunningServer } from '#test/start-server.ts'
import { setUpOwner, tokenOf, visitor, type Visitor } from '#test/visitor.ts'

/** People with roles, on two servers that share a database. */
const password = 'four unrelated plain words'

interface User {
  id: string
  role: string
  audience: string
}

let server: RunningServer
let second: RunningServer
let ada: Visitor
let env: Record<string, string>
before(async () => {
  const shared = { POLLUX_SAMPLE: 'never', TRUST_PROXY: '127.0.0.1', POLLUX_SECRET: 's'.repeat(43) }
  server = await startServer({ env: shared })
  ada = await setUpOwner(server, { email: 'ada@example.com', password })
  const socket = encodeURIComponent(join(server.dataDir, 'run'))
  const database = server.databaseUrl ?? `postgresql://pollux@localhost/pollux?host=${socket}`
  env = { ...shared, DATA_DIR: server.dataDir, ...(server.databaseUrl && { DATABASE_URL: server.databaseUrl }) }
  second = await startServer({ env: { ...shared, DATABASE_URL: database, POLLUX_OWNER_TOKEN: server.token } })
})
after(async () => {
  await second?.[Symbol.asyncDispose]()
  await server?.[Symbol.asyncDispose]()
})

const code = (reply: { body: Partial<ErrorBody> | undefined }) => reply.body?.error?.code
const kind = async (browser: Visitor) => (await browser.send('GET', '/api/v1/session')).body['kind']

async function joined(email: string, invitation: object): Promise<{ browser: Visitor; user: User }> {
  const { body } = await ada.send<{ url: string }>('POST', '/api/v1/users/invitations', { email, ...invitation })
  const browser = visitor(server)
  const made = await browser.send<{ user: User }>('POST', '/api/v1/session/set-up', {
    token: tokenOf(body.url),
    password,
  })
  assert.equal(made.status, 200)
  return { browser, user: made.body.user }
}

/** The same browser at another server of the same twin. */
function at(other: RunningServer, browser: Visitor): Visitor {
  const moved = visitor(other)
  for (const [name, value] of browser.cookies) moved.cookies.set(name, value)
  return moved
}

async function eventually(what: string, withinMs: number, look: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + withinMs; !(await look()); await delay(50))
    assert.ok(Date.now() < deadline, `${what} within ${withinMs} ms`)
}

test('each role sees and does what the guide says', async () => {
  const { browser: operator, user } = await joined('olga@example.com', { role: 'operator' })
  assert.partialDeepStrictEqual(user, { role: 'operator', audience: 'colleague' })
  const { browser: viewer } = await joined('vic@example.com', { role: 'viewer', audience: 'recruiter' })
  const expected: [string, string, unknown, number, number][] = [
    ['GET', '/api/v1/twin/sources', undefined, 200, 200],
    ['GET', '/api/v1/tickets', undefined, 200, 200],
    ['GET', '/api/v1/runs', undefined, 200, 200],
    ['GET', '/api/v1/twin/inbox', undefined, 200, 403],
    [
      'POST',
      '/api/v1/tickets',
      { title: 'The printer is out of paper', description: 'On the second floor.' },
      201,
      403,
    ],
    ['POST', '/api/v1/runs', { capability: 'commander.list_commands', waitSeconds: 20 }, 200, 403],
    ['POST', '/api/v1/twin/sources', { name: 'a.md', text: 'x' }, 403, 403],
    ['GET', '/api/v1/keys', undefined, 403, 403],
    ['GET', '/api/v1/share-links', undefined, 403, 403],
    ['GET', '/api/v1/users', undefined, 403, 403],
    ['POST', '/api/v1/users/invitations', {}, 403, 403],
  ]
  const found = []
  for (const [method, path, body] of expected)
    found.push([
      method,
      path,
      body,
      ...(await Promise.all(
        [operator, viewer].map(async (browser) => (await browser.send(method, path, body)).status),
      )),
    ])
  assert.deepEqual(found, expected)
})

test('an owner who has signed in is the owner to everything, and a key cannot manage people', async () => {
  const key = await client(server).send<{ key: { id: string } }>('POST', '/api/v1/keys', {
    body: { name: 'by the token', scopes: ['ask'] },
    token: server.token,
  })
  assert.equal((await ada.send('DELETE', `/api/v1/keys/${key.body.key.id}`)).status, 204, 'a key of somebody else')
  const greedy = await ada.send('POST', '/api/v1/keys', { name: 'greedy', audience: 'owner', scopes: ['users:manage'] })
  assert.equal(code(greedy), 'invalid_input')
})

test('whoever is removed is out at once, in every process, with what they let in', async () => {
  const { browser: bea, user } = await joined('bea@example.com', { role: 'owner' })
  const key = (
    await bea.send<{ key: { id: string }; secret: string }>('POST', '/api/v1/keys', {
      name: 'of Bea',
      audience: 'owner',
      scopes: ['ask', 'knowledge:read', 'links:manage', 'keys:manage'],
    })
  ).body
  const child = (
    await client(server).send<{ secret: string }>('POST', '/api/v1/keys', {
      body: { name: 'of her key', scopes: ['ask'] },
      token: key.secret,
    })
  ).body
  const link = (await bea.send<{ token: string }>('POST', '/api/v1/share-links', { name: 'of Bea' })).body
  const ofKey = (
    await client(server).send<{ token: string }>('POST', '/api/v1/share-links', {
      body: { name: 'of her key' },
      token: key.secret,
    })
  ).body
  const { body: invitation } = await bea.send<{ url: string }>('POST', '/api/v1/users/invitations', {})
  const there = at(second, bea)
  assert.equal(await kind(there), 'user')
  const asked = async (token: string) => (await client(second).ask('Who are you?', {}, token)).status
  for (const token of [key.secret, child.secret, link.token, ofKey.token]) assert.equal(await asked(token), 200)

  assert.equal((await ada.send('DELETE', `/api/v1/users/${user.id}`)).status, 204)
  assert.equal(await kind(bea), 'public')
  assert.equal(code(await bea.send('GET', '/api/v1/keys')), 'unauthenticated')
  await eventually('the second process knows', 2_000, async () => (await kind(there)) === 'public')
  for (const token of [key.secret, child.secret, link.token, ofKey.token])
    await eventually('what she let in has ended', 2_000, async () => (await asked(token)) === 401)
  const late = await visitor(server).send('POST', '/api/v1/session/set-up', {
    token: tokenOf(invitation.url),
    email: 'late@example.com',
    password,
  })
  assert.equal(code(late), 'not_found')
  assert.equal(code(await visitor(server).signIn('bea@example.com', password)), 'unauthenticated')
  const events = await runSql<{ body: string }>(
    server,
    `select body from audit_entries where subject = '${user.id}' and kind = 'user'`,
  )
  assert.ok(events.some(({ body }) => body.includes('"removed"')))
  assert.equal((await ada.send('DELETE', `/api/v1/users/${user.id}`)).status, 404)
})

test('what somebody makes while another process removes them is not made, or ends with them', async () => {
  const { browser, user } = await joined('fay@example.com', { role: 'owner' })
  const there = at(second, browser)
  assert.equal(await kind(there), 'user')
  const [removed, ...made] = await Promise.all([
    ada.send('DELETE', `/api/v1/users/${user.id}`),
    ...Array.from({ length: 8 }, () =>
      there.send<{ secret?: string } & ErrorBody>('POST', '/api/v1/keys', {
        name: 'at the last moment',
        audience: 'owner',
        scopes: ['ask'],
      }),
    ),
  ])
  assert.equal(removed.status, 204)
  for (const { status, body } of made) assert.ok(status === 201 || code({ body }) === 'unauthenticated', `${status}`)
  const open = await runSql<object>(
    server,
    `select id from api_keys where created_by = '${user.id}' and revoked_at is null`,
  )
  assert.deepEqual(open, [])
})

test('who is no owner any more changes nobody, though a process still remembers them as one', async () => {
  const { browser: gus, user } = await joined('gus@example.com', { role: 'owner' })
  const { user: hal } = await joined('hal@example.com', { role: 'viewer' })
  const { body: invited } = await gus.send<{ invitation: { id: string } }>('POST', '/api/v1/users/invitations', {})
  assert.equal((await gus.send('GET', '/api/v1/session')).body['role'], 'owner')
  await runSql(server, `update auth_users set role = 'viewer', audience = 2 where id = '${user.id}'`)
  for (const [method, path, body] of [
    ['PATCH', `/api/v1/users/${hal.id}`, { role: 'owner' }],
    ['DELETE', `/api/v1/users/${hal.id}`],
    ['DELETE', `/api/v1/users/invitations/${invited.invitation.id}`],
  ] as const)
    assert.equal(code(await gus.send(method, path, body)), 'unauthenticated', `${method} ${path}`)
  const [left] = await runSql<{ role: string }>(server, `select role from auth_users where id = '${hal.id}'`)
  assert.equal(left?.role, 'viewer')
})

test('whoever may do less than before signs in again; whoever may do more goes on', async () => {
  const { browser, user } = await joined('dan@example.com', { role: 'viewer' })
  const change = (role: string, audience?: string) => ada.send('PATCH', `/api/v1/users/${user.id}`, { role, audience })
  assert.partialDeepStrictEqual((await change('operator')).body, { role: 'operator' })
  assert.partialDeepStrictEqual((await browser.send('GET', '/api/v1/session')).body, { kind: 'user', role: 'operator' })
  assert.partialDeepStrictEqual((await change('viewer', 'recruiter')).body, { role: 'viewer', audience: 'recruiter' })
  assert.equal(await kind(browser), 'public')
  await browser.signIn('dan@example.com', password)
  assert.partialDeepStrictEqual((await browser.send('GET', '/api/v1/session')).body, {
    role: 'viewer',
    audience: 'recruiter',
  })
})

test('the last owner stays', async () => {
  const { id } = (await ada.send<{ user: User }>('GET', '/api/v1/session')).body.user
  assert.equal(code(await ada.send('DELETE', `/api/v1/users/${id}`)), 'conflict')
  assert.equal(code(await ada.send('PATCH', `/api/v1/users/${id}`, { role: 'viewer' })), 'conflict')
  assert.equal(await kind(ada), 'user')
})

test('the command line does it too, for whoever owns the machine', async () => {
  const pollux = async (...args: string[]) => {
    const { code: exit, stdout, stderr } = await runPollux(['users', ...args], env)
    return { exit, text: stdout + stderr }
  }
  assert.match((await pollux('link')).text, /There is an owner already/)
  const invited = await pollux('invite', 'cli@example.com', '--role', 'operator')
  const browser = visitor(server)
  const made = await browser.send<{ user: User }>('POST', '/api/v1/session/set-up', {
    token: tokenOf(invited.text.trim()),
    password,
  })
  const { id } = made.body.user
  const list = (await pollux('list')).text
  assert.match(
    list,
    new RegExp(`${id} {2}cli <cli@example\\.com>\\n {2}operator, sees colleague; password only; last seen`),
  )
  assert.match((await pollux('role', id, 'viewer')).text, /is viewer now/)
  await eventually('the running server knows', 6_000, async () => (await kind(browser)) === 'public')
  const reset = tokenOf((await pollux('reset', id)).text.trim())
  const again = await browser.send('POST', '/api/v1/session/set-up', { token: reset, password })
  assert.equal(again.body['status'], 'signed_in')
  assert.match((await pollux('remove', id)).text, /Removed/)
  await eventually('the running server knows', 6_000, async () => (await kind(browser)) === 'public')
  const gone = await pollux('remove', id)
  assert.deepEqual([gone.exit, gone.text], [1, `There is no user "${id}".\n`])
})
