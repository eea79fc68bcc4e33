import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Gap } from '#twin'
import { client, type ErrorBody } from '#test/client.ts'
import { runPollux } from '#test/run-pollux.ts'
import { runSql } from '#test/run-sql.ts'
import { startServer, type RunningServer } from '#test/start-server.ts'

/** With the sample twin, and with nothing in it. */
let sampled: RunningServer
let empty: RunningServer
before(async () => {
  sampled = await startServer()
  empty = await startServer({ env: { POLLUX_SAMPLE: 'never' } })
})
after(async () => {
  await empty?.[Symbol.asyncDispose]()
  await sampled?.[Symbol.asyncDispose]()
})

test('gap, owner answer, new knowledge, regression case', async () => {
  const server = sampled
  const http = client(server)
  const inbox = async (state = 'open') =>
    (await http.get<{ questions: Gap[] }>(`/api/v1/twin/inbox?state=${state}`, server.token)).body.questions
  const question = 'Which flavour of ice cream do you prefer?'

  assert.equal((await http.ask(question)).body.refused, true)
  assert.equal((await http.ask('which flavour of ice cream do you prefer')).body.refused, true)
  const gap = (await inbox()).find((item) => item.question === question)
  assert.ok(gap)
  assert.equal(gap.times, 2)

  const answer = (body: object) =>
    http.send<{ source: { id: string } } & ErrorBody>('POST', `/api/v1/twin/inbox/${gap.id}/answer`, {
      body,
      token: server.token,
    })
  assert.equal((await answer({ answer: '' })).status, 400)
  assert.equal((await answer({ answer: 'x', audience: 'friends' })).status, 400)
  const stored = await answer({ answer: 'My favourite ice cream flavour is pistachio.', audience: 'public' })
  assert.equal(stored.status, 200)

  const now = (await http.ask(question)).body
  assert.equal(now.refused, false)
  assert.match(now.sentences[0]!.text, /pistachio/)
  assert.equal(now.sentences[0]!.citations[0]!.sourceId, stored.body.source.id)
  assert.equal(
    (await inbox()).some((item) => item.id === gap.id),
    false,
  )
  assert.equal(
    (await inbox('answered')).some((item) => item.id === gap.id),
    true,
  )
  assert.equal((await answer({ answer: 'Again.' })).status, 409)

  const env = {
    DATA_DIR: server.dataDir,
    ...(process.env['TEST_DATABASE'] === 'postgres15' && { DATABASE_URL: server.databaseUrl }),
  }
  const passed = await runPollux(['eval'], env)
  assert.equal(passed.code, 0, passed.stdout + passed.stderr)
  assert.match(passed.stdout, /1 passed, 0 failed/)

  // The check can fail: a question whose answer is hidden again does.
  await http.send('PATCH', `/api/v1/twin/sources/${stored.body.source.id}`, {
    body: { audience: 'owner' },
    token: server.token,
  })
  const failed = await runPollux(['eval'], env)
  assert.equal(failed.code, 1)
  assert.match(failed.stdout, /0 passed, 1 failed/)
})

test('a follow-up is understood in the inbox: the question before it stands beside it, and its answer belongs to both', async () => {
  const server = empty
  const http = client(server)
  const inbox = async (state = 'open') =>
    (await http.get<{ questions: Gap[] }>(`/api/v1/twin/inbox?state=${state}`, server.token)).body.questions
  const converse = async (...questions: string[]) => {
    let conversationId: string | undefined
    let last
    for (const question of questions) {
      last = (await http.ask(question, { ...(conversationId && { conversationId }) })).body
      conversationId = last.conversationId
    }
    return last!
  }
  const followUp = 'And before that?'
  await converse('Which zeppelin did you steer?', followUp, followUp)
  await converse('Which submarine did you command?', followUp)
  const gaps = await inbox()
  assert.deepEqual(
    gaps.map(({ question, context }) => [question, context]).sort((a, b) => String(a).localeCompare(String(b))),
    [
      [followUp, 'Which submarine did you command?'],
      [followUp, 'Which zeppelin did you steer?'],
      [followUp, `Which zeppelin did you steer? ${followUp}`],
      ['Which submarine did you command?', null],
      ['Which zeppelin did you steer?', null],
    ],
  )
  const { id } = gaps.find(({ context }) => context === 'Which submarine did you command?')!
  const stored = await http.send<{ source: { id: string } }>('POST', `/api/v1/twin/inbox/${id}/answer`, {
    body: { answer: 'I polished brass on a tugboat.', audience: 'public' },
    token: server.token,
  })
  assert.equal(stored.status, 200)
  const again = await converse('Which submarine did you command?', followUp)
  assert.equal(again.sentences[0]?.citations[0]?.sourceId, stored.body.source.id)
  assert.equal((await converse('Which zeppelin did you steer?', followUp)).refused, true)
  const env = {
    DATA_DIR: server.dataDir,
    ...(server.databaseUrl !== undefined && { DATABASE_URL: server.databaseUrl }),
  }
  const { stdout } = await runPollux(['eval'], env)
  assert.match(stdout, /passed +Which submarine did you command\? And before that\?/)
  assert.match(stdout, /1 passed, 0 failed/)
})

test('only a question that comes into the inbox is said to be noted', async () => {
  const http = client(empty)
  const question = 'Do you own a submarine?'
  const [asked, owners] = [await http.ask(question), await http.ask(question, {}, empty.token)]
  assert.match(asked.body.message ?? '', /rather not guess\. I have noted your question\.$/)
  assert.match(owners.body.message ?? '', /rather not guess\.$/)
})

test('a dismissed question stays dismissed', async () => {
  const server = sampled
  const http = client(server)
  await http.ask('Do you own a zeppelin?')
  const { body } = await http.get<{ questions: Gap[] }>('/api/v1/twin/inbox', server.token)
  const { id } = body.questions[0]!
  const dismiss = () => http.send('POST', `/api/v1/twin/inbox/${id}/dismiss`, { token: server.token })
  assert.equal((await dismiss()).status, 200)
  assert.equal((await dismiss()).status, 409)
  await http.ask('Do you own a zeppelin?')
  assert.deepEqual((await http.get<{ questions: Gap[] }>('/api/v1/twin/inbox', server.token)).body.questions, [])
  assert.equal((await http.send('POST', '/api/v1/twin/inbox/gap_none/dismiss', { token: server.token })).status, 404)
})

test('what was resolved for one audience opens again only for whom it is not', async () => {
  const server = empty
  const http = client(server)
  const tokens: Record<string, string> = {}
  for (const audience of ['recruiter', 'colleague']) {
    const { body } = await http.send<{ secret: string }>('POST', '/api/v1/keys', {
      body: { name: audience, audience, scopes: ['ask'] },
      token: server.token,
    })
    tokens[audience] = body.secret
  }
  const ask = async (audience: string, question: string) => {
    const { status, body } = await http.ask(question, {}, tokens[audience])
    assert.equal(status, 200)
    return body
  }
  const gap = async (question: string) => {
    for (const state of ['open', 'answered', 'dismissed']) {
      const { body } = await http.get<{ questions: Gap[] }>(`/api/v1/twin/inbox?state=${state}`, server.token)
      const found = body.questions.find((item) => item.question === question)
      if (found) return found
    }
    throw new Error(`no gap for ${question}`)
  }
  const resolve = async (question: string, action: string, body?: object) =>
    http.send<{ source: { id: string } }>('POST', `/api/v1/twin/inbox/${(await gap(question)).id}/${action}`, {
      ...(body && { body }),
      token: server.token,
    })

  const salary = 'What would your next salary be?'
  await ask('public', salary)
  await resolve(salary, 'dismiss')
  await ask('public', salary)
  assert.equal((await gap(salary)).state, 'dismissed')
  await ask('recruiter', salary)
  assert.deepEqual([(await gap(salary)).state, (await gap(salary)).audience], ['open', 'recruiter'])
  await resolve(salary, 'dismiss')
  for (const audience of ['recruiter', 'public']) await ask(audience, salary)
  assert.equal((await gap(salary)).state, 'dismissed')

  // An answer that the twin does not find for this question: the owner has still given it.
  const train = 'Do you like zeppelins?'
  await ask('recruiter', train)
  const { body } = await resolve(train, 'answer', { answer: 'Hm.', audience: 'recruiter' })
  assert.equal((await ask('colleague', train)).refused, true)
  assert.equal((await gap(train)).state, 'answered')
  await ask('public', train)
  assert.deepEqual([(await gap(train)).state, (await gap(train)).sourceId], ['open', null])
  // A second answer, for others, does not make the first one forgotten.
  await resolve(train, 'answer', { answer: 'Hm, hm.', audience: 'colleague' })
  await ask('recruiter', train)
  assert.equal((await gap(train)).state, 'answered')
  await http.send('DELETE', `/api/v1/twin/sources/${body.source.id}`, { token: server.token })
  await ask('recruiter', train)
  assert.equal((await gap(train)).state, 'open')
})

test('one answer to questions that are about the same, taken back whole; a dismissal too; nobody without the right', async () => {
  const server = empty
  const http = client(server)
  const { token } = server
  const read = async (state = 'open') =>
    (await http.get<{ questions: Gap[]; groups: string[][] }>(`/api/v1/twin/inbox?state=${state}`, token)).body
  const asked = ['What is your notice period?', 'Wie lang ist Ihre Kündigungsfrist?', 'Do you keep bees?']
  for (const question of asked) assert.equal((await http.ask(question)).body.refused, true)
  const { questions, groups } = await read()
  const [notice, german, bees] = asked.map((question) => questions.find((gap) => gap.question === question)!.id)
  assert.ok(groups.some((group) => group.length === 2 && group.includes(notice!) && group.includes(german!)))
  assert.deepEqual(groups.flat().toSorted(), questions.map(({ id }) => id).toSorted())

  const post = <Body>(path: string, body?: object) =>
    http.send<Body & ErrorBody>('POST', `/api/v1/twin/inbox/${path}`, { token, ...(body && { body }) })
  const answer = { answer: 'My notice period is three months.', audience: 'public', also: [german] }
  const stored = await post<{ source: { id: string } }>(`${notice}/answer`, answer)
  assert.equal(stored.status, 200)
  for (const question of asked.slice(0, 2)) {
    const { refused, sentences } = (await http.ask(question)).body
    assert.equal(refused, false, question)
    assert.equal(sentences[0]!.citations[0]!.sourceId, stored.body.source.id)
  }
  // All or none: bees are open still when the other is not.
  assert.equal((await post(`${bees}/answer`, { ...answer, also: [notice] })).status, 409)
  assert.equal((await read()).questions.find(({ id }) => id === bees)?.state, 'open')

  assert.equal((await http.send('POST', `/api/v1/twin/inbox/${german}/reopen`)).status, 401)
  const reopened = await post<{ questions: Gap[] }>(`${german}/reopen`)
  assert.equal(reopened.status, 200)
  assert.deepEqual(reopened.body.questions.map(({ id }) => id).toSorted(), [notice!, german!].toSorted())
  assert.equal((await http.get(`/api/v1/twin/sources/${stored.body.source.id}`, token)).status, 404)
  assert.equal((await http.ask(asked[0]!)).body.refused, true)
  assert.equal((await post(`${german}/reopen`)).status, 409)

  assert.equal((await post(`${bees}/dismiss`)).status, 200)
  assert.equal((await post<{ questions: Gap[] }>(`${bees}/reopen`)).body.questions[0]?.state, 'open')
  assert.equal((await post('gap_0/reopen')).status, 404)
})

test('an open or dismissed question is deleted for good, and the audit log says so; one that a source answers is not', async () => {
  const http = client(empty)
  const { token } = empty
  const asked = ['Which harpsichord do you own?', 'Which kayak do you own?', 'Which anvil do you own?'] as const
  for (const question of asked) assert.equal((await http.ask(question)).body.refused, true)
  const { questions } = (await http.get<{ questions: Gap[] }>('/api/v1/twin/inbox', token)).body
  const idOf = (question: string) => questions.find((gap) => gap.question === question)!.id
  const [harpsichord, kayak, anvil] = [idOf(asked[0]), idOf(asked[1]), idOf(asked[2])]
  const remove = async (id: string, as?: string) =>
    (await http.send('DELETE', `/api/v1/twin/inbox/${id}`, { token: as })).status
  const key = await http.send<{ secret: string }>('POST', '/api/v1/keys', {
    token,
    body: { name: 'writes', audience: 'colleague', scopes: ['inbox:read', 'inbox:write'] },
  })
  assert.deepEqual([await remove(harpsichord), await remove(harpsichord, key.body.secret)], [401, 403])

  await http.send('POST', `/api/v1/twin/inbox/${kayak}/dismiss`, { token })
  const body = { answer: 'I own the anvil of my grandfather.', audience: 'public' }
  const stored = await http.send<{ source: { id: string } }>('POST', `/api/v1/twin/inbox/${anvil}/answer`, {
    token,
    body,
  })
  assert.deepEqual(
    [await remove(harpsichord, token), await remove(kayak, token), await remove(anvil, token)],
    [204, 204, 409],
  )
  assert.equal(await remove(harpsichord, token), 404)
  // The answer is gone, and what was asked may go too.
  await http.send('DELETE', `/api/v1/twin/sources/${stored.body.source.id}`, { token })
  assert.equal(await remove(anvil, token), 204)
  assert.deepEqual(
    await runSql(empty, 'select id from unanswered where question = any($1) or context = any($1)', [[...asked]]),
    [],
  )
  const { entries } = (
    await http.get<{ entries: { subject: string; body: string }[] }>('/api/v1/audit?kind=questions_deleted', token)
  ).body
  assert.deepEqual(
    entries.map(({ subject, body: said }) => [subject, JSON.parse(said) as unknown]),
    [harpsichord, kayak, anvil].map((id) => [id, { by: 'owner', questions: 1 }]),
  )

  await http.ask(asked[1])
  const again = (await http.get<{ questions: Gap[] }>('/api/v1/twin/inbox', token)).body.questions
  const fresh = again.find((gap) => gap.question === asked[1])!
  assert.notEqual(fresh.id, kayak)
  assert.equal(fresh.times, 1)
})

test('a flood of the public takes no place of others, only what is kept is said to be noted, and the total is told', async () => {
  const http = client(empty)
  const { token } = empty
  const known = 'Which loom do you own?'
  await http.ask(known)
  await runSql(
    empty,
    `insert into unanswered (id, question, folded, language, audience, times)
     select 'gap_flood' || n, 'Flood ' || n, 'flood' || n, 'en', 0, 2 from generate_series(1, 5000) n`,
  )
  const key = async (name: string, scopes: string[]) =>
    (
      await http.send<{ secret: string }>('POST', '/api/v1/keys', {
        token,
        body: { name, audience: 'recruiter', scopes },
      })
    ).body.secret
  const [recruiter, reader] = [await key('asks', ['ask']), await key('reads', ['inbox:read'])]
  const read = async (as = token) =>
    (await http.get<{ questions: Gap[]; groups: string[][]; total: number }>('/api/v1/twin/inbox', as)).body
  const noted = /noted your question/
  const { total: before } = await read()
  assert.ok(before >= 5000)

  const lost = 'Which gramophone do you own?'
  const stranger = (await http.ask(lost)).body
  assert.equal(stranger.refused, true)
  assert.doesNotMatch(stranger.message ?? '', noted)
  assert.equal((await read()).total, before)
  assert.deepEqual(await runSql(empty, 'select id from unanswered where question = $1', [lost]), [])
  assert.match((await http.ask(known)).body.message ?? '', noted, 'it is there already, and counted')

  const kept = 'Which telescope do you own?'
  assert.match((await http.ask(kept, {}, recruiter)).body.message ?? '', noted)
  for (const as of [token, reader]) {
    const { questions, groups, total } = await read(as)
    assert.deepEqual([questions.length, total >= 5001, groups.flat().length], [500, true, 500])
    assert.ok(
      questions.some(({ question }) => question === kept),
      'asked once, by somebody who is trusted more than the flood',
    )
    assert.deepEqual(
      questions.map(({ times }) => times),
      questions.map(({ times }) => times).toSorted((one, other) => other - one),
    )
  }

  const { body } = await http.send<{ inbox: number }>('POST', '/api/v1/privacy/answers/deletions', {
    token,
    body: { everything: true },
  })
  assert.ok(body.inbox > 5000, 'in more than one batch')
  assert.deepEqual(await read(), { questions: [], groups: [], total: 0 })
  assert.match((await http.ask(lost)).body.message ?? '', noted)
})
