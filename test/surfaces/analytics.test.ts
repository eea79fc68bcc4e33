import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { client, type ErrorBody } from '#test/client.ts'
import { runPollux } from '#test/run-pollux.ts'
import { runSql } from '#test/run-sql.ts'
import { startServer, type RunningServer } from '#test/start-server.ts'
import { connect } from '../mcp/mcp-client.ts'

type Json = Record<string, unknown>
interface Figures {
  visitors: number
  sessions: number
  questions: number
  refused: number
}

let server: RunningServer
before(async () => {
  server = await startServer({ env: { POLLUX_SAMPLE: 'never' } })
  await client(server).add({ name: 'a.md', text: '# Office\n\nThe office has 14 desks.', audience: 'public' })
  await client(server).add({ name: 'b.md', text: '# Salary\n\nThe salary band is Topaz.', audience: 'recruiter' })
})
after(() => server?.[Symbol.asyncDispose]())

const read = async <Body>(path: string, token: string | undefined = server.token) =>
  (await client(server).get<Body>(`/api/v1/analytics/${path}`, token)).body
const link = async (name: string) =>
  (
    await client(server).send<{ id: string; token: string }>('POST', '/api/v1/share-links', {
      body: { name },
      token: server.token,
    })
  ).body
const rate = (id: string, body: Json, token?: string) =>
  client(server).send<ErrorBody>('POST', `/api/v1/twin/answers/${id}/feedback`, { body, token })
const from = (agent: string, more: Json = {}) => ({ 'user-agent': agent, ...more }) as Record<string, string>
const ask = (question: string, token: string | undefined, headers: Record<string, string> = {}) =>
  client(server).send<{ id: string; refused: boolean }>('POST', '/api/v1/twin/answers', {
    body: { question },
    token,
    headers,
  })

test('what is asked over REST, MCP and /v1 by two links and strangers is counted, exactly', async () => {
  const [acme, globex] = [await link('Acme'), await link('Globex')]
  const desks = 'How many desks does the office have?'
  // Acme: two people, one of them by MCP too; five questions, one refused.
  const one = await ask(desks, acme.token, from('one'))
  const two = await ask('What is the salary band?', acme.token, from('two', { 'sec-fetch-site': 'same-origin' }))
  const refused = await ask('Who is the king of Spain?', acme.token, from('one'))
  assert.deepEqual(
    [one, two, refused].map(({ body }) => body.refused),
    [false, false, true],
  )
  for (const era of ['2026-07-28', '2025-11-25'] as const) {
    await using mcp = await connect(server, { era, token: acme.token })
    await mcp.callTool({ name: 'ask_twin', arguments: { question: desks } })
  }
  // Globex: one person, by /v1.
  const completion = await client(server).send('POST', '/v1/chat/completions', {
    body: { model: 'pollux', messages: [{ role: 'user', content: desks }] },
    token: globex.token,
    headers: from('three'),
  })
  assert.equal(completion.status, 200, JSON.stringify(completion.body))
  // A stranger asks what is not theirs to see.
  await ask('What is the salary band?', undefined, from('four'))

  assert.equal((await rate(one.body.id, { rating: 2, reason: 'too short' }, acme.token)).status, 204)
  assert.equal((await rate(one.body.id, { thumb: 'up' }, acme.token)).status, 204)
  assert.equal((await rate(two.body.id, { rating: 1, reason: '=wrong, I think' }, acme.token)).status, 204)
  const event = { type: 'citation-opened', answerId: two.body.id, eventId: '6f1c1d0c-5a53-4a5e-9b5e-000000000001' }
  const post = (body: Json) =>
    client(server).send<ErrorBody>('POST', '/api/v1/analytics/events', {
      body,
      token: acme.token,
      headers: from('two'),
    })
  for (let times = 0; times < 2; times++) assert.equal((await post(event)).status, 204)
  assert.equal((await post({ type: 'contact-clicked' })).status, 204)

  const summary = await read<Figures & Json>('summary')
  const { visitors, sessions, questions, refused: refusals } = summary
  // node's own user agent for both eras of MCP is one more visitor of Acme; rating came from it too.
  assert.deepEqual({ visitors, sessions, questions, refusals }, { visitors: 5, sessions: 5, questions: 7, refusals: 2 })
  assert.deepEqual(summary['ratings'], { count: 2, mean: 3, good: 0.5 })
  assert.deepEqual([summary['citationsOpened'], summary['contactsClicked']], [1, 1])
  const { p50, p99 } = summary['latencyMs'] as { p50: number; p99: number }
  assert.ok(p50 > 0 && p99 >= p50)
  const byClient = Object.fromEntries(
    (summary['byClient'] as (Figures & { client: string })[]).map((row) => [row.client, row.questions]),
  )
  assert.deepEqual(byClient, { rest: 3, web: 1, openai: 1, 'mcp:test': 2 })
  const byAudience = (summary['byAudience'] as (Figures & { audience: string })[]).map((row) => [
    row.audience,
    row.questions,
  ])
  assert.deepEqual(byAudience, [
    ['public', 1],
    ['recruiter', 6],
  ])

  const { links } = await read<{ links: (Figures & { name: string; funnel: Json })[] }>('links')
  assert.deepEqual(
    links.map(({ name, visitors: n, questions: q, refused: r, funnel }) => ({ name, n, q, r, ...funnel })),
    [
      { name: 'Acme', n: 3, q: 5, r: 1, opened: 3, asked: 3, citationOpened: 1, contactClicked: 1 },
      { name: 'Globex', n: 1, q: 1, r: 0, opened: 1, asked: 1, citationOpened: 0, contactClicked: 0 },
    ],
  )
  assert.equal((await read<Figures>(`summary?link=${acme.id}&client=rest`)).questions, 2)
  assert.equal((await read<Figures>('summary?client=openai')).visitors, 1)
  assert.equal((await read<Figures>('summary?audience=public')).questions, 1)

  const { topics } = await read<{ topics: { name: string; questions: number; refused: number }[] }>('topics')
  assert.deepEqual(
    topics
      .map(({ name, questions: q }) => [name, q])
      .slice(0, 2)
      .map(([, q]) => q),
    [4, 2],
    JSON.stringify(topics),
  )
  for (const [step, count] of [
    ['hour', 24],
    ['day', 1],
    ['week', 1],
    ['month', 1],
  ] as const) {
    const { points } = await read<{ points: Figures[] }>(`series?days=1&step=${step}`)
    assert.equal(points.length, count, step)
    assert.equal(
      points.reduce((sum, point) => sum + point.questions, 0),
      7,
      step,
    )
    assert.equal(
      points.reduce((sum, point) => sum + point.sessions, 0),
      5,
      step,
    )
  }

  const ratings = await read<{ recent: Json[]; byRating: Json[] }>('ratings')
  assert.deepEqual(
    ratings.byRating.map(({ count }) => count),
    [1, 0, 0, 0, 1],
  )
  assert.equal(ratings.recent.find(({ answerId }) => answerId === two.body.id)?.['reason'], '=wrong, I think')
  const report = await read<{ engagement: Json; metrics: { answered: Json; satisfaction: Json } }>(
    'report?period=daily',
  )
  assert.deepEqual(
    [report.engagement['totalSessions'], report.engagement['questionsAnswered'], report.metrics.satisfaction['mean']],
    [5, 5, 3],
  )
  assert.equal(report.metrics.answered['mean'], 71.43)

  const { questions: inbox } = (
    await client(server).get<{
      questions: { question: string; ratingReason: string | null; ratedBadlyAt: string | null }[]
    }>('/api/v1/twin/inbox', server.token)
  ).body
  const bad = inbox.filter(({ ratedBadlyAt }) => ratedBadlyAt !== null)
  assert.deepEqual(Object.fromEntries(bad.map(({ question, ratingReason }) => [question, ratingReason])), {
    [desks]: 'too short',
    'What is the salary band?': '=wrong, I think',
  })

  const csv = await fetch(`${server.url}/api/v1/analytics/export?what=ratings&format=csv`, {
    headers: { authorization: `Bearer ${server.token}` },
  })
  assert.match(csv.headers.get('content-type')!, /^text\/csv/)
  assert.match(
    await csv.text(),
    new RegExp(`^answerId,at,rating,reason,topic\r\n(.*\r\n)*${two.body.id},[^,]*,1,"'=wrong, I think",`),
  )

  // The link is gone: its numbers stay.
  await runSql(server, 'delete from share_links where id = $1', [globex.id])
  const after = await read<{ links: { name: string; questions: number }[] }>('links')
  assert.deepEqual(
    after.links.map(({ name, questions: q }) => [name, q]),
    [
      ['Acme', 5],
      ['removed link', 1],
    ],
  )
})

test('nothing that is kept tells who asked, or what', async () => {
  await ask('How many purple zeppelins does the office have?', undefined, from('Peculiar/7.0'))
  await read('summary')
  for (const table of ['events', 'visits', 'counts', 'segments', 'topics', 'ratings']) {
    const text = JSON.stringify(await runSql(server, `select * from analytics_${table}`))
    assert.doesNotMatch(text, /127\.0\.0\.1|Peculiar|How many/, table)
  }
})

test('only who was given an answer rates it, and only what is a rating', async () => {
  const { body: answer } = await ask('How many desks are there?', server.token)
  assert.equal((await rate(answer.id, { rating: 5 })).status, 404)
  assert.equal((await rate(`ans_${'0'.repeat(32)}`, { rating: 5 }, server.token)).status, 404)
  for (const wrong of [
    {},
    { rating: 0 },
    { rating: 6 },
    { rating: 4.5 },
    { thumb: 'sideways' },
    { rating: 5, thumb: 'up' },
    { rating: 5, reason: '' },
  ])
    assert.equal((await rate(answer.id, wrong, server.token)).status, 400, JSON.stringify(wrong))
  const { body: refusal } = await rate('ans_nonsense', { rating: 5 }, server.token)
  assert.match(refusal.error.details![0]!.message, /not the id of an answer/)
})

test('a stranger does not change the rating of another one', async () => {
  const { body: answer } = await ask('How many desks are there?', undefined, from('rater one'))
  const rateAs = (agent: string, rating: number, forwarded = {}) =>
    client(server).send<ErrorBody>('POST', `/api/v1/twin/answers/${answer.id}/feedback`, {
      body: { rating },
      headers: from(agent, forwarded),
    })
  assert.equal((await rateAs('rater one', 5)).status, 204)
  const other = await rateAs('rater two', 1)
  assert.deepEqual([other.status, other.body.error.code], [409, 'conflict'])
  assert.match(other.body.error.message, /has its rating already/)
  const stored = () =>
    runSql<{ rating: number }>(server, 'select rating from analytics_ratings where answer_id = $1', [answer.id])
  assert.deepEqual(await stored(), [{ rating: 5 }])
  assert.deepEqual(
    await runSql(
      server,
      `select * from unanswered where rated_badly_at is not null and question like 'How many desks are%'`,
    ),
    [],
  )
  assert.equal((await rateAs('rater one', 3)).status, 204, 'who gave it changes it')
  assert.deepEqual(await stored(), [{ rating: 3 }])
  // Many at once: one of them has it.
  const { body: fresh } = await ask('How many desks are there?', undefined, from('rater one'))
  const raced = await Promise.all(
    Array.from({ length: 8 }, (_, n) =>
      client(server).send('POST', `/api/v1/twin/answers/${fresh.id}/feedback`, {
        body: { rating: 1 + (n % 5) },
        headers: from(`racer ${n}`),
      }),
    ),
  )
  assert.deepEqual(
    raced.map(({ status }) => status).toSorted((a, b) => a - b),
    [204, ...Array.from({ length: 7 }, () => 409)],
  )
})

test('what is told of an answer by who may not ask is refused, and counts nothing', async () => {
  const { body: key } = await client(server).send<{ secret: string }>('POST', '/api/v1/keys', {
    body: { name: 'reader', audience: 'owner', scopes: ['analytics:read'] },
    token: server.token,
  })
  const { body: answer } = await ask('How many desks are there?', undefined)
  const opened = async () => (await read<{ citationsOpened: number }>('summary')).citationsOpened
  const before = await opened()
  const { status } = await client(server).send('POST', '/api/v1/analytics/events', {
    body: { type: 'citation-opened', answerId: answer.id },
    token: key.secret,
  })
  assert.deepEqual([status, await opened()], [403, before])
})

test('a link that nobody has come by is in the report, until it is closed', async () => {
  const unused = await link('Unused')
  const rows = async (query = '') =>
    (await read<{ links: { link: string; visitors: number; funnel: Json }[] }>(`links${query}`)).links.filter(
      (row) => row.link === unused.id,
    )
  const zeros = { opened: 0, asked: 0, citationOpened: 0, contactClicked: 0 }
  for (const query of ['', '?audience=recruiter', '?client=web', `?link=${unused.id}`]) {
    const [row] = await rows(query)
    assert.deepEqual([row!.visitors, row!.funnel], [0, zeros], query)
  }
  assert.deepEqual(await rows('?audience=public'), [])
  await client(server).send('DELETE', `/api/v1/share-links/${unused.id}`, { token: server.token })
  assert.deepEqual(await rows(), [])
})

test('a moment in the future is now, one long ago is refused, and absurd periods say what is wrong', async () => {
  const post = (body: Json) =>
    client(server).send<ErrorBody>('POST', '/api/v1/analytics/events', { body, headers: from('time') })
  const before = await read<{ contactsClicked: number }>('summary?days=1')
  assert.equal((await post({ type: 'contact-clicked', at: '2999-01-01T00:00:00Z' })).status, 204)
  assert.equal((await read<typeof before>('summary?days=1')).contactsClicked, before.contactsClicked + 1)
  const [late] = await runSql<{ n: string }>(
    server,
    'select count(*) as n from analytics_counts where starts_at > now()',
  )
  assert.equal(Number(late!.n), 0)
  for (const at of ['-000001-01-01T00:00:00Z', '1970-01-01T00:00:00Z', 'yesterday', '2020-01-01T00:00:00Z'])
    assert.equal((await post({ type: 'contact-clicked', at })).status, 400, at)
  assert.equal((await post({ type: 'asked' })).status, 400)
  for (const [query, message] of [
    ['from=2999-01-01', /in the future/],
    ['from=2026-05-02&to=2026-05-01', /before `from`/],
    ['from=0001-01-01', /At most 3660 days/],
    ['days=3&from=2026-01-01', /either/],
    ['days=0', /./],
    ['from=2026-02-30', /./],
    ['link=nonsense', /not the id of a share link/],
  ] as const) {
    const { status, body } = await client(server).get<ErrorBody>(`/api/v1/analytics/summary?${query}`, server.token)
    assert.equal(status, 400, query)
    assert.match(JSON.stringify(body.error), message, query)
  }
  const { status } = await client(server).get('/api/v1/analytics/series?days=3000&step=hour', server.token)
  assert.equal(status, 400)
  assert.equal((await read<Figures>('summary?from=2020-01-01&to=2020-02-01')).questions, 0)
})

test('who may not read counts is told why', async () => {
  const key = async (audience: string, scopes: string[]) =>
    (
      await client(server).send<{ secret: string }>('POST', '/api/v1/keys', {
        body: { name: 'x', audience, scopes },
        token: server.token,
      })
    ).body.secret
  const get = async (token?: string) => (await client(server).get<ErrorBody>('/api/v1/analytics/summary', token)).status
  assert.equal(await get(), 401)
  assert.equal(await get(await key('owner', ['ask'])), 403)
  assert.equal(await get(await key('colleague', ['analytics:read'])), 403)
  const reader = await key('owner', ['analytics:read'])
  assert.equal(await get(reader), 200)
  const deletion = await client(server).send('POST', '/api/v1/analytics/deletions', {
    body: { everything: true },
    token: reader,
  })
  assert.equal(deletion.status, 403)
})

test('report, export and deletion by the command line', async () => {
  const env = { DATA_DIR: server.dataDir, DATABASE_URL: server.databaseUrl }
  const analytics = (...args: string[]) => runPollux(['analytics', ...args], env)
  const acme = await link('Initech')
  await ask('How many desks are there?', acme.token)
  await read('summary')
  const report = await analytics('report', '--period', 'monthly')
  assert.equal(report.code, 0, report.stderr)
  assert.match(report.stdout, /questions answered +\d/)
  const csv = (await analytics('export', '--what', 'links')).stdout
  assert.match(csv, new RegExp(`${acme.id},Initech,1,1,1,0,1,1,0,0`))
  assert.equal((await analytics('export', '--days', 'many')).code, 1)
  assert.equal((await analytics('delete')).code, 1)
  assert.equal((await analytics('delete', '--link', acme.id)).code, 0)
  assert.match((await analytics('export', '--what', 'links')).stdout, new RegExp(`${acme.id},Initech,0,0,0,0,0,0,0,0`))
  assert.match((await runPollux(['audit', 'list', '--kind', 'analytics_deleted'], env)).stdout, new RegExp(acme.id))
  assert.equal((await analytics('delete', '--everything')).code, 0)
  assert.equal((await read<Figures>('summary')).questions, 0)
})

test('ENABLE_ANALYTICS=false: nothing is recorded, routes say so, and there are no tools', async () => {
  await using off = await startServer({ env: { POLLUX_SAMPLE: 'never', ENABLE_ANALYTICS: 'false' } })
  const { body: answer } = await client(off).ask('How many desks?', {}, off.token)
  for (const [method, path, body] of [
    ['GET', '/api/v1/analytics/summary', undefined],
    ['GET', '/api/v1/analytics/report', undefined],
    ['POST', '/api/v1/analytics/events', { type: 'opened' }],
    ['POST', `/api/v1/twin/answers/${answer.id}/feedback`, { rating: 1 }],
  ] as const) {
    const reply = await client(off).send<ErrorBody>(method, path, { body, token: off.token })
    assert.equal(reply.status, 404, path)
    assert.match(reply.body.error.message, /ENABLE_ANALYTICS/, path)
  }
  await using mcp = await connect(off, { era: '2026-07-28', token: off.token })
  const names = (await mcp.listTools()).tools.map(({ name }) => name)
  assert.ok(names.includes('ask_twin') && !names.some((name) => /analytics|rate_answer|topics/.test(name)))
  await delay(1_500) // longer than events wait for others
  for (const table of ['events', 'visits', 'counts'])
    assert.deepEqual(await runSql(off, `select * from analytics_${table}`), [], table)
})
