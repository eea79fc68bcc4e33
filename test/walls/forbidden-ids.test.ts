import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { startWorld, type World } from './plant.ts'
import { withoutIds } from './seen.ts'

/**
 * What is there and forbidden against what never was: status, headers and body of every operation of the API that takes an id must
 * be the same, or the answer says that it is there.
 */

interface Operation {
  readonly method: string
  readonly path: string
}

const api = JSON.parse(readFileSync(new URL('../../docs/reference/openapi.json', import.meta.url), 'utf8')) as {
  paths: Record<string, Record<string, unknown>>
}
const withId: Operation[] = Object.entries(api.paths)
  .filter(([path]) => path.includes('{') && !path.startsWith('/v1/models'))
  .flatMap(([path, methods]) => Object.keys(methods).map((method) => ({ method: method.toUpperCase(), path })))

let world: World
/** Keys with scopes that open a door, but not the audience for what is behind it. */
let writer: string
let callers: Record<string, string | undefined>

async function keyWith(audience: string, scopes: readonly string[]): Promise<string> {
  const body = { name: 'with scopes', audience, scopes }
  const reply = await world.http.send<{ secret: string }>('POST', '/api/v1/keys', { token: world.server.token, body })
  return reply.body.secret
}

before(async () => {
  world = await startWorld('owner')
  writer = await keyWith('colleague', ['ask', 'knowledge:read', 'knowledge:write', 'inbox:read', 'inbox:write'])
  callers = { public: undefined, ...world.tokens, writer }
})
after(() => world?.[Symbol.asyncDispose]())

/** For a path of the API: an id of something hidden, and one of nothing. */
function idsFor(path: string): [forbidden: string, missing: string][] {
  const planted = world.planted!
  const none = (id: string) => id.replace(/[0-9a-f]{20,}$/, (digits) => '0'.repeat(digits.length))
  const against = (...ids: string[]) => ids.map((id): [string, string] => [id, none(id)])
  const { hiddenSource, expiredSource, deletedSource, closedSource } = planted
  if (path.includes('/sources/')) return against(hiddenSource, expiredSource, deletedSource, closedSource)
  if (path.includes('/inbox/')) return against(planted.gap)
  if (path.includes('/conversations/')) return [[planted.conversation, 'conv-of-nobody']]
  if (path.includes('/models/')) return [['language', 'nothing']]
  if (path.includes('/tickets/')) return [[String(planted.ticket), '999']]
  if (path.includes('/sops/')) return [['SOP-TLS-03', 'SOP-NONE-03']]
  if (path.includes('/schedules/')) return [[planted.schedule, 'never-planned']]
  if (path.includes('/runs/')) return against(planted.run, planted.backupRun)
  if (path.includes('/approvals/')) return against(planted.approval)
  if (path.includes('/keys/')) return against(planted.key)
  if (path.includes('/share-links/')) return against(planted.shareLink)
  if (path.includes('/users/invitations/')) return against(planted.invitation)
  if (path.includes('/connected-apps/')) return against(planted.app)
  if (path.includes('/users/')) return against(planted.user)
  if (path.includes('/audit/answers/')) return against(planted.answer)
  if (path.endsWith('/feedback')) return against(planted.answer)
  if (path.includes('/jobs/')) return against(planted.job)
  if (path.includes('/interviews/evaluations/')) return against(planted.evaluation)
  if (path.includes('/interviews/sessions/')) return against(planted.session)
  if (path.includes('/interviews/questions/')) return [['technical-001', 'technical-999']]
  if (path.includes('/experiments/defaults/')) return [['public', 'recruiter']]
  if (path.includes('/experiments/variants/')) return [['concise', 'never-heard-of']]
  if (path.includes('/experiments/')) return against(planted.experiment)
  throw new Error(`${path}: name a forbidden thing for it here`)
}

/** A body that the operation takes, so that it is the wall that refuses and not the schema. */
const bodies: Record<string, object> = {
  'PATCH /api/v1/twin/sources/{id}': { audience: 'public' },
  'POST /api/v1/twin/inbox/{id}/answer': { answer: 'Let me in.' },
  'PATCH /api/v1/tickets/{id}': { status: 'closed' },
  'POST /api/v1/tickets/{id}/comments': { text: 'Let me in.' },
  'PATCH /api/v1/users/{id}': { role: 'owner' },
  'PUT /api/v1/schedules/{name}': { cron: '0 3 * * *', capability: 'backup.create_backup' },
  'POST /api/v1/twin/answers/{id}/feedback': { rating: 5 },
  'POST /api/v1/interviews/sessions/{id}/answers': { answer: 'Let me in.' },
  'POST /api/v1/experiments/{id}/ship': { arm: 'concise' },
  'POST /api/v1/approvals/{id}/approve': { actionHash: 'a'.repeat(64) },
  'POST /api/v1/approvals/{id}/refuse': { reason: 'No.' },
}

const zinc = { name: 'Zinc and Sons', audience: 'colleague' }

/** What may differ between two answers to the same request. */
const varying = new Set(['date', 'x-request-id'])

async function call(
  method: string,
  path: string,
  token: string | undefined,
  more: Record<string, string> = {},
  body?: object,
) {
  const headers = {
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
    ...(body && { 'content-type': 'application/json' }),
    ...more,
  }
  const reply = await fetch(`${world.server.url}${path}`, {
    method,
    headers,
    ...(body && { body: JSON.stringify(body) }),
  })
  const shown = Object.fromEntries([...reply.headers].filter(([name]) => !varying.has(name)))
  return { status: reply.status, headers: shown, body: withoutIds(await reply.text(), new Map()) }
}

test('every operation that takes an id answers the same for what is hidden as for what is not there', async () => {
  let calls = 0
  for (const { method, path } of withId) {
    for (const [forbidden, missing] of idsFor(path)) {
      for (const [caller, token] of Object.entries(callers)) {
        const at = (id: string) => {
          const body = bodies[`${method} ${path}`]
          return call(method, path.replace(/\{\w+\}/, id), token, {}, body)
        }
        const [one, other] = [await at(forbidden), await at(missing)]
        calls++
        // An id in the text is the caller's own, and says nothing.
        const plainBody = (body: string, id: string) => body.replaceAll(id, '<id>')
        const what = `${method} ${path} as ${caller}`
        assert.ok(one.status >= 400 && one.status < 500, `${what}: ${one.status}`)
        assert.equal(plainBody(one.body, forbidden), plainBody(other.body, missing), what)
        assert.deepEqual(
          one,
          { ...other, body: one.body, headers: { ...other.headers, 'content-length': one.headers['content-length'] } },
          what,
        )
      }
    }
  }
  console.log(`${calls} pairs of calls over ${withId.length} operations`)
})

test('versions, conditions, ranges and other methods open nothing', async () => {
  const { changedSource, oldVersion, hiddenSource, hiddenVersion } = world.planted!
  const nothing = 'src_00000000000000000000'
  const noVersion = '0'.repeat(64)
  const tries: [forbidden: string, missing: string, headers?: Record<string, string>][] = [
    [`${changedSource}?version=${oldVersion}`, `${changedSource}?version=${noVersion}`],
    [`${hiddenSource}?version=${hiddenVersion}`, `${nothing}?version=${hiddenVersion}`],
    [`${changedSource}?version=${hiddenVersion}`, `${changedSource}?version=${noVersion}`],
    ...['"*"', '*', `"${hiddenVersion}"`, `W/"${hiddenVersion}"`].flatMap((tag) =>
      ['if-none-match', 'if-match'].map((name): [string, string, Record<string, string>] => [
        hiddenSource,
        nothing,
        { [name]: tag },
      ]),
    ),
    [hiddenSource, nothing, { 'if-modified-since': 'Fri, 01 Jan 2100 00:00:00 GMT' }],
    [hiddenSource, nothing, { range: 'bytes=0-0' }],
    [hiddenSource, nothing, { accept: 'text/plain' }],
    [hiddenSource, nothing, { 'x-audience': 'owner', 'x-forwarded-for': '127.0.0.1', 'x-original-url': '/metrics' }],
    [hiddenSource, nothing, { 'x-http-method-override': 'DELETE' }],
    [`${hiddenSource}?audience=owner`, `${nothing}?audience=owner`],
    [`${hiddenSource}%00`, `${nothing}%00`],
    [hiddenSource.toUpperCase(), nothing.toUpperCase()],
    [hiddenSource.slice(0, -1), nothing.slice(0, -1)],
    [`${hiddenSource.slice(0, -1)}%25`, `${nothing.slice(0, -1)}%25`],
    [`${hiddenSource}/`, `${nothing}/`],
  ]
  for (const [forbidden, missing, headers] of tries) {
    for (const [caller, token] of Object.entries(callers)) {
      for (const method of ['GET', 'HEAD', 'OPTIONS', 'PUT']) {
        const [one, other] = [
          await call(method, `/api/v1/twin/sources/${forbidden}`, token, headers),
          await call(method, `/api/v1/twin/sources/${missing}`, token, headers),
        ]
        const what = `${method} ${forbidden} ${JSON.stringify(headers ?? {})} as ${caller}`
        assert.ok(one.status >= 400 || method === 'OPTIONS', `${what}: ${one.status}`)
        for (const [id, reply] of [
          [forbidden, one],
          [missing, other],
        ] as const)
          reply.body = reply.body.replaceAll(id, '<id>').replaceAll(decodeURIComponent(id), '<id>')
        assert.deepEqual(one, other, what)
      }
    }
  }
})

test('a name that is taken cannot be found out by taking it, nor a conversation by going on with it', async () => {
  const { conversation } = world.planted!
  const noConversation = `con_${'0'.repeat(32)}`
  for (const [caller, token] of Object.entries(callers)) {
    const put = (name: string) =>
      call('POST', '/api/v1/twin/sources', token, {}, { name, text: 'Let me in.', audience: 'public' })
    assert.deepEqual(await put('quarry.md'), await put('never-was.md'), caller)
    const goOn = (conversationId: string) =>
      call('POST', '/api/v1/twin/answers', token, {}, { question: 'And why?', conversationId })
    const [one, other] = [await goOn(conversation), await goOn(noConversation)]
    assert.equal(one.status, 404, caller)
    assert.deepEqual(one, other, caller)
  }
})

test('scopes for the inbox, keys and share links show nothing of a higher audience', async () => {
  const { http, server, tokens } = world
  const question = 'Does Bartholomew Zinc ride a unicycle to the moon?'
  assert.equal((await http.ask(question, {}, tokens.colleague)).body.refused, true)
  const made = async <Body>(path: string, body: object) =>
    (await http.send<Body>('POST', `/api/v1/${path}`, { token: server.token, body })).body
  const { key } = await made<{ key: { id: string } }>('keys', { ...zinc, scopes: ['ask'] })
  const link = await made<{ id: string }>('share-links', zinc)
  const manager = await keyWith('recruiter', ['ask', 'inbox:read', 'keys:manage', 'links:manage'])
  for (const path of ['twin/inbox?state=open', 'twin/inbox?state=answered', 'keys', 'share-links']) {
    const reply = await call('GET', `/api/v1/${path}`, manager)
    assert.equal(reply.status, 200, path)
    assert.doesNotMatch(reply.body, /Zinc|"audience":"(colleague|owner)"/, path)
  }
  const acts: [method: string, path: (id: string) => string, id: string, none: string][] = [
    ['DELETE', (id) => `/api/v1/keys/${id}`, key.id, `key_${'0'.repeat(20)}`],
    ['POST', (id) => `/api/v1/keys/${id}/rotate`, key.id, `key_${'0'.repeat(20)}`],
    ['DELETE', (id) => `/api/v1/share-links/${id}`, link.id, `link_${'0'.repeat(20)}`],
    ['GET', (id) => `/api/v1/share-links/${id}/days`, link.id, `link_${'0'.repeat(20)}`],
  ]
  for (const [method, path, id, none] of acts) {
    const [one, other] = [await call(method, path(id), manager), await call(method, path(none), manager)]
    assert.equal(one.status, 404, path(id))
    assert.deepEqual(one, other, path(id))
  }
})

test('an answer that the reader of the inbox may not see is none to them', async () => {
  const reader = await keyWith('recruiter', ['inbox:read'])
  const asked = 'What was the cat of your youth called?'
  const held = async (state: string, token: string) => {
    const { body } = await world.http.get<{
      questions: { question: string; state: string; sourceId: string | null }[]
    }>(`/api/v1/twin/inbox?state=${state}`, token)
    return body.questions.filter(({ question }) => question === asked).map((gap) => [gap.state, gap.sourceId !== null])
  }
  assert.deepEqual(await held('answered', reader), [])
  assert.deepEqual(await held('open', reader), [['open', false]])
  assert.deepEqual(await held('answered', world.server.token), [['answered', true]])
  assert.deepEqual(await held('open', world.server.token), [])
})
