import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { client, type ErrorBody } from '#test/client.ts'
import { runSql } from '#test/run-sql.ts'
import { startServer, type RunningServer } from '#test/start-server.ts'
import { totp } from '#test/totp.ts'
import { setUpOwner, tokenOf, visitor, type Body, type Visitor } from '#test/visitor.ts'

/** The life of an account, by its own routes. */
const account = { name: 'Ada', email: 'Ada@Example.com', password: 'four unrelated plain words' }
const cookie = 'pollux.session'

let server: RunningServer
let ada: Visitor
let firstToken: string
before(async () => {
  server = await startServer({ env: { POLLUX_SAMPLE: 'never', TRUST_PROXY: '127.0.0.1' } })
})
after(() => server?.[Symbol.asyncDispose]())

const code = (reply: { body: Partial<ErrorBody> }) => reply.body.error?.code
const entries = async (kind: string) =>
  (
    await runSql<{ subject: string; body: string }>(
      server,
      `select subject, body from audit_entries where kind = '${kind}' order by sequence`,
    )
  ).map(({ subject, body }) => ({ subject, ...(JSON.parse(body) as { event: string } & Record<string, unknown>) }))

test('the start prints one link, and who comes by it is the owner', async () => {
  const [address] = await server.printed(/http\S+\/set-up#token=\S+/)
  firstToken = tokenOf(address)
  assert.equal(server.logs().match(/set-up#token=/g)?.length, 1)
  const looked = await client(server).send('POST', '/api/v1/session/link', { body: { token: firstToken } })
  assert.partialDeepStrictEqual(looked.body, { kind: 'set_up', email: null, role: 'owner' })
  const stored = await runSql<object>(server, 'select * from auth_links')
  assert.doesNotMatch(JSON.stringify(stored), new RegExp(firstToken))

  ada = await setUpOwner(server, account)
  const { body } = await ada.send<{ user: { id: string } } & Body>('GET', '/api/v1/session')
  assert.match(body.user.id, /^user_[0-9a-f]{20}$/)
  assert.partialDeepStrictEqual(body, {
    kind: 'user',
    role: 'owner',
    audience: 'owner',
    user: { name: 'Ada', email: 'ada@example.com' },
  })
  assert.equal((await ada.send('GET', '/api/v1/keys')).status, 200)
  assert.equal((await ada.send('GET', '/api/v1/twin/sources')).headers.get('cache-control'), 'private, no-store')
})

test('who has not signed in is the public, and who sends a token is that', async () => {
  assert.partialDeepStrictEqual((await client(server).get('/api/v1/session')).body, {
    kind: 'public',
    id: 'anyone',
    user: null,
  })
  const { body } = await client(server).get('/api/v1/session', server.token)
  assert.partialDeepStrictEqual(body, { kind: 'token', id: 'owner', role: null, audience: 'owner' })
  const both = await ada.send('GET', '/api/v1/session', undefined, { authorization: `Bearer ${server.token}` })
  assert.equal(both.body['id'], 'owner')
  const wrong = await ada.send('GET', '/api/v1/session', undefined, { authorization: 'Bearer wrong' })
  assert.equal(code(wrong), 'unauthenticated')
  const account = await ada.send('GET', '/api/v1/session/all', undefined, { authorization: `Bearer ${server.token}` })
  assert.equal(code(account), 'unauthenticated', 'a token is not the session that comes with it')
})

test('a password that is short, common or the address itself is refused, and the link still works', async () => {
  const invited = await ada.send<{ url: string }>('POST', '/api/v1/users/invitations', { email: 'eve@example.com' })
  const token = tokenOf(invited.body.url)
  const eve = visitor(server)
  for (const [password, reason] of [
    ['short', /has 5 characters; at least 12/],
    ['x'.repeat(129), /has 129 characters; at most 128/],
    ['Password1234', /first that anybody tries/],
    ['abcabcabcabcabc', /first that anybody tries/],
    ['EVE@example.com', /email address/],
  ] as const) {
    const refused = await eve.send('POST', '/api/v1/session/set-up', { token, password })
    assert.equal(code(refused), 'invalid_input', password)
    assert.match(refused.body.error.message, reason)
  }
  const other = await eve.send('POST', '/api/v1/session/set-up', {
    token,
    password: account.password,
    email: 'x@example.com',
  })
  assert.match(other.body.error.message, /is for eve@example\.com/)
  const made = await eve.send<{ user: object }>('POST', '/api/v1/session/set-up', {
    token,
    password: 'é'.repeat(3) + ' and ten 🛠️ more',
  })
  assert.partialDeepStrictEqual(made.body.user, { name: 'eve', role: 'viewer', audience: 'colleague' })
  assert.equal(code(await eve.send('GET', '/api/v1/users')), 'forbidden')
})

test('a link works once, and says so', async () => {
  for (const token of [firstToken, 'x'.repeat(43)]) {
    const again = await visitor(server).send('POST', '/api/v1/session/set-up', { token, ...account })
    assert.equal(code(again), 'not_found')
    assert.match(again.body.error.message, /not valid any more/)
    assert.equal(
      code(await client(server).send<Body>('POST', '/api/v1/session/link', { body: { token } })),
      'not_found',
    )
  }
  const { body } = await ada.send<{ url: string; invitation: { id: string } }>('POST', '/api/v1/users/invitations', {})
  const two = await Promise.all(
    ['one@example.com', 'two@example.com'].map((email) =>
      visitor(server).send('POST', '/api/v1/session/set-up', {
        token: tokenOf(body.url),
        email,
        password: account.password,
      }),
    ),
  )
  assert.deepEqual(
    two.map(({ status }) => status).sort((a, b) => a - b),
    [200, 404],
    'of two at once one wins',
  )
})

test('a link ends with its time, and when it is taken back', async () => {
  const invite = () => ada.send<{ url: string; invitation: { id: string } }>('POST', '/api/v1/users/invitations', {})
  const use = (url: string) =>
    visitor(server).send('POST', '/api/v1/session/set-up', {
      token: tokenOf(url),
      email: 'late@example.com',
      password: account.password,
    })
  const expired = (await invite()).body
  await runSql(
    server,
    `update auth_links set expires_at = now() - interval '1 second' where id = '${expired.invitation.id}'`,
  )
  assert.equal(code(await use(expired.url)), 'not_found')
  const withdrawn = (await invite()).body
  assert.equal((await ada.send('DELETE', `/api/v1/users/invitations/${withdrawn.invitation.id}`)).status, 204)
  assert.equal(code(await use(withdrawn.url)), 'not_found')
  const taken = (await invite()).body
  const same = await visitor(server).send('POST', '/api/v1/session/set-up', {
    token: tokenOf(taken.url),
    email: account.email,
    password: account.password,
  })
  assert.equal(code(same), 'conflict')
  assert.equal((await use(taken.url)).status, 200, 'what was refused did not use it up')
})

test('sign in and out, each time as another session, which no page and no log can read', async () => {
  const browser = visitor(server)
  const wrong = await browser.signIn(account.email, 'not the password')
  assert.equal(code(wrong), 'unauthenticated')
  const reply = await browser.signIn(' ADA@example.com ', account.password)
  assert.partialDeepStrictEqual(reply.body, { status: 'signed_in', user: { name: 'Ada' } })
  const [line] = reply.headers.getSetCookie()
  assert.match(line!, /^pollux\.session=[^;]+; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/)
  const first = browser.cookies.get(cookie)!
  assert.doesNotMatch(server.logs(), new RegExp(first.slice(0, 20)))

  await browser.signIn(account.email, account.password)
  assert.notEqual(browser.cookies.get(cookie), first)
  const old = visitor(server)
  old.cookies.set(cookie, first)
  assert.equal((await old.send('GET', '/api/v1/session')).body['kind'], 'public', 'the session before has ended')

  const last = browser.cookies.get(cookie)!
  assert.equal((await browser.send('DELETE', '/api/v1/session')).status, 204)
  assert.equal(browser.cookies.get(cookie), undefined)
  old.cookies.set(cookie, last)
  assert.equal((await old.send('GET', '/api/v1/session')).body['kind'], 'public')
  assert.equal((await browser.send('DELETE', '/api/v1/session')).status, 204, 'again, with nothing to end')
})

test('a session that rests for fourteen days ends, and so does every one after thirty', async () => {
  for (const change of [`last_seen_at = now() - interval '15 days'`, `expires_at = now() - interval '1 second'`]) {
    const browser = visitor(server)
    await browser.signIn(account.email, account.password)
    assert.equal((await browser.send('GET', '/api/v1/session')).body['kind'], 'user')
    await runSql(
      server,
      `update auth_sessions set ${change} where token = '${decodeURIComponent(browser.cookies.get(cookie)!).split('.')[0]}'`,
    )
    await forgetLookUps()
    assert.equal((await browser.send('GET', '/api/v1/session')).body['kind'], 'public', change)
  }
})

test('sessions are listed, and the others end', async () => {
  const phone = visitor(server)
  await phone.send(
    'POST',
    '/api/v1/session',
    { email: account.email, password: account.password },
    { 'user-agent': 'A phone' },
  )
  const { body } = await ada.send<{ sessions: { current: boolean; userAgent: string; address: string }[] }>(
    'GET',
    '/api/v1/session/all',
  )
  assert.equal(body.sessions.filter(({ current }) => current).length, 1)
  assert.ok(body.sessions.some(({ userAgent }) => userAgent === 'A phone'))
  assert.match(body.sessions[0]!.address, /^198\.51\.100\./)
  assert.equal((await ada.send('DELETE', '/api/v1/session/all')).body['ended'], body.sessions.length - 1)
  assert.equal((await phone.send('GET', '/api/v1/session')).body['kind'], 'public')
  assert.equal((await ada.send('GET', '/api/v1/session')).body['kind'], 'user')
})

test('a new password takes the old one, and signs out everywhere else', async () => {
  const phone = visitor(server)
  await phone.signIn(account.email, account.password)
  const next = 'another four plain words'
  const change = (current: string, password: string) =>
    ada.send('PUT', '/api/v1/session/password', { current, next: password })
  assert.equal(code(await change('not the password', next)), 'forbidden')
  assert.equal(code(await change(account.password, 'short')), 'invalid_input')
  assert.equal((await change(account.password, next)).status, 204)
  assert.equal((await ada.send('GET', '/api/v1/session')).body['kind'], 'user')
  assert.equal((await phone.send('GET', '/api/v1/session')).body['kind'], 'public')
  assert.equal(code(await phone.signIn(account.email, account.password)), 'unauthenticated')
  account.password = next
  assert.equal((await phone.signIn(account.email, next)).status, 200)
})

test('two steps: a code is good once, a backup code too, and neither without the password', async () => {
  const { password, email } = account
  assert.equal(
    code(await ada.send('POST', '/api/v1/session/two-factor', { password: 'not the password' })),
    'forbidden',
  )
  const started = await ada.send<{ secret: string; uri: string; backupCodes: string[] }>(
    'POST',
    '/api/v1/session/two-factor',
    { password },
  )
  const { secret, uri, backupCodes } = started.body
  assert.match(uri, /^otpauth:\/\/totp\/Pollux:ada%40example\.com\?secret=/)
  assert.equal(backupCodes.length, 10)
  const rows = await runSql<object>(server, 'select * from auth_two_factors')
  assert.doesNotMatch(JSON.stringify(rows), new RegExp(`${secret}|${backupCodes[0]}`))
  const notYet = visitor(server)
  assert.equal((await notYet.signIn(email, password)).body['status'], 'signed_in', 'not before it is confirmed')

  const before = ada.cookies.get(cookie)
  const wrongCode = totp(secret) === '000000' ? '111111' : '000000'
  assert.equal(code(await ada.send('POST', '/api/v1/session/two-factor/confirm', { code: wrongCode })), 'forbidden')
  const confirmed = totp(secret)
  assert.equal((await ada.send('POST', '/api/v1/session/two-factor/confirm', { code: confirmed })).status, 204)
  assert.notEqual(ada.cookies.get(cookie), before, 'another session from here on')
  assert.equal(code(await ada.send('POST', '/api/v1/session/two-factor', { password })), 'conflict')

  const browser = visitor(server)
  const first = await browser.signIn(email, password)
  assert.deepEqual(first.body, { status: 'code_needed' })
  assert.deepEqual([...browser.cookies.keys()], ['pollux.code'], 'no session yet')
  assert.equal((await browser.send('GET', '/api/v1/session')).body['kind'], 'public')
  const enter = (visit: Visitor, entered: string) => visit.send('POST', '/api/v1/session/code', { code: entered })
  assert.equal(code(await enter(visitor(server), totp(secret))), 'unauthenticated', 'a code alone is nothing')
  assert.equal(code(await enter(browser, wrongCode)), 'unauthenticated')
  assert.equal(code(await enter(browser, confirmed)), 'unauthenticated', 'it was used to confirm')

  const again = visitor(server)
  await again.signIn(email, password)
  const fresh = totp(secret, Date.now() + 30_000)
  assert.equal((await enter(again, fresh)).body['status'], 'signed_in')
  assert.deepEqual([...again.cookies.keys()], [cookie])
  const replay = visitor(server)
  await replay.signIn(email, password)
  assert.equal(code(await enter(replay, fresh)), 'unauthenticated', 'a code is good once')
  assert.equal(replay.cookies.get(cookie), undefined)

  for (const status of [200, 401]) {
    const lost = visitor(server)
    await lost.signIn(email, password)
    assert.equal((await enter(lost, backupCodes[3]!)).status, status, 'a backup code is good once')
  }
  assert.equal(
    code(await ada.send('DELETE', '/api/v1/session/two-factor', { password: 'not the password' })),
    'forbidden',
  )
  assert.equal((await ada.send('DELETE', '/api/v1/session/two-factor', { password })).status, 204)
  assert.equal((await visitor(server).signIn(email, password)).body['status'], 'signed_in')
})

test('a reset link gives a new password, and lets in whom the second step keeps out', async () => {
  const { password, email } = account
  const started = await ada.send<{ secret: string }>('POST', '/api/v1/session/two-factor', { password })
  await ada.send('POST', '/api/v1/session/two-factor/confirm', { code: totp(started.body.secret) })
  const { body: listed } = await ada.send<{ users: { id: string; email: string }[] }>('GET', '/api/v1/users')
  const { id } = listed.users.find((user) => user.email === 'ada@example.com')!
  const reset = async (body?: object) =>
    (
      await client(server).send<{ url: string }>('POST', `/api/v1/users/${id}/reset-link`, {
        body,
        token: server.token,
      })
    ).body.url

  account.password = 'a third set of plain words'
  const browser = visitor(server)
  const url = await reset()
  assert.equal(
    (await browser.send('POST', '/api/v1/session/link', { token: tokenOf(url) })).body['email'],
    'ada@example.com',
  )
  const half = await browser.send('POST', '/api/v1/session/set-up', { token: tokenOf(url), password: account.password })
  assert.deepEqual(half.body, { status: 'code_needed' }, 'the second step stays')
  assert.equal((await ada.send('GET', '/api/v1/session')).body['kind'], 'public', 'the sessions before have ended')
  assert.equal(code(await visitor(server).signIn(email, password)), 'unauthenticated')

  const whole = await browser.send('POST', '/api/v1/session/set-up', {
    token: tokenOf(await reset({ dropsTwoFactor: true })),
    password: account.password,
  })
  assert.equal(whole.body['status'], 'signed_in')
  ada = browser
})

test('a name can be changed', async () => {
  assert.equal((await ada.send('PATCH', '/api/v1/session', { name: 'Ada L.' })).status, 204)
  assert.partialDeepStrictEqual((await ada.send('GET', '/api/v1/session')).body, { user: { name: 'Ada L.' } })
  assert.equal(code(await ada.send('PATCH', '/api/v1/session', { name: ' \u202e ' })), 'invalid_input')
})

test('the chain tells what happened, without a secret or an address of a stranger', async () => {
  const events = [...(await entries('user')), ...(await entries('sign_in'))]
  for (const event of [
    'set_up',
    'invited',
    'joined',
    'invitation_withdrawn',
    'password_changed',
    'two_factor_on',
    'two_factor_off',
    'reset_link_made',
    'password_reset',
    'renamed',
    'signed_in',
    'signed_out',
    'signed_out_elsewhere',
    'failed',
  ])
    assert.ok(
      events.some((entry) => entry.event === event),
      event,
    )
  const text = JSON.stringify(events)
  assert.doesNotMatch(text, /example\.com|plain words|198\.51/)
  assert.doesNotMatch(text, new RegExp(firstToken))
})

test('sign-ins are counted by what came of them', async () => {
  const page = await (await fetch(`${server.url}/metrics`)).text()
  for (const outcome of ['signed_in', 'code_needed', 'refused'])
    assert.match(page, new RegExp(`pollux_sign_ins_total\\{outcome="${outcome}"\\} [1-9]`))
})

/** A change that another process would tell of: what this one remembers of sessions goes. */
async function forgetLookUps(): Promise<void> {
  await ada.send('PATCH', '/api/v1/session', { name: 'Ada' })
}
