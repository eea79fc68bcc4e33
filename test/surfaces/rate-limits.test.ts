import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import OpenAI from 'openai'
import { readConfig } from '#config'
import { client, type ErrorBody, type Reply } from '#test/client.ts'
import { openAi } from '#test/openai.ts'
import { testDatabase } from '#test/postgres.ts'
import { runPollux } from '#test/run-pollux.ts'
import { startRedis } from '#test/start-redis.ts'
import { startServer, type RunningServer } from '#test/start-server.ts'
import { beginSession, modern, send as sendRpc } from '../mcp/raw-request.ts'

/** So slow that what a test has taken is not given back while it runs; the bursts are the real ones. */
const slow = { RATE_LIMIT_API: '0.01:20', RATE_LIMIT_CHAT: '0.01:10', RATE_LIMIT_TOOLS: '0.01:10' }
/** Requests say where they come from, as behind a proxy. */
const behindProxy = { TRUST_PROXY: '127.0.0.1', POLLUX_SAMPLE: 'never' }

let server: RunningServer
before(async () => {
  server = await startServer({ env: { ...slow, ...behindProxy } })
})
after(() => server?.[Symbol.asyncDispose]())

let addresses = 0
/** Of the network for benchmarks (RFC 2544), which has room for all that are needed. */
const newAddress = () => `198.18.${++addresses >> 8}.${addresses & 255}`

interface Caller {
  readonly address?: string
  readonly token?: string
  readonly at?: RunningServer
}
const call = <Body = ErrorBody>(
  method: string,
  path: string,
  { address = newAddress(), token, at = server }: Caller,
  body?: unknown,
): Promise<Reply<Body>> => client(at).send<Body>(method, path, { body, token, headers: { 'x-forwarded-for': address } })
const question = { question: 'How many desks has the office?' }
const ask = (caller: Caller) => call('POST', '/api/v1/twin/answers', caller, question)
const look = (caller: Caller) => call('GET', '/api/v1/twin/questions', caller)

async function statuses(count: number, one: () => Promise<{ status: number }>): Promise<Record<number, number>> {
  const all = await Promise.all(Array.from({ length: count }, one))
  return Object.fromEntries(
    Object.entries(Object.groupBy(all, ({ status }) => status)).map(([status, some]) => [status, some!.length]),
  )
}

async function newKey(scopes = ['ask']): Promise<string> {
  const caller = { token: server.token }
  const { body } = await call<{ secret: string }>('POST', '/api/v1/keys', caller, {
    name: 'colleague',
    audience: 'colleague',
    scopes,
  })
  assert.ok(body.secret, JSON.stringify(body))
  return body.secret
}

test('a stranger asks eleven times at once, then is told to wait; others, and the rest of the API, go on', async () => {
  const address = newAddress()
  const first = await ask({ address })
  assert.equal(first.status, 200)
  assert.equal(first.headers.get('ratelimit-policy'), '"chat";q=11;w=1100')
  assert.match(first.headers.get('ratelimit') ?? '', /^"chat";r=10;t=(100|99)$/)
  assert.deepEqual(await statuses(14, () => ask({ address })), { 200: 10, 429: 4 })
  const refused = await ask({ address })
  assert.equal(refused.status, 429)
  assert.equal(refused.body.error.code, 'rate_limited')
  assert.match(refused.body.error.message, /Too many questions: .*Try again in \d+ s/)
  const wait = Number(refused.headers.get('retry-after'))
  assert.ok(wait > 90 && wait <= 100, String(wait))
  assert.match(refused.headers.get('ratelimit') ?? '', /^"chat";r=0;t=\d+$/)
  assert.ok(refused.headers.get('content-security-policy'))
  assert.equal((await look({ address })).status, 200)
  assert.equal((await ask({})).status, 200)
})

test('what asks the twin has one limit, whichever surface it comes by, and each answers in its own shape', async () => {
  const address = newAddress()
  assert.deepEqual(await statuses(11, () => ask({ address })), { 200: 11 })
  const chat = await call<{ response?: string } & ErrorBody>('POST', '/api/chat', { address }, { message: 'Who?' })
  assert.deepEqual([chat.status, chat.body.error.code], [429, 'rate_limited'])
  for (const path of ['/v1/chat/completions', '/v1/embeddings']) {
    const reply = await call<{ error: { type: string; code: string } }>('POST', path, { address }, {})
    assert.equal(reply.status, 429)
    assert.deepEqual([reply.body.error.type, reply.body.error.code], ['requests', 'rate_limit_exceeded'], path)
    assert.ok(reply.headers.get('retry-after'))
  }
  const openai = openAi(server)
  const messages = [{ role: 'user' as const, content: 'Who?' }]
  const asked = openai.chat.completions.create(
    { model: 'pollux', messages },
    { headers: { 'x-forwarded-for': address } },
  )
  await assert.rejects(asked, OpenAI.RateLimitError)
})

test('fifty colleagues behind one address do not share a limit, and one key has one from wherever it comes', async () => {
  const address = newAddress()
  const secrets: string[] = []
  for (let made = 0; made < 2; made++) secrets.push(await newKey())
  for (const token of secrets) assert.deepEqual(await statuses(12, () => ask({ address, token })), { 200: 11, 429: 1 })
  const token = await newKey()
  assert.deepEqual(await statuses(15, () => ask({ token })), { 200: 11, 429: 4 })

  await using crowded = await startServer({ env: { ...behindProxy, ...slow, RATE_LIMIT_API: '10:20' } })
  const office = newAddress()
  const colleagues = await Promise.all(
    Array.from({ length: 50 }, async (_, index) => {
      const made = await runKeys(crowded, index)
      return { token: made, address: office, at: crowded }
    }),
  )
  const answers = await Promise.all(colleagues.flatMap((caller) => [ask(caller), look(caller)]))
  assert.deepEqual(
    answers.filter(({ status }) => status !== 200).map(({ body }) => body.error),
    [],
  )
})

/** Made by the owner, who is limited too and so waits. */
async function runKeys(at: RunningServer, index: number): Promise<string> {
  for (;;) {
    const made = await call<{ secret: string }>(
      'POST',
      '/api/v1/keys',
      { token: at.token, at },
      {
        name: `colleague ${index}`,
        audience: 'colleague',
        scopes: ['ask'],
      },
    )
    if (made.status === 201) return made.body.secret
    assert.equal(made.status, 429)
    await new Promise((resolve) => setTimeout(resolve, Number(made.headers.get('retry-after')) * 1000))
  }
}

test('of a share link each address has the usual limit, and the link ten times that', async () => {
  const { body: link } = await call<{ token: string }>(
    'POST',
    '/api/v1/share-links',
    { token: server.token },
    { name: 'Acme' },
  )
  const { token } = link
  assert.ok(token)
  const one = newAddress()
  assert.deepEqual(await statuses(13, () => ask({ address: one, token })), { 200: 11, 429: 2 })
  const crowd = await statuses(120, () => ask({ token }))
  assert.deepEqual(crowd, { 200: 101 - 11, 429: 120 - 90 })
})

test('of IPv6 a whole /64 is one caller', async () => {
  const from = (host: string) => ({ address: `2001:db8:0:7:${host}` })
  let hosts = 0
  assert.deepEqual(await statuses(13, () => ask(from(`${++hosts}::1`))), { 200: 11, 429: 2 })
  assert.equal((await ask({ address: '2001:db8:0:8::1' })).status, 200)
})

test('guessing tokens ends, for that address; a token that is known to be good still works from there', async () => {
  const address = newAddress()
  const good = await newKey(['ask', 'knowledge:read'])
  assert.equal((await look({ address, token: good })).status, 200)
  const other = await newKey()
  const wrong = () => look({ address, token: `plx_key_${'x'.repeat(30)}${Math.random()}` })
  const tried = await statuses(220, wrong)
  assert.deepEqual(tried, { 401: 200, 429: 20 })
  const refused = await wrong()
  assert.match(refused.body.error.message, /Too many tokens from this address/)
  assert.equal((await look({ address, token: good })).status, 200)
  // Right, but not known to be: whoever guesses does not learn which.
  assert.equal((await look({ address, token: other })).status, 429)
  assert.equal((await look({ token: other })).status, 200)
  assert.equal((await look({ address })).status, 200)
})

test('on /mcp a client that begins and lists does not use up its tool calls; those are counted, also in a batch', async () => {
  const { token } = server
  const session = await beginSession(server, token)
  const legacy = (body: object) => sendRpc(server, body, { token, headers: { 'mcp-session-id': session } })
  for (const method of ['tools/list', 'resources/list', 'prompts/list'])
    assert.equal((await modern(server, method, {}, { token })).status, 200)
  const params = { name: 'list_sources', arguments: {} }
  const one = (id: number) => ({ jsonrpc: '2.0', id, method: 'tools/call', params })
  assert.equal((await legacy(Array.from({ length: 6 }, (_, id) => one(id)))).status, 200)
  for (let called = 0; called < 5; called++) {
    const reply = await modern(server, 'tools/call', params, { token })
    assert.equal(reply.status, 200, reply.text)
    assert.match(String(reply.headers['ratelimit']), /^"api";r=\d+;t=\d+, "tools";r=\d+;t=\d+$/)
  }
  const refused = await modern(server, 'tools/call', params, { token })
  assert.equal(refused.status, 429)
  assert.deepEqual(
    { ...refused.json, error: { ...refused.json.error, message: undefined } },
    { jsonrpc: '2.0', id: 1, error: { code: -32600, message: undefined, data: { code: 'rate_limited' } } },
  )
  assert.ok(Number(refused.headers['retry-after']) > 90)
  const large = await legacy(Array.from({ length: 12 }, (_, id) => one(id)))
  assert.deepEqual([large.status, large.json.error.data.code], [400, 'invalid_input'])
  const tool = await call<{ error_code: string }>('POST', '/v1/mcp/tools/list_autonomous_agents', { token }, {})
  assert.deepEqual([tool.status, tool.body.error_code], [429, 'rate_limited'])
  assert.equal((await modern(server, 'tools/list', {}, { token })).status, 200)
})

test('whoever registers apps or tries codes is limited by address, whatever they send', async () => {
  const [address, guesser] = [newAddress(), newAddress()]
  const headers = { 'x-forwarded-for': address, 'content-type': 'application/json' }
  const body = JSON.stringify({ redirect_uris: ['http://127.0.0.1/callback'] })
  const register = () => fetch(`${server.url}/oauth2/register`, { method: 'POST', headers, body })
  assert.deepEqual(await statuses(30, register), { 201: 21, 429: 9 })
  const refused = await register()
  assert.ok(Number(refused.headers.get('retry-after')) > 0)
  assert.partialDeepStrictEqual(await refused.json(), { error: 'temporarily_unavailable' })
  assert.equal((await look({ address })).status, 429, 'it is the limit of all that strangers do from there')
  let tries = 0
  const guess = () =>
    fetch(`${server.url}/oauth2/token`, {
      method: 'POST',
      headers: { 'x-forwarded-for': guesser, authorization: `Basic ${btoa(`x:${tries++}`)}` },
      body: new URLSearchParams({ grant_type: 'authorization_code', code: `x${tries}` }),
    })
  assert.equal((await statuses(30, guess))[429], 9)
})

test('pages, health, metrics and files are not limited, and what was refused is counted', async () => {
  const address = newAddress()
  await statuses(30, () => look({ address }))
  assert.equal((await look({ address })).status, 429)
  for (const path of ['/', '/favicon.svg', '/health', '/ready', '/api/health', '/api/openapi.json', '/metrics'])
    for (let times = 0; times < 25; times++) {
      const reply = await fetch(server.url + path, { headers: { 'x-forwarded-for': address } })
      // What of a proxy's callers is private does not see the metrics, which is another matter.
      assert.ok(reply.status === 200 || path === '/metrics', `${path} ${reply.status}`)
      await reply.arrayBuffer()
    }
  const metrics = await (await fetch(`${server.url}/metrics`)).text()
  for (const limit of ['api', 'chat', 'tools', 'tokens'])
    assert.match(metrics, new RegExp(`^pollux_rate_limited_total\\{limit="${limit}"\\} [1-9]`, 'm'))
})

test('as shipped, ten requests a second pass, and one who waits as told is served', async () => {
  const defaults = { RATE_LIMIT_API: undefined, RATE_LIMIT_CHAT: undefined, RATE_LIMIT_TOOLS: undefined }
  await using shipped = await startServer({ env: { ...defaults, POLLUX_SAMPLE: 'never' } })
  // Others on this machine, such as the health checks of the test's start, ask nothing that is limited.
  const began = performance.now()
  const all = await Promise.all(Array.from({ length: 40 }, () => ask({ at: shipped })))
  const passed = all.filter(({ status }) => status === 200).length
  const most = 11 + ((performance.now() - began) / 1000) * 5
  assert.ok(passed >= 11 && passed <= most, `${passed} of at most ${most}`)
  const refused = all.find(({ status }) => status === 429)!
  assert.equal(refused.headers.get('retry-after'), '1')
  assert.equal(refused.headers.get('ratelimit-policy'), '"chat";q=11;w=3')
  await new Promise((resolve) => setTimeout(resolve, 1_000))
  assert.equal((await ask({ at: shipped })).status, 200)
  await shipped.printed(/set TRUST_PROXY to it/)
  assert.equal(shipped.logs().match(/set TRUST_PROXY to it/g)?.length, 1)
})

test('two processes with one Redis count together, and each by itself once it is gone', async () => {
  await using database = await testDatabase()
  await using redis = await startRedis()
  const env = { ...slow, ...behindProxy, DATABASE_URL: database.url, REDIS_URL: redis.url }
  await using first = await startServer({ env })
  await using second = await startServer({ env: { ...env, POLLUX_OWNER_TOKEN: first.token } })
  const address = newAddress()
  let turn = 0
  const either = (from: string) => ask({ address: from, at: turn++ % 2 === 0 ? first : second })
  assert.deepEqual(await statuses(20, () => either(address)), { 200: 11, 429: 9 })
  await redis.stop()
  const later = newAddress()
  assert.deepEqual(await statuses(30, () => either(later)), { 200: 22, 429: 8 })
  for (const one of [first, second]) assert.doesNotMatch(one.logs(), /"level":50/)
})

test('without limits nothing listens beyond this machine, and what is no limit is refused', async () => {
  const exposed = { HOST: '0.0.0.0', DATA_DIR: '/nowhere' }
  const off = await runPollux(['serve'], { ...exposed, RATE_LIMIT_API: '10:20', RATE_LIMIT_TOOLS: '5:10' })
  assert.equal(off.code, 1)
  assert.match(off.stderr, /Refusing to listen on 0\.0\.0\.0 without limits: RATE_LIMIT_CHAT may be off only where/)
  const message = /RATE_LIMIT_API: is neither off nor a rate and a burst/
  const started = await runPollux(['serve'], { RATE_LIMIT_API: '10' })
  assert.equal(started.code, 1)
  assert.match(started.stderr, message)
  // A start reads its settings before all else.
  for (const wrong of ['0:5', '0.0:5', '-1:5', '10:', ':5', '10:20:30', '1e3:5', 'Off', 'none', ''])
    assert.throws(() => readConfig({ RATE_LIMIT_API: wrong }), { message }, wrong)
})
