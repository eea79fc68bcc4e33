import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { Session, SessionReport } from '#interview'
import { client, type ErrorBody } from '#test/client.ts'
import { runSql } from '#test/run-sql.ts'
import { startServer, type RunningServer } from '#test/start-server.ts'

const sessions = '/api/v1/interviews/sessions'
const story =
  'In 2021 our release took two days of manual work at the parcel company. I had to make it repeatable before the Christmas peak. I wrote a pipeline in GitLab CI, moved the settings into Ansible and trained three colleagues. Releases then took 40 minutes instead of two days, and we had no failed release in December.'

let server: RunningServer
let http: ReturnType<typeof client>

before(async () => {
  server = await startServer()
  http = client(server)
})
after(() => server[Symbol.asyncDispose]())

const send = (method: string, path: string, body?: unknown, token = server.token) =>
  http.send<Session & ErrorBody>(method, path, { token, ...(body !== undefined && { body }) })
const start = async (input: object = { role: 'Linux administrator', minutes: 30 }) => {
  const { status, body } = await send('POST', sessions, input)
  assert.equal(status, 201, JSON.stringify(body))
  return body
}
const answer = (session: Pick<Session, 'id' | 'question'>, given: object = { answer: story }, key = randomUUID()) =>
  send('POST', `${sessions}/${session.id}/answers`, { key, turn: session.question!.turn, ...given })
const messageOf = ({ body: { error } }: Awaited<ReturnType<typeof send>>) =>
  [error.message, ...(error.details ?? []).map(({ message }) => message)].join('\n')

/** Lets time pass for a session: everything it has written happened so much earlier. */
const age = async ({ id }: { id: string }, seconds: number) => {
  await runSql(
    server,
    `update interview_sessions set started_at = started_at - $2 * interval '1 second', paused_at = paused_at - $2 * interval '1 second' where id = $1`,
    [id, seconds],
  )
  await runSql(
    server,
    `update interview_turns set asked_at = asked_at - $2 * interval '1 second', answered_at = answered_at - $2 * interval '1 second' where session_id = $1`,
    [id, seconds],
  )
}

test('a session is practised to its end: scores quote the answer, and the report counts what was skipped', async () => {
  let session = await start({
    role: 'Linux administrator',
    minutes: 20,
    questions: [{ id: 'behavioural-005' }, { id: 'technical-002' }, { id: 'behavioural-022' }],
  })
  assert.equal(session.planned, 3)
  assert.equal(session.question?.turn, 1)
  assert.ok(session.clock.remainingSeconds > 1190 && session.clock.remainingSeconds <= 1200)
  session = (await answer(session)).body
  const [first] = session.answers
  assert.ok(first?.score && first.score.total > 0)
  assert.ok(first.looksFor.length >= 3, 'what a good answer contains is told afterwards')
  const quotes = Object.values(first.score.dimensions).flatMap((dimension) => dimension.quotes)
  assert.ok(quotes.length > 0)
  for (const { start: from, end, text } of quotes) assert.equal(first.answer!.slice(from, end), text)
  assert.ok(session.question?.followUp, 'a follow-up is asked')
  assert.equal(session.question.item, 1)
  while (session.question) {
    const skip = session.question.item === 2
    session = (await answer(session, skip ? { skip: true } : { answer: story })).body
  }
  assert.equal(session.state, 'finished')
  assert.equal(session.endedBecause, 'answered')
  const { body: report } = await http.get<SessionReport>(`${sessions}/${session.id}/report`, server.token)
  assert.deepEqual(
    [report.result.answered, report.result.skipped, report.result.notReached],
    [2, 1, 0],
    'a skipped question is missing, not bad',
  )
  assert.equal(report.result.skippedFollowUps, 0)
  const scores = report.questions.flatMap(({ score }) => score?.total ?? [])
  assert.equal(scores.length, 2)
  assert.equal(report.result.score, Math.round((10 * (scores[0]! + scores[1]!)) / 2) / 10)
  assert.equal(report.questions[1]?.state, 'skipped')
  assert.equal(report.questions[1].score, null)
  assert.equal((await answer({ id: session.id, question: first as never })).status, 409, 'it has ended')
})

test('a follow-up that is skipped is counted, and its question stays answered', async () => {
  let session = (await answer(await start({ questions: [{ id: 'behavioural-005' }], minutes: 10 }), { answer: story }))
    .body
  assert.ok(session.question?.followUp)
  session = (await answer(session, { skip: true })).body
  const { body: report } = await http.get<SessionReport>(`${sessions}/${session.id}/report`, server.token)
  const { answered, skipped, skippedFollowUps } = report.result
  assert.deepEqual({ answered, skipped, skippedFollowUps }, { answered: 1, skipped: 0, skippedFollowUps: 1 })
})

test('an answer without substance is asked about again in other words, one without a result is asked for it', async () => {
  const plan = { questions: [{ id: 'behavioural-005' }], minutes: 10 }
  const vague = (
    await answer(await start(plan), { answer: 'We had a discussion once and I talked to people about it.' })
  ).body
  assert.ok(vague.question && ['result', 'example', 'rephrased'].includes(vague.question.followUp!))
  const none = (await answer(await start(plan), { answer: 'No idea, sorry.' })).body
  assert.equal(none.question?.followUp, 'rephrased')
  assert.match(none.question.question, /put it differently/)
})

test('the same answer sent again counts once; the key of another answer, or an old question, is refused', async () => {
  const session = await start()
  const key = randomUUID()
  const [one, two, three] = await Promise.all([1, 2, 3].map(() => answer(session, { answer: story }, key)))
  assert.deepEqual([one!.status, two!.status, three!.status], [200, 200, 200])
  const { body } = await send('GET', `${sessions}/${session.id}`)
  assert.equal(body.answers.length, 1)
  assert.match(messageOf(await answer(session, { answer: 'Something else.' }, key)), /belongs to another answer/)
  assert.match(messageOf(await answer(session, { answer: story })), /Question 1 has been answered already/)
  const early = await send('POST', `${sessions}/${session.id}/answers`, { key: randomUUID(), turn: 9, answer: story })
  assert.match(messageOf(early), /Question 9 has not been asked yet/)
  const both = await Promise.all([answer(body, { answer: `${story} A.` }), answer(body, { answer: `${story} B.` })])
  assert.deepEqual(
    both.map(({ status }) => status).sort((a, b) => a - b),
    [200, 409],
    'of two different answers at once, one is taken',
  )
})

test('the clock is the server’s: no client tells the time, overtime is said, and time that is up ends the session', async () => {
  const session = await start({ role: 'Analyst', minutes: 5 })
  for (const lie of [{ answeredAt: '2099-01-01T00:00:00Z' }, { askedAt: '1970-01-01T00:00:00Z' }, { seconds: -5 }]) {
    const refused = await answer(session, { answer: story, ...lie })
    assert.equal(refused.status, 400)
    assert.match(messageOf(refused), /(askedAt|answeredAt|seconds): is not a known field/)
  }
  await age(session, 290)
  const late = (await send('GET', `${sessions}/${session.id}`)).body
  assert.ok(late.question!.seconds >= 290 && late.question!.overtimeSeconds > 0)
  assert.ok(late.clock.remainingSeconds <= 10)
  await age(session, 60)
  const ended = (await answer(session)).body
  assert.equal(ended.state, 'finished')
  assert.equal(ended.endedBecause, 'time')
  assert.equal(ended.answers.length, 1, 'the answer under way is taken')
  assert.ok(ended.clock.overtimeSeconds >= 50 && ended.answers[0]!.overtimeSeconds > 0)
})

test('a pause stops the clock and is told; a paused session takes no answer', async () => {
  const session = await start()
  await age(session, 100)
  const paused = (await send('POST', `${sessions}/${session.id}/pause`)).body
  assert.equal(paused.state, 'paused')
  assert.equal(paused.question, null)
  assert.match(messageOf(await answer(session)), /paused: resume it first/)
  await runSql(
    server,
    `update interview_sessions set paused_at = paused_at - interval '1 hour', started_at = started_at - interval '1 hour' where id = $1`,
    [session.id],
  )
  await runSql(server, `update interview_turns set asked_at = asked_at - interval '1 hour' where session_id = $1`, [
    session.id,
  ])
  const resumed = (await send('POST', `${sessions}/${session.id}/resume`)).body
  assert.equal(resumed.state, 'running')
  assert.ok(resumed.clock.elapsedSeconds >= 100 && resumed.clock.elapsedSeconds < 130)
  assert.ok(resumed.question!.seconds >= 100 && resumed.question!.seconds < 130)
  assert.equal(resumed.clock.pauses, 1)
  assert.ok(resumed.clock.pausedSeconds >= 3600)
  const abandoned = (await send('POST', `${sessions}/${session.id}/abandon`)).body
  assert.equal(abandoned.state, 'abandoned')
  assert.equal((await send('POST', `${sessions}/${session.id}/resume`)).status, 409)
})

test('what cannot be an answer, a plan or a session gets a clear error', async () => {
  const session = await start()
  const wrong: [object, RegExp][] = [
    [{ answer: 'x'.repeat(100_000) }, /longer than 20,000 characters/],
    [{ answer: '  \u0000 ' }, /is empty/],
    [{ answer: '!!! ???' }, /no words/],
    [{ answer: story, skip: true }, /not both/],
    [{}, /give an answer/],
  ]
  for (const [given, reason] of wrong) {
    const refused = await answer(session, given)
    assert.equal(refused.status, 400, JSON.stringify(given).slice(0, 80))
    assert.match(messageOf(refused), reason)
  }
  const long = await answer(session, { answer: `${story} `.repeat(60).slice(0, 20_000) })
  assert.equal(long.status, 200, JSON.stringify(long.body).slice(0, 300))
  for (const [input, reason] of [
    [{ minutes: 0 }, /at least 1/],
    [{ minutes: 61 }, /at most 60/],
    [{ role: 'A', jobId: 'job_1' }, /only one of/],
    [{ jobId: 'job_1' }, /There is no such posting/],
    [{ questions: [{ id: 'behavioural-999' }] }, /no interview question/],
    [{ minutes: 5, questions: [{ id: 'behavioural-005' }, { id: 'behavioural-022' }] }, /take 8 minutes/],
  ] as const) {
    const refused = await send('POST', sessions, input)
    assert.ok([400, 404].includes(refused.status), JSON.stringify(refused.body))
    assert.match(messageOf(refused), reason)
  }
  assert.equal((await send('GET', `${sessions}/ivs_${'0'.repeat(32)}`)).status, 404)
})

test('sessions of one minute and of sixty begin', async () => {
  const short = await start({ minutes: 1 })
  assert.equal(short.planned, 1)
  assert.equal(short.question!.minutes, 1)
  const { planned } = await start({ minutes: 60 })
  assert.ok(planned >= 10)
})

test('a session is seen and changed by its holder alone, and gone when deleted', async () => {
  const session = await start()
  const key = async (scopes: string[], audience = 'owner') => {
    const made = await http.send<{ secret: string }>('POST', '/api/v1/keys', {
      body: { name: `practice ${randomUUID()}`, scopes, audience },
      token: server.token,
    })
    assert.equal(made.status, 201, JSON.stringify(made.body))
    return made.body.secret
  }
  const other = await key(['careers:read', 'careers:write', 'ask'])
  const path = `${sessions}/${session.id}`
  assert.equal((await send('GET', path, undefined, other)).status, 404)
  assert.equal((await send('GET', `${path}/report`, undefined, other)).status, 404)
  assert.equal((await send('DELETE', path, undefined, other)).status, 404)
  assert.equal((await send('POST', `${path}/abandon`, undefined, other)).status, 404)
  const own = await send('GET', sessions, undefined, other)
  assert.deepEqual((own.body as unknown as { sessions: unknown[] }).sessions, [])
  const reader = await key(['careers:read', 'ask'])
  assert.equal((await send('POST', sessions, {}, reader)).status, 403)
  const stranger = await key(['ask'])
  assert.equal((await send('GET', '/api/v1/interviews/questions', undefined, stranger)).status, 403)
  assert.equal((await http.get('/api/v1/interviews/questions')).status, 401)

  assert.equal((await send('DELETE', path)).status, 204)
  assert.equal((await send('GET', path)).status, 404)
  assert.deepEqual(await runSql(server, 'select 1 from interview_turns where session_id = $1', [session.id]), [])
})

test('progress is told from four finished sessions on, and practised questions come up last', async () => {
  const progress = async () =>
    (
      await http.get<{ sessions: unknown[]; change: { score: number; sessions: number } | null; note: string }>(
        `${sessions}/progress`,
        server.token,
      )
    ).body
  const finishOne = async (text: string) => {
    let session = await start({ questions: [{ id: 'behavioural-005' }], minutes: 10 })
    while (session.question) session = (await answer(session, { answer: text })).body
  }
  await runSql(server, `delete from interview_sessions`)
  for (const text of ['We talked about it.', 'We talked about it and agreed.']) await finishOne(text)
  assert.equal((await progress()).change, null)
  for (const text of [story, story]) await finishOne(text)
  const { change, sessions: listed } = await progress()
  assert.equal(listed.length, 4)
  assert.ok(change && change.score > 0, JSON.stringify(change))

  const asked = new Set<string>()
  for (let round = 0; round < 3; round++) {
    const session = await start({ role: 'Linux administrator', minutes: 10 })
    assert.ok(!asked.has(session.question!.question), 'a question that was asked comes up again')
    asked.add(session.question!.question)
  }
})

test('an imported posting is planned for: its requirements are the reasons', async () => {
  const text = `Database Administrator

Kestrel Freight is looking for a database administrator in Lyon.

Requirements
- At least 3 years of experience with SQL
- Knowledge of backup and recovery

Nice to have
- Kubernetes
`
  const imported = await http.send<{ job: { id: string } }>('POST', '/api/v1/jobs', {
    token: server.token,
    body: { text },
  })
  assert.equal(imported.status, 200, JSON.stringify(imported.body))
  const { status, body } = await http.send<{
    title: string
    level: string
    questions: { reasons: { text: string }[] }[]
  }>('POST', '/api/v1/interviews/plans', {
    token: server.token,
    body: { jobId: imported.body.job.id, minutes: 60, stage: 'technical' },
  })
  assert.equal(status, 200, JSON.stringify(body))
  assert.match(body.title, /Database Administrator/)
  assert.equal(body.level, 'mid', 'three years are asked for')
  const reasons = body.questions.flatMap((question) => question.reasons.map((reason) => reason.text))
  assert.ok(
    reasons.some((reason) => /^the posting asks for ".*(SQL|backup)/.test(reason)),
    reasons.join('\n'),
  )
})

test('a clock that is put back an hour stands still: the session goes on, and no time is negative', async () => {
  const session = await start()
  await age(session, -3600)
  const answered = await answer(session)
  assert.equal(answered.status, 200, JSON.stringify(answered.body))
  assert.equal(answered.body.answers[0]!.seconds, 0)
  assert.equal((await send('POST', `${sessions}/${session.id}/pause`)).status, 200)
  await age(session, -3600)
  const resumed = await send('POST', `${sessions}/${session.id}/resume`)
  assert.equal(resumed.status, 200, JSON.stringify(resumed.body))
  assert.equal(resumed.body.clock.elapsedSeconds, 0)
  assert.equal((await send('POST', `${sessions}/${session.id}/abandon`)).status, 200)
})
