import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { runSql } from '#test/run-sql.ts'
import { startServer, type RunningServer } from '#test/start-server.ts'
import type { ErrorBody } from '#test/client.ts'
import type { Comparison, Experiment, ExperimentResult } from '#experiments'
import { experimentsOn, plain } from './experiment-server.ts'

let server: RunningServer
let at: ReturnType<typeof experimentsOn>
before(async () => {
  server = await startServer()
  at = experimentsOn(server)
})
after(() => server[Symbol.asyncDispose]())

const question = 'What do you do at work?'

test('visitors keep their arm, are counted once, and what became of their answers is too', async () => {
  const id = await at.running()
  const told: Record<string, { visitors: number; conversions: number }> = {}
  for (let visitor = 0; visitor < 60; visitor++) {
    const browser = `browser ${visitor}`
    const first = (await at.ask(browser, question)).body
    const again = (await at.ask(browser, question)).body
    const strategy = await at.strategyOf(first.id)
    assert.equal(await at.strategyOf(again.id), strategy, 'the same visitor gets the same arm')
    const arm = (told[strategy] ??= { visitors: 0, conversions: 0 })
    arm.visitors++
    if (visitor % (strategy === 'concise' ? 2 : 3) !== 0) continue
    arm.conversions++
    assert.deepEqual((await at.tell(first.id, 'thumb')).body, { recorded: true })
    assert.deepEqual((await at.tell(first.id, 'thumb')).body, { recorded: false })
    assert.deepEqual((await at.tell(again.id, 'thumb')).body, { recorded: false }, 'a visitor counts once')
    assert.equal((await at.tell(again.id, 'citation-opened')).status, 200)
  }
  const { arms, verdict, sampleRatio } = await at.result(id)
  assert.deepEqual(Object.keys(told).sort(), ['concise', 'detailed'], 'the question is one for a detailed answer')
  for (const [name, strategy] of [
    ['automatic', 'detailed'],
    ['concise', 'concise'],
  ] as const) {
    const { visitors, conversions, answers } = arms.find((arm) => arm.name === name)!
    assert.deepEqual({ visitors, conversions, answers }, { ...told[strategy], answers: told[strategy]!.visitors * 2 })
  }
  assert.equal(verdict.winner, null)
  assert.match(verdict.message, /needs about [\d,]+ more visitors/)
  assert.equal(sampleRatio.mismatch, false)

  // Who chooses how to be answered, or is somebody else, takes no part.
  await at.ask('browser chooser', question, { strategy: 'star' })
  await at.http.ask(question, {}, server.token)
  const after = await at.result(id)
  assert.deepEqual(
    after.arms.map(({ visitors }) => visitors),
    arms.map(({ visitors }) => visitors),
  )
  const answer = (await at.ask('browser 1', question)).body
  assert.ok(!JSON.stringify(answer).includes('exp_'), 'an asker need not know')
  const last = await at.result(id)
  const stored = await runSql(
    server,
    `select visitor::text || salt::text as text from experiment_exposures, experiments`,
  )
  assert.ok(!JSON.stringify(stored).includes('browser'))

  assert.equal((await at.post(`/${id}/stop`, { note: 'Enough.' })).body.state, 'stopped')
  const [{ salt }] = (await runSql<{ salt: null }>(server, 'select salt from experiments where id = $1', [id])) as [
    { salt: null },
  ]
  assert.equal(salt, null)
  const late = await at.tell(answer.id, 'contact-clicked')
  assert.deepEqual([late.status, late.body.error.code], [404, 'not_found'])
  assert.deepEqual((await at.result(id)).arms, last.arms, 'what has ended does not change')
})

test('asking on counts by itself, and once', async () => {
  const id = await at.running({ metric: 'follow-up' })
  const first = (await at.ask('talker', question)).body
  assert.equal(total((await at.result(id)).arms), 0)
  for (let turn = 0; turn < 3; turn++)
    await at.ask('talker', 'And before that?', { conversationId: first.conversationId, strategy: 'concise' })
  assert.equal(total((await at.result(id)).arms), 1)
  // A conversation from before: asking on in it is no success of an arm that was not shown yet.
  await at.ask('late', 'And before that?', { conversationId: first.conversationId })
  assert.equal(total((await at.result(id)).arms), 1)
  await at.stopAll()
})

test('a good rating and what a page tells are outcomes too, and other answers may be rated as well', async () => {
  const id = await at.running()
  const rate = (answerId: string, body: object) =>
    at.http.send('POST', `/api/v1/twin/answers/${answerId}/feedback`, { body })
  const [liked, disliked] = [(await at.ask('fan', question)).body, (await at.ask('critic', question)).body]
  assert.equal((await rate(disliked.id, { thumb: 'down' })).status, 204)
  assert.equal(total((await at.result(id)).arms), 0)
  for (const again of [{ thumb: 'up' }, { rating: 5 }]) assert.equal((await rate(liked.id, again)).status, 204)
  assert.equal(total((await at.result(id)).arms), 1)
  assert.deepEqual((await at.tell(liked.id, 'thumb')).body, { recorded: false })
  const chosen = (await at.ask('chooser', question, { strategy: 'star' })).body
  assert.equal((await rate(chosen.id, { thumb: 'up' })).status, 204, 'no experiment counts it, and that is no fault')
  assert.equal(total((await at.result(id)).arms), 1)
  await at.stopAll()

  const opened = await at.running({ metric: 'citation-opened' })
  const { body } = await at.ask('reader', question)
  const tell = (type: string) => at.http.send('POST', '/api/v1/analytics/events', { body: { type, answerId: body.id } })
  assert.deepEqual([(await tell('opened')).status, (await tell('contact-clicked')).status], [204, 204])
  assert.equal(total((await at.result(opened)).arms), 0)
  assert.deepEqual([(await tell('citation-opened')).status, (await tell('citation-opened')).status], [204, 204])
  assert.equal(total((await at.result(opened)).arms), 1)
  await at.stopAll()
})

const total = (arms: ExperimentResult['arms']) => arms.reduce((sum, { conversions }) => sum + conversions, 0)

test('a race of the same visitor is one exposure, and of the same outcome one success', async () => {
  const id = await at.running()
  const answers = await Promise.all(Array.from({ length: 20 }, () => at.ask('racer', question)))
  const told = await Promise.all(answers.map(({ body }) => at.tell(body.id, 'thumb')))
  assert.equal(told.filter(({ body }) => body.recorded).length, 1)
  const { arms } = await at.result(id)
  assert.deepEqual([arms[0]!.visitors + arms[1]!.visitors, total(arms)], [1, 1])
  await at.stopAll()
})

test('what cannot be is refused, and says why', async () => {
  for (const [wrong, message] of [
    [{ arms: [{ name: 'concise' }] }, /needs a control/],
    [{ arms: [{ name: 'loud' }, { name: 'concise' }] }, /loud.. is not the name of one/],
    [{ arms: [{ name: 'concise' }, { name: 'concise' }] }, /two arms of the same name/],
    [{ arms: [{ name: 'concise' }, { name: 'short', strategy: 'concise' }] }, /two arms that answer alike/],
    [
      {
        arms: [
          { name: 'star', weight: 0.5 },
          { name: 'concise', weight: 0.6 },
        ],
      },
      /add up to 1\.1/,
    ],
    [{ arms: [{ name: 'star', weight: 0.5 }, { name: 'concise' }] }, /1 of 2 arms/],
    [
      {
        arms: [
          { name: 'star', weight: -0.5 },
          { name: 'concise', weight: 1.5 },
        ],
      },
      /weight/,
    ],
    [{ metric: 'applause' }, /metric/],
    [{ audiences: ['owner'] }, /audiences/],
    [{ name: '' }, /name/],
    [{ colour: 'red' }, /colour/],
  ] as const) {
    const { status, body } = await at.post('', { ...plain, ...wrong })
    assert.equal(status, 400, JSON.stringify(wrong))
    assert.match(JSON.stringify(body.error), message)
  }
  const id = await at.running()
  const again = await at.post(`/${id}/start`)
  assert.deepEqual([again.status, again.body.error.code], [409, 'conflict'])
  const changed = await at.http.send<ErrorBody>('PATCH', `/api/v1/experiments/${id}`, {
    body: { metric: 'follow-up' },
    token: server.token,
  })
  assert.equal(changed.status, 409)
  assert.match(changed.body.error.message, /is running/)
  const draft = (await at.post('', plain)).body
  const second = await at.post(`/${draft.id}/start`)
  assert.equal(second.status, 409)
  assert.match(second.body.error.message, new RegExp(`"${id}" runs for the same audience`))
  assert.equal((await at.get<Experiment>(`/exp_${'0'.repeat(32)}`)).status, 404)

  const answer = (await at.ask('punctual', question)).body
  for (const [more, message] of [
    [{ at: '2999-01-01T00:00:00Z' }, /in the future/],
    [{ at: '1999-01-01T00:00:00Z' }, /before the visitor was shown/],
    [{ at: '-000001-01-01T00:00:00Z' }, /at/],
    [{ at: -1 }, /at/],
    [{ kind: 'applause' }, /kind/],
  ] as const) {
    const { status, body } = await at.tell(answer.id, 'thumb', more)
    assert.equal(status, 400, JSON.stringify(more))
    assert.match(body.error.message, message)
  }
  const [own] = [(await at.http.ask(question, {}, server.token)).body]
  for (const answerId of [own!.id, `ans_${'0'.repeat(32)}`]) {
    const none = await at.tell(answerId, 'thumb')
    assert.deepEqual([none.status, none.body.error.code], [404, 'not_found'])
  }
  assert.equal((await at.tell(answer.id, 'thumb', { at: new Date().toISOString() })).body.recorded, true)
  await at.stopAll()
})

test('one that does not run is deleted with all that was counted of it; what it shipped stays', async () => {
  const remove = (id: string) => at.http.send<ErrorBody>('DELETE', `/api/v1/experiments/${id}`, { token: server.token })
  const draft = (await at.post('', plain)).body.id
  assert.equal((await remove(draft)).status, 204)
  assert.deepEqual([(await at.get(`/${draft}`)).status, (await remove(draft)).status], [404, 404])
  const id = await at.running()
  const { body: answer } = await at.ask('deleted', question)
  const refused = await remove(id)
  assert.deepEqual([refused.status, refused.body.error.code], [409, 'conflict'])
  assert.match(refused.body.error.message, /stop it first/)
  assert.equal((await at.tell(answer.id, 'thumb')).status, 200, 'it still runs')
  await at.post(`/${id}/ship`, { arm: 'concise', force: true, note: 'I like it.' })
  assert.equal((await remove(id)).status, 204)
  for (const table of [
    'experiments where id',
    ...['arms', 'exposures', 'answers', 'outcomes'].map((part) => `experiment_${part} where experiment_id`),
  ])
    assert.deepEqual(await runSql(server, `select * from ${table} = $1`, [id]), [], table)
  const { body } = await at.get<{ defaults: { audience: string; strategy: string; experimentId: null }[] }>('/defaults')
  assert.deepEqual(
    body.defaults.map(({ audience, strategy, experimentId }) => [audience, strategy, experimentId]),
    [['public', 'concise', null]],
  )
  const [entry] = await runSql<{ body: string }>(
    server,
    `select body from audit_entries where kind = 'experiment' and subject = $1 order by sequence desc limit 1`,
    [id],
  )
  assert.match(entry!.body, /"event":"deleted".*"state":"shipped"/)
  await at.http.send('DELETE', '/api/v1/experiments/defaults/public', { token: server.token })
})

test('whoever starts, stops, ships and deletes at once: each either does it or is told why not, and nothing is left between', async () => {
  for (let round = 0; round < 5; round++) {
    const { id } = (await at.post('', plain)).body
    const remove = () => at.http.send<ErrorBody>('DELETE', `/api/v1/experiments/${id}`, { token: server.token })
    const ship = () => at.post(`/${id}/ship`, { arm: 'concise', force: true, note: 'Now.' })
    const each = await Promise.all(
      [0, 1, 2].flatMap(() => [at.post(`/${id}/start`), at.post(`/${id}/stop`, {}), ship(), remove()]),
    )
    for (const { status, body } of each) assert.ok([200, 204, 404, 409].includes(status), JSON.stringify(body))
    assert.ok(each.filter(({ status }) => status === 204).length <= 1)
    const [found] = await runSql<{ state: string; salted: boolean; taken: number }>(
      server,
      `select state, salt is not null as salted,
        (select count(*)::int from running_experiments where experiment_id = id) as taken from experiments where id = $1`,
      [id],
    )
    if (found) assert.deepEqual([found.salted, found.taken], found.state === 'running' ? [true, 1] : [false, 0])
    await at.stopAll()
    assert.deepEqual(await runSql(server, 'select * from running_experiments'), [])
  }
  await at.http.send('DELETE', '/api/v1/experiments/defaults/public', { token: server.token })
})

test('nobody but who may manages, or sees, experiments', async () => {
  const id = await at.running()
  const keyOf = async (scopes: string[], audience = 'owner') =>
    (
      await at.http.send<{ secret: string }>('POST', '/api/v1/keys', {
        body: { name: 'K', audience, scopes },
        token: server.token,
      })
    ).body
  const weak = await keyOf(['ask', 'analytics:read'])
  const low = await keyOf(['experiments:manage'], 'public')
  const secretOf = (key: object) => Object.values(key).find((value) => String(value).startsWith('plx_')) as string
  for (const [method, path, body] of [
    ['GET', ''],
    ['POST', '', plain],
    ['GET', `/${id}`],
    ['PATCH', `/${id}`, {}],
    ['POST', `/${id}/start`],
    ['POST', `/${id}/stop`, {}],
    ['POST', `/${id}/ship`, { arm: 'concise' }],
    ['GET', `/${id}/export`],
    ['GET', '/defaults'],
    ['DELETE', '/defaults/public'],
    ['GET', '/variants/concise'],
    ['POST', '/comparisons', { questionId: '1', question }],
  ] as const) {
    const send = (token?: string) => at.http.send(method, `/api/v1/experiments${path}`, { body, token })
    assert.equal((await send()).status, 401, `${method} ${path}`)
    assert.equal((await send(secretOf(weak))).status, 403, `${method} ${path}`)
  }
  const send = <Body>(method: string, path: string, body?: unknown) =>
    at.http.send<Body>(method, `/api/v1/experiments${path}`, { body, token: secretOf(low) })
  assert.equal((await send('POST', '', { ...plain, audiences: ['recruiter'] })).status, 403)
  const above = (await at.post('', { ...plain, audiences: ['recruiter'] })).body
  assert.equal((await send('GET', `/${above.id}`)).status, 404)
  assert.equal((await send('POST', `/${above.id}/start`)).status, 404)
  assert.equal((await send('GET', `/${id}`)).status, 200)

  await at.post(`/${above.id}/start`)
  const recruiter = secretOf(await keyOf(['ask'], 'recruiter'))
  const answer = (await at.http.ask(question, {}, recruiter)).body
  assert.equal((await at.tell(answer.id, 'thumb')).status, 404, 'who sees less tells nothing of it')
  const body = { answerId: answer.id, kind: 'thumb' }
  const told = await at.http.send('POST', '/api/v1/experiments/outcomes', { body, token: recruiter })
  assert.deepEqual(told.body, { recorded: true })
  await at.stopAll()
})

test('a question answered in two ways names the experiment that will tell, and no winner before', async () => {
  const compare = (body: object) =>
    at.http.send<Comparison & ErrorBody>('POST', '/api/v1/experiments/comparisons', { body, token: server.token })
  const first = (await compare({ questionId: 'q1', question, controlVariantId: 'detailed', testVariantId: 'concise' }))
    .body
  assert.equal(first.questionId, 'q1')
  assert.ok(first.control.words >= first.test.words && first.test.sentences.length > 0)
  assert.deepEqual([first.winner, first.experiment?.started], [null, true])
  assert.match(first.message, /needs about [\d,]+ more visitors/)
  const second = (await compare({ questionId: 'q2', question, controlVariantId: 'detailed', testVariantId: 'concise' }))
    .body
  assert.deepEqual([second.experiment?.id, second.experiment?.started], [first.experiment!.id, false])
  const other = (await compare({ questionId: 'q3', question })).body
  assert.deepEqual([other.experiment, other.winner], [null, null])
  assert.match(other.message, /runs for the same audience/)
  const wrong = await compare({ questionId: 'q4', question, testVariantId: 'loud' })
  assert.deepEqual([wrong.status, wrong.body.error.code], [400, 'invalid_input'])
  assert.equal((await compare({ questionId: 'q5', question, testVariantId: 'star' })).status, 400)
  const { body } = await at.get<{ visitors: number; experiments: unknown[] }>('/variants/concise')
  assert.ok(body.visitors > 0 && body.experiments.length > 1)
  assert.equal((await at.get('/variants/loud')).status, 404)
  await at.stopAll()
})
