import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Gap } from '#twin'
import { client, type ErrorBody } from '#test/client.ts'
import { runPollux } from '#test/run-pollux.ts'
import { startServer } from '#test/start-server.ts'

test('gap, owner answer, new knowledge, regression case', async () => {
  await using server = await startServer()
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

test('a dismissed question stays dismissed', async () => {
  await using server = await startServer()
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
