import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { client, type ErrorBody } from '#test/client.ts'
import { runSql } from '#test/run-sql.ts'
import { startServer, type RunningServer } from '#test/start-server.ts'
import { setUpOwner, visitor, type Body, type Visitor } from '#test/visitor.ts'

/** What somebody tries who should not come in. */
const account = { email: 'ada@example.com', password: 'four unrelated plain words' }
const cookie = 'pollux.session'

let server: RunningServer
let ada: Visitor
before(async () => {
  server = await startServer({ env: { POLLUX_SAMPLE: 'never', TRUST_PROXY: '127.0.0.1' } })
  ada = await setUpOwner(server, account)
})
after(() => server?.[Symbol.asyncDispose]())

const code = (reply: { body: Partial<ErrorBody> | undefined }) => reply.body?.error?.code
const kind = async (browser: Visitor) => (await browser.send('GET', '/api/v1/session')).body['kind']
/** The waits that are running take another minute: the machine may be slower than the first of them. */
const hold = () => runSql(server, `update auth_failures set blocked_until = blocked_until + interval '1 minute'`)
/** The waits that are running are over. */
const later = () => runSql(server, `update auth_failures set blocked_until = now()`)
const forgive = () => runSql(server, `delete from auth_failures`)

test('guessing at one account from everywhere: five tries are free, then each doubles the wait', async () => {
  await forgive()
  for (let tries = 0; tries < 5; tries++)
    assert.equal(code(await visitor(server).signIn(account.email, `guess ${tries}`)), 'unauthenticated')
  for (const [tries, seconds] of [5, 6, 7, 8].map((tries) => [tries, 2 ** (tries - 5)] as const)) {
    const [row] = await runSql<{ wait: number }>(
      server,
      `select extract(epoch from blocked_until - failed_at)::int as wait from auth_failures where subject like 'account:%'`,
    )
    assert.equal(row!.wait, seconds, `after ${tries} failures`)
    await hold()
    const waiting = await visitor(server).signIn(account.email, account.password)
    assert.deepEqual([waiting.status, code(waiting)], [429, 'rate_limited'], 'the right one has to wait as well')
    const after = Number(waiting.headers.get('retry-after'))
    assert.ok(after > 30 && after <= 60 + seconds, `try again after ${after} s`)
    await later()
    assert.equal(code(await visitor(server).signIn(account.email, 'guess')), 'unauthenticated')
  }
  await runSql(server, `update auth_failures set failures = 40, blocked_until = now()`)
  assert.equal(code(await visitor(server).signIn(account.email, 'guess')), 'unauthenticated')
  const [row] = await runSql<{ seconds: number }>(
    server,
    `select max(extract(epoch from blocked_until - failed_at))::int as seconds from auth_failures`,
  )
  assert.equal(row!.seconds, 900, 'never more than a quarter of an hour')

  assert.equal(await kind(ada), 'user', 'whoever has a session goes on')
  await later()
  assert.equal((await visitor(server).signIn(account.email, account.password)).status, 200)
  const rows = await runSql<object>(server, 'select * from auth_failures')
  assert.doesNotMatch(JSON.stringify(rows), /example|198\.51/)
})

test('a reset link lets in whom a stranger keeps waiting', async () => {
  await forgive()
  for (let tries = 0; tries < 6; tries++) await visitor(server).signIn(account.email, 'guess')
  const { id } = (await ada.send<{ user: { id: string } }>('GET', '/api/v1/session')).body.user
  const made = await client(server).send<{ url: string }>('POST', `/api/v1/users/${id}/reset-link`, {
    token: server.token,
  })
  const browser = visitor(server)
  const used = await browser.send('POST', '/api/v1/session/set-up', {
    token: made.body.url.split('#token=')[1],
    password: account.password,
  })
  assert.equal(used.body['status'], 'signed_in')
  ada = browser
})

test('guessing at many accounts from one address, and a thousand at once', async () => {
  await forgive()
  const one = '203.0.113.9'
  const many = await Promise.all(
    Array.from({ length: 40 }, (_, index) => visitor(server, one).signIn(`nobody${index}@example.com`, 'guess')),
  )
  const answers = many.map((reply) => code(reply))
  const tried = answers.filter((answer) => answer === 'unauthenticated').length
  assert.equal(answers.filter((answer) => answer === 'rate_limited').length, 40 - tried)
  // Five, and one more for each wait of a second or two that is over before the last of them is looked at.
  assert.ok(tried >= 5 && tried <= 8, `${tried} were tried`)
  await hold()
  assert.equal(code(await visitor(server, one).signIn(account.email, account.password)), 'rate_limited')
  assert.equal((await visitor(server).signIn(account.email, account.password)).status, 200, 'others are not kept')

  await forgive()
  const home = '2001:db8:0:7::'
  for (let tries = 0; tries < 5; tries++)
    await visitor(server, `${home}${tries + 1}`).signIn(`nobody${tries}@example.com`, 'guess')
  await hold()
  const next = await visitor(server, `${home}ffff`).signIn('somebody@example.com', 'guess')
  assert.equal(code(next), 'rate_limited', 'one network of IPv6 is one address')
  assert.equal(
    code(await visitor(server, '2001:db8:0:8::1').signIn('somebody@example.com', 'guess')),
    'unauthenticated',
  )
})

test('an own account does not buy guesses at another', async () => {
  await forgive()
  const one = '203.0.113.10'
  const answers: (string | undefined)[] = []
  for (let tries = 0; tries < 7; tries++) {
    answers.push(code(await visitor(server, one).signIn(`nobody${tries}@example.com`, 'guess')))
    await hold()
    await visitor(server, one).signIn(account.email, account.password)
  }
  assert.ok(answers.includes('rate_limited'), answers.join())
})

test('an unknown address is told the same as a wrong password, and costs the same hash', async () => {
  await forgive()
  const shape = ({ status, headers, body }: Awaited<ReturnType<Visitor['signIn']>>) => {
    const { error } = body
    return { status, cookie: headers.get('set-cookie'), code: error.code, message: error.message }
  }
  const timed = async (email: string) => {
    const began = performance.now()
    const reply = await visitor(server).signIn(email, 'not the password')
    return { ...shape(reply), ms: performance.now() - began }
  }
  const known: Awaited<ReturnType<typeof timed>>[] = []
  const unknown: typeof known = []
  for (let round = 0; round < 5; round++) {
    await forgive()
    known.push(await timed(account.email))
    unknown.push(await timed(`nobody${round}@example.com`))
  }
  const { ms: _, ...expected } = known[0]!
  for (const { ms: __, ...answer } of [...known, ...unknown]) assert.deepEqual(answer, expected)
  const fastest = (list: typeof known) => Math.min(...list.map(({ ms }) => ms))
  // A hash takes some 50 ms; an answer without one would take less than 10.
  assert.ok(fastest(unknown) > fastest(known) / 2, `${fastest(unknown)} ms against ${fastest(known)} ms`)
  assert.ok(fastest(known) > fastest(unknown) / 2, `${fastest(known)} ms against ${fastest(unknown)} ms`)
})

test('failures are told in the chain once a minute, with how many there were', async () => {
  await forgive()
  const count = async () =>
    (await runSql<{ body: string }>(server, `select body from audit_entries where body like '%"event":"failed"%'`))
      .length
  const before = await count()
  for (let tries = 0; tries < 4; tries++) await visitor(server).signIn(account.email, 'guess')
  assert.equal(await count(), before + 1)
  await runSql(server, `update auth_failures set told_at = now() - interval '2 minutes'`)
  await visitor(server).signIn(account.email, 'guess')
  assert.equal(await count(), before + 2)
  const [last] = await runSql<{ body: string }>(
    server,
    `select body from audit_entries where body like '%"event":"failed"%' order by sequence desc limit 1`,
  )
  assert.equal((JSON.parse(last!.body) as { ofAccount: number }).ofAccount, 4)
})

test('a session that somebody planted is not the one that is signed in', async () => {
  await forgive()
  const mallory = visitor(server)
  await mallory.signIn(account.email, account.password)
  const planted = mallory.cookies.get(cookie)!
  const victim = visitor(server)
  victim.cookies.set(cookie, planted)
  await victim.signIn(account.email, account.password)
  assert.notEqual(victim.cookies.get(cookie), planted)
  assert.equal(await kind(mallory), 'public', 'and the planted one has ended')
  for (const forged of ['x'.repeat(32), `${decodeURIComponent(planted).split('.')[0]}.${'A'.repeat(43)}=`]) {
    const forger = visitor(server)
    forger.cookies.set(cookie, encodeURIComponent(forged))
    assert.equal(await kind(forger), 'public')
  }
})

test('what changes something by a cookie comes from our own page', async () => {
  const make = (headers: Record<string, string>) =>
    ada.send('POST', '/api/v1/share-links', { name: 'from elsewhere' }, headers)
  for (const headers of [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: server.url.replace('127.0.0.1', 'localhost') },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'none' },
  ]) {
    const refused = await make(headers)
    assert.deepEqual([refused.status, code(refused)], [403, 'forbidden'], JSON.stringify(headers))
  }
  const silent = await client(server).send<Body>('POST', '/api/v1/share-links', {
    body: { name: 'silent' },
    headers: { cookie: `${cookie}=${ada.cookies.get(cookie)}` },
  })
  assert.equal(code(silent), 'forbidden', 'which page it came from must be said')
  const { body } = await client(server).get<{ links: object[] }>('/api/v1/share-links', server.token)
  assert.deepEqual(body.links, [])

  assert.equal((await make({ 'sec-fetch-site': 'same-origin' })).status, 201)
  assert.equal((await make({})).status, 201)
  assert.equal((await ada.send('GET', '/api/v1/keys', undefined, { origin: 'https://evil.example' })).status, 200)
  const token = await client(server).send('POST', '/api/v1/share-links', {
    body: { name: 'by token' },
    token: server.token,
    headers: { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
  })
  assert.equal(token.status, 201, 'a token is never added by a browser')
})

test('a form of another page does nothing, whatever it is filled in with', async () => {
  const forms: [string, string, string][] = [
    ['/api/v1/session', 'text/plain', JSON.stringify(account)],
    ['/api/v1/session', 'application/json', JSON.stringify(account)],
    ['/api/v1/session', 'application/x-www-form-urlencoded', new URLSearchParams(account).toString()],
    ['/api/v1/keys', 'text/plain', JSON.stringify({ name: 'x', scopes: ['ask'] })],
    ['/api/v1/twin/sources', 'multipart/form-data; boundary=x', '--x--'],
  ]
  for (const [path, type, body] of forms) {
    const reply = await fetch(`${server.url}${path}`, {
      method: 'POST',
      headers: {
        'content-type': type,
        origin: 'https://evil.example',
        'sec-fetch-site': 'cross-site',
        cookie: `${cookie}=${ada.cookies.get(cookie)}`,
      },
      body,
    })
    assert.equal(reply.status, 403, `${path} ${type}`)
    assert.equal(reply.headers.get('set-cookie'), null)
  }
  const login = await fetch(`${server.url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: 'https://evil.example' },
    body: JSON.stringify(account),
  })
  assert.equal(login.status, 403, 'nobody is signed in as somebody else by another page')
})

test('the library has no routes of its own', async () => {
  for (const path of ['/api/auth/sign-up/email', '/api/auth/sign-in/email', '/api/auth/get-session', '/api/auth/ok'])
    assert.equal((await client(server).get(path)).status, 404, path)
})

test('over https the cookie is bound to the host', async () => {
  await using behind = await startServer({
    env: { POLLUX_SAMPLE: 'never', PUBLIC_URL: 'https://twin.example/' },
  })
  const [line] = await behind.printed(/https:\/\/twin\.example\/set-up#token=\S+/)
  const browser = visitor(behind)
  const reply = await browser.send(
    'POST',
    '/api/v1/session/set-up',
    { token: line.split('#token=')[1], ...account },
    { origin: 'https://twin.example' },
  )
  assert.match(
    reply.headers.getSetCookie()[0]!,
    /^__Host-pollux\.session=[^;]+; Max-Age=2592000; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  )
  assert.equal(await kind(browser), 'user')
  const unbound = visitor(behind)
  unbound.cookies.set(cookie, browser.cookies.get(`__Host-${cookie}`)!)
  assert.equal(await kind(unbound), 'public', 'a neighbouring host name could have set that one')
})
