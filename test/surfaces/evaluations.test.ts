import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Evaluation, Performance } from '#interview'
import { client, type ErrorBody } from '#test/client.ts'
import { runPollux } from '#test/run-pollux.ts'
import { startServer } from '#test/start-server.ts'
import { connect } from '../mcp/mcp-client.ts'

const question = 'Tell me about a time you improved a process.'
const strong =
  'At a dental laboratory I shortened the way of a crown from order to dispatch by two days. For a week I stuck a slip on each of 83 models and wrote the time when they were taken and put down. It showed that the work took five hours and the waiting nine days. I suggested firing the furnace at 11 and at 16 o’clock. The owner feared the electricity bill, so I measured that as well: 38 euros more a month. We tried it in June, and dispatch went from eleven days to nine.'
/** Calls a tool as the owner; fails with what the tool said. */
async function withMcp(server: { url: string; token: string }) {
  const mcp = await connect(server, { era: '2026-07-28', token: server.token })
  return {
    async call<Output>(name: string, input: Record<string, unknown>): Promise<Output> {
      const reply = await mcp.callTool({ name, arguments: input })
      assert.notEqual(reply.isError, true, JSON.stringify(reply.content))
      return reply.structuredContent as Output
    },
    names: async () => (await mcp.listTools()).tools.map(({ name }) => name),
    [Symbol.asyncDispose]: () => mcp[Symbol.asyncDispose](),
  }
}

const middling =
  'In my department we had many forms on paper. I suggested that we could do it digitally, and together with IT we introduced a tool. It took some months. Now it goes faster and people like it.'

test('an answer is scored with quotes, kept for its holder, and counted only when there is enough', async () => {
  await using server = await startServer()
  const http = client(server)
  const path = '/api/v1/interviews/evaluations'
  const evaluate = (body: object, token: string | undefined = server.token) =>
    http.send<Evaluation & ErrorBody>('POST', path, { body, token })
  const performance = async (token: string | undefined = server.token) =>
    (await http.get<Performance>('/api/v1/interviews/performance', token)).body

  const none = await performance()
  assert.equal(none.total, null)
  assert.match(none.needs ?? '', /at least 3 scored answers; there are 0/)

  const first = await evaluate({ question, kind: 'behavioral', answer: strong })
  assert.equal(first.status, 201, JSON.stringify(first.body))
  assert.equal(first.body.kind, 'behavioural')
  const { score } = first.body
  assert.ok(score.band.low <= score.total && score.total <= score.band.high)
  const quotes = Object.values(score.dimensions).flatMap((dimension) => dimension.quotes)
  assert.ok(quotes.length > 5)
  for (const { start, end, text } of quotes) assert.equal(strong.slice(start, end), text)
  const second = await evaluate({ question, kind: 'behavioural', answer: middling })
  assert.ok(second.body.score.total < score.total)

  assert.equal((await performance()).total, null, 'two are too few')
  await evaluate({
    question: 'What is an index?',
    kind: 'technical',
    answer: 'It is a sorted copy, so a lookup is fast.',
  })
  const counted = await performance()
  assert.equal(counted.answers, 3)
  assert.equal(counted.total?.count, 3)
  assert.equal(counted.total?.trend, 'unknown')

  // An answer in a session counts beside those scored by themselves.
  const post = <Body>(to: string, body: object) => http.send<Body>('POST', to, { body, token: server.token })
  const session = await post<{ id: string }>('/api/v1/interviews/sessions', { role: 'Analyst', minutes: 30 })
  const answered = await post(`/api/v1/interviews/sessions/${session.body.id}/answers`, {
    key: 'first-answer',
    turn: 1,
    answer: strong,
  })
  assert.equal(answered.status, 200, JSON.stringify(answered.body))
  const more = await performance()
  assert.equal(more.answers, 4)
  assert.equal(
    Object.values(more.kinds).reduce((sum, { count }) => sum + count, 0),
    4,
  )

  // Whose they are: a key has its own, and sees nobody else's.
  const issued = await http.send<{ secret: string }>('POST', '/api/v1/keys', {
    body: { name: 'coach', audience: 'public', scopes: ['careers:read'] },
    token: server.token,
  })
  const key = issued.body.secret
  assert.equal((await performance(key)).answers, 0)
  const others = await http.get<ErrorBody>('/api/v1/interviews/performance/milestones?userId=owner', key)
  assert.equal(others.status, 403)
  assert.match(others.body.error.message, /Only the owner/)
  assert.equal((await evaluate({ question, kind: 'behavioural', answer: strong }, key)).status, 403)
  assert.equal((await http.send<ErrorBody>('POST', path, { body: { question } })).status, 401)

  const gone = await http.send('DELETE', `${path}/${first.body.id}`, { token: server.token })
  assert.equal(gone.status, 204)
  assert.equal((await http.send('DELETE', `${path}/${first.body.id}`, { token: server.token })).status, 404)
  assert.equal((await performance()).answers, 3)
})

test('answers that cannot be scored say why', async () => {
  await using server = await startServer()
  const http = client(server)
  const evaluate = (body: object) =>
    http.send<ErrorBody>('POST', '/api/v1/interviews/evaluations', { body, token: server.token })
  for (const [body, reason] of [
    [{ question, kind: 'behavioural', answer: '   ' }, /answer/],
    [{ question, kind: 'behavioural', answer: '…!?' }, /no words/],
    [{ question, kind: 'behavioural', answer: 'word '.repeat(20_000) }, /20000 characters that can be scored/],
    [{ question, kind: 'cooking', answer: strong }, /kind/],
  ] as const) {
    const reply = await evaluate(body)
    assert.equal(reply.status, 400)
    assert.match(JSON.stringify(reply.body), reason)
  }
  // What the database cannot store is taken out, not refused: it comes from copying.
  assert.equal((await evaluate({ question, kind: 'behavioural', answer: `${strong}\0 \ud800` })).status, 201)
})

test('the earlier tools take the earlier inputs', async () => {
  await using server = await startServer()
  await using mcp = await withMcp(server)
  const evaluated = await mcp.call<Evaluation>('evaluate_response', {
    question,
    response: strong,
    question_type: 'situational',
  })
  assert.equal(evaluated.kind, 'behavioural')
  for (const accuracy of [0.6, 0.7, 0.8])
    await mcp.call('record_performance', {
      accuracy,
      storyCoverage: 0.5,
      satisfaction: 0.9,
      responseTime: 1_500,
      category: 'behavioral',
    })
  const metrics = await mcp.call<Performance>('get_performance_metrics', {})
  assert.equal(metrics.records?.accuracy.mean, 70)
  assert.equal(metrics.records?.responseTimeMs.median, 1_500)
  assert.match(metrics.needs ?? '', /there is 1/)
  const few = await mcp.call<{ milestones: unknown[]; needs: string }>('get_next_milestones', { numberOfMilestones: 2 })
  assert.deepEqual(few.milestones, [])
  for (const response of [middling, 'I always give my best.'])
    await mcp.call('evaluate_response', { question, response, question_type: 'behavioral' })
  const next = await mcp.call<{ milestones: { missing: number; threshold: number }[] }>('get_next_milestones', {
    numberOfMilestones: 2,
  })
  assert.equal(next.milestones.length, 2)
  assert.ok(next.milestones[0]!.missing <= next.milestones[1]!.missing)
  const advice = await mcp.call<{ recommendations: { text: string }[]; analytics?: object }>(
    'get_personalized_recommendations',
    { includeAnalytics: true, period: 'weekly' },
  )
  assert.ok(advice.recommendations.length > 0 && advice.recommendations.length <= 5)
  assert.ok(advice.analytics)
})

test('ENABLE_INTERVIEW_SIMULATION=false takes them away', async () => {
  await using server = await startServer({ env: { ENABLE_INTERVIEW_SIMULATION: 'false' } })
  const http = client(server)
  const reply = await http.send<ErrorBody>('POST', '/api/v1/interviews/evaluations', {
    body: { question, kind: 'behavioural', answer: strong },
    token: server.token,
  })
  assert.equal(reply.status, 404)
  assert.match(reply.body.error.message, /ENABLE_INTERVIEW_SIMULATION/)
  await using mcp = await withMcp(server)
  assert.equal((await mcp.names()).includes('evaluate_response'), false)
})

test('pollux interview evaluate and progress', async () => {
  await using server = await startServer()
  const env = {
    DATA_DIR: server.dataDir,
    ...(process.env['TEST_DATABASE'] === 'postgres15' && { DATABASE_URL: server.databaseUrl }),
  }
  const scored = await runPollux(['interview', 'evaluate', question, strong], env)
  assert.equal(scored.code, 0, scored.stderr)
  assert.match(scored.stdout, /^\d+ of 100 \(\d+ to \d+\)\n {2}situation/)
  const explained = [
    'interview',
    'evaluate',
    'What is an index?',
    'A sorted copy, so a lookup reads few pages.',
    '--json',
  ]
  const totalOf = async (points: string[]) => {
    const { stdout, stderr } = await runPollux([...explained, '--kind', 'technical', ...points], env)
    assert.notEqual(stdout, '', stderr)
    return (JSON.parse(stdout) as Evaluation).score.total
  }
  const said = await totalOf(['--looks-for', 'A sorted copy of a column.', '--looks-for', 'A lookup reads few pages.'])
  const unsaid = await totalOf([
    '--looks-for',
    'Costs memory and time on each write, however.',
    '--looks-for',
    'Must be kept up to date.',
  ])
  assert.ok(said > unsaid + 20, `${said} and ${unsaid}`)
  const progress = await runPollux(['interview', 'progress'], env)
  assert.match(progress.stdout, /^3 answers, mean \d/)
  const wrong = await runPollux(['interview', 'evaluate', question], env)
  assert.equal(wrong.code, 1)
  assert.match(wrong.stderr, /--file/)
})

test('figures of two scales in one record are refused with what to do, and the same of one scale are taken', async () => {
  await using server = await startServer()
  const record = (figures: object) =>
    client(server).send<ErrorBody>('POST', '/api/v1/interviews/performance', {
      token: server.token,
      body: { accuracy: 0.8, storyCoverage: 0.7, satisfaction: 1, responseTime: 900, category: 'mock', ...figures },
    })
  const mixed = await record({ storyCoverage: 70 })
  assert.equal(mixed.status, 400)
  assert.match(JSON.stringify(mixed.body.error), /accuracy.*all three from 0 to 100, or all three as shares of 1/)
  assert.equal((await record({})).status, 201)
  assert.equal((await record({ accuracy: 80, storyCoverage: 70, satisfaction: 0 })).status, 201)
})
