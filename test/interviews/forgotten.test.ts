import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { client } from '#test/client.ts'
import { runSql } from '#test/run-sql.ts'
import { startServer, type RunningServer } from '#test/start-server.ts'
import { setUpOwner, tokenOf, visitor } from '#test/visitor.ts'

/** What interviews keep for somebody goes with them. */
const password = 'four unrelated plain words'
let server: RunningServer
let http: ReturnType<typeof client>
before(async () => {
  server = await startServer()
  http = client(server)
})
after(() => server[Symbol.asyncDispose]())

interface Key {
  readonly key: { readonly id: string }
  readonly secret: string
}
const scopes = ['ask', 'careers:read', 'careers:write', 'keys:manage']

/** A session, a scored answer and figures. */
async function practise(token: string): Promise<void> {
  const question = 'Tell me about a mistake.'
  const made = [
    await http.send('POST', '/api/v1/interviews/sessions', { token, body: { role: 'Administrator' } }),
    await http.send('POST', '/api/v1/interviews/evaluations', {
      token,
      body: { question, kind: 'behavioural', answer: 'I dropped a table in June and restored it in an hour.' },
    }),
    await http.send('POST', '/api/v1/interviews/performance', {
      token,
      body: { accuracy: 80, storyCoverage: 70, satisfaction: 90, responseTime: 900, category: 'mock' },
    }),
  ]
  assert.deepEqual(
    made.map(({ status }) => status),
    [201, 201, 201],
  )
}

async function kept(holder: string): Promise<number> {
  const rows = await runSql<{ kept: string }>(
    server,
    `select (select count(*) from interview_sessions where holder = '${holder}')
       + (select count(*) from evaluations where holder = '${holder}')
       + (select count(*) from performance_records where holder = '${holder}') as kept`,
  )
  return Number(rows[0]!.kept)
}

test('a revoked key leaves no sessions, scores and figures, nor do the keys that it made; others keep theirs', async () => {
  const create = async (token: string, name: string) =>
    (await http.send<Key>('POST', '/api/v1/keys', { token, body: { name, audience: 'recruiter', scopes } })).body
  const mother = await create(server.token, 'mother')
  const child = await create(mother.secret, 'child')
  const other = await create(server.token, 'other')
  for (const token of [mother.secret, child.secret, other.secret, server.token]) await practise(token)
  assert.deepEqual([await kept(mother.key.id), await kept(child.key.id)], [3, 3])
  const revoked = await http.send('DELETE', `/api/v1/keys/${mother.key.id}`, { token: server.token })
  assert.ok(revoked.status < 300, JSON.stringify(revoked))
  assert.deepEqual(await Promise.all([mother.key.id, child.key.id, other.key.id, 'owner'].map(kept)), [0, 0, 3, 3])
})

test('a removed person leaves nothing of their own, of their apps and of the keys they made', async () => {
  const ada = await setUpOwner(server, { email: 'ada@example.com', password })
  const invited = await ada.send<{ url: string }>('POST', '/api/v1/users/invitations', {
    email: 'bo@example.com',
    role: 'owner',
  })
  const bo = visitor(server)
  const { body } = await bo.send<{ user: { id: string } }>('POST', '/api/v1/session/set-up', {
    token: tokenOf(invited.body.url),
    password,
  })
  const { id } = body.user
  const made = await bo.send<Key>('POST', '/api/v1/keys', { name: 'of Bo', audience: 'recruiter', scopes })
  await practise(made.body.secret)
  // As an app that Bo let in holds them: connecting one takes a browser.
  await runSql(
    server,
    `insert into performance_records (id, holder, accuracy, story_coverage, satisfaction, response_time_ms, category)
     values ('prf_app', '${id}/app_1', 1, 1, 1, 1, 'mock'), ('prf_bo', '${id}', 1, 1, 1, 1, 'mock'), ('prf_other', '${id}0/app_1', 1, 1, 1, 1, 'mock')`,
  )
  const removed = await ada.send('DELETE', `/api/v1/users/${id}`)
  assert.ok(removed.status < 300, JSON.stringify(removed.body))
  assert.deepEqual(
    await Promise.all([made.body.key.id, id, `${id}/app_1`, `${id}0/app_1`].map(kept)),
    [0, 0, 0, 1],
    'whose id only begins like theirs keeps their own',
  )
})
