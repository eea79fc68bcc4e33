import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { client, type ErrorBody } from '#test/client.ts'
import { runSql } from '#test/run-sql.ts'
import { startServer, type RunningServer } from '#test/start-server.ts'
import { exportedTables, keptBack } from '../../src/privacy/exported-tables.ts'

/** What is kept, all of it as a file, and the end of answers, over HTTP. */
let server: RunningServer
before(async () => {
  server = await startServer({ env: { ANSWERS_KEEP_DAYS: '45', RUNS_KEEP_DAYS: '0' } })
})
after(() => server?.[Symbol.asyncDispose]())

type Export = Record<string, Record<string, unknown>[]> & { format: string; exportedAt: string }

async function exportAll(): Promise<{ text: string; headers: Headers; body: Export }> {
  const reply = await fetch(`${server.url}/api/v1/privacy/export`, {
    headers: { authorization: `Bearer ${server.token}` },
  })
  assert.equal(reply.status, 200)
  const text = await reply.text()
  return { text, headers: reply.headers, body: JSON.parse(text) as Export }
}

test('every table is exported, or it is said why not', async () => {
  const rows = await runSql<{ name: string }>(
    server,
    "select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'",
  )
  const named = [...exportedTables.map(({ table }) => table), ...Object.keys(keptBack)]
  assert.deepEqual(named.toSorted(), rows.map(({ name }) => name).toSorted())
})

test('an export holds all rows, in batches, and no secret; the chain says that it was made', async () => {
  const http = client(server)
  const made = await http.send<{ secret: string }>('POST', '/api/v1/keys', {
    token: server.token,
    body: { name: 'exported key', scopes: ['ask'] },
  })
  const shared = await http.send<{ token: string }>('POST', '/api/v1/share-links', {
    token: server.token,
    body: { name: 'exported link' },
  })
  await http.ask('Which room is “Quartz” in?', {}, made.body.secret)
  await http.add({ name: 'notes.md', text: '# Notes\n\nThe "Basalt" meeting is\tin room \\7.', audience: 'owner' })
  await runSql(
    server,
    `insert into regression_cases (id, question, language, audience, source_id)
     select 'case_' || n, 'question ' || n, 'en', 2, (select id from sources limit 1) from generate_series(1, 1203) n`,
  )
  const { text, headers, body } = await exportAll()
  assert.equal(body.format, 'pollux-export/1')
  assert.match(headers.get('content-disposition') ?? '', /^attachment; filename="pollux-\d{4}-\d\d-\d\d\.json"$/)
  for (const { section, table, key } of exportedTables) {
    if (table === 'audit_entries' || table.startsWith('analytics_')) continue // grow meanwhile
    const [count] = await runSql<{ n: number }>(server, `select count(*)::int as n from ${table}`)
    assert.equal(body[section]!.length, count!.n, section)
    assert.equal(new Set(body[section]!.map((row) => key.map((name) => row[name]).join(' '))).size, count!.n, section)
  }
  assert.equal(body['regressionCases']!.length, 1203, 'more than two batches')
  assert.equal(body['regressionCases']![0]!['audience'], 'colleague')
  assert.ok(body['sourceTexts']!.some(({ text: kept }) => String(kept).includes('in room \\7')))
  assert.ok(body['answers']!.some(({ question }) => String(question).includes('“Quartz”')))
  for (const secret of [made.body.secret, shared.body.token, server.token])
    assert.ok(!text.includes(secret.slice(-20)), 'no secret')
  const { body: audit } = await http.get<{ entries: { body: string }[] }>(
    '/api/v1/audit?kind=data_exported',
    server.token,
  )
  assert.deepEqual(
    audit.entries.map((entry) => JSON.parse(entry.body) as unknown),
    [{ by: 'owner' }],
  )
})

test('answers before a day go, then all; the chain still holds', async () => {
  const http = client(server)
  for (const question of ['Who are you?', 'Where do you live?']) await http.ask(question)
  const [first] = await runSql<{ id: string }>(server, 'select id from answers order by created_at limit 1')
  await http.get('/api/v1/audit/verification', server.token)
  const remove = (body: unknown) =>
    http.send<{ deleted: number } & ErrorBody>('POST', '/api/v1/privacy/answers/deletions', {
      token: server.token,
      body,
    })
  assert.equal((await remove({ before: '2020-01-01' })).body.deleted, 0)
  const refused = await remove({ before: '2999-01-01' })
  assert.deepEqual([refused.status, refused.body.error.code], [400, 'invalid_input'])
  assert.equal((await remove({})).status, 400)
  assert.equal((await remove({ before: '2020-01-01', everything: true })).status, 400)
  const { deleted } = (await remove({ everything: true })).body
  assert.ok(deleted >= 3, `${deleted}`)
  assert.deepEqual((await exportAll()).body['answers'], [])
  const { body: verified } = await http.get<{ broken?: unknown; entries: number }>(
    '/api/v1/audit/verification',
    server.token,
  )
  assert.equal(verified.broken, undefined)
  const { body: audit } = await http.get<{ entries: { body: string }[] }>(
    '/api/v1/audit?kind=answers_deleted',
    server.token,
  )
  const said = JSON.parse(audit.entries.at(-1)!.body) as { answers: number; by: string }
  assert.deepEqual([said.answers, said.by], [deleted, 'owner'])
  assert.ok(first)
})

test('questions in the inbox go with the answers, open and dismissed; those that a source answers stay', async () => {
  const http = client(server)
  const { token } = server
  const asked = ['Which zeppelin did you steer?', 'Which submarine did you command?', 'Which circus did you join?']
  for (const question of asked) assert.equal((await http.ask(question)).body.refused, true)
  const inbox = async (state: string) =>
    (await http.get<{ questions: { id: string; question: string }[] }>(`/api/v1/twin/inbox?state=${state}`, token)).body
      .questions
  const [old, dismissed, answered] = await inbox('open').then((open) =>
    asked.map((question) => open.find((gap) => gap.question === question)!.id),
  )
  await http.send('POST', `/api/v1/twin/inbox/${dismissed}/dismiss`, { token })
  await http.send('POST', `/api/v1/twin/inbox/${answered}/answer`, { token, body: { answer: 'I joined no circus.' } })
  const remove = async (body: unknown) =>
    (await http.send<{ inbox: number }>('POST', '/api/v1/privacy/answers/deletions', { token, body })).body.inbox
  assert.equal(await remove({ before: '2020-01-01' }), 0)
  await runSql(server, `update unanswered set created_at = '2019-05-05', last_asked_at = '2019-12-31' where id = $1`, [
    old,
  ])
  assert.equal(await remove({ before: '2020-01-01' }), 1)
  assert.ok((await inbox('open')).every(({ id }) => id !== old))
  const rest = (await inbox('open')).length + (await inbox('dismissed')).length
  assert.equal(await remove({ everything: true }), rest)
  assert.deepEqual([await inbox('open'), await inbox('dismissed')], [[], []])
  assert.deepEqual(
    (await inbox('answered')).map(({ id }) => id),
    [answered],
  )
  const { body: audit } = await http.get<{ entries: { body: string; subject: string }[] }>(
    '/api/v1/audit?kind=questions_deleted',
    token,
  )
  const entries = audit.entries.slice(-2).map(({ subject, body }) => [subject, JSON.parse(body) as object] as const)
  assert.partialDeepStrictEqual(entries, [
    ['inbox', { questions: 1, by: 'owner', before: '2020-01-01T00:00:00.000Z' }],
    ['inbox', { questions: rest, by: 'owner' }],
  ])
})

test('how long things are kept is as configured, and all of it is the owner’s alone', async () => {
  const http = client(server)
  const { body } = await http.get('/api/v1/privacy/retention', server.token)
  assert.deepEqual(body, {
    answersDays: 45,
    analytics: { enabled: true, days: 365, eventsDays: 30, visitorsDays: 2 },
    runsDays: 0,
  })
  const key = await http.send<{ secret: string }>('POST', '/api/v1/keys', {
    token: server.token,
    body: { name: 'nearly all', audience: 'owner', scopes: ['ask', 'audit:read', 'analytics:read', 'keys:manage'] },
  })
  for (const [method, path] of [
    ['GET', '/api/v1/privacy/retention'],
    ['GET', '/api/v1/privacy/export'],
    ['POST', '/api/v1/privacy/answers/deletions'],
    ['GET', '/api/v1/models'],
    ['POST', '/api/v1/models/chat-1/try'],
  ] as const) {
    const content = path.endsWith('deletions') ? { everything: true } : undefined
    const asKey = await http.send<ErrorBody>(method, path, { token: key.body.secret, body: content })
    assert.deepEqual([asKey.status, asKey.body.error.code], [403, 'forbidden'], path)
    assert.equal((await http.send(method, path, { body: content })).status, 401, path)
  }
})
