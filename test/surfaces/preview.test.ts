import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Answer, SourceSummary } from '#twin'
import { client, type ErrorBody } from '#test/client.ts'
import { startServer, type RunningServer } from '#test/start-server.ts'

let server: RunningServer
before(async () => (server = await startServer({ env: { POLLUX_SAMPLE: 'never' } })))
after(() => server?.[Symbol.asyncDispose]())

test('the owner sees what others see, sources and answers, and it leaves no trace; nobody looks upwards', async () => {
  const http = client(server)
  await http.add({ name: 'hours.md', text: 'The observatory opens at nine.', audience: 'public' })
  await http.add({ name: 'salary.md', text: 'The telescope costs forty thousand crowns.', audience: 'colleague' })
  await http.add({ name: 'code.md', text: 'The vault of the observatory is called Candlewick.' })
  const look = (audience: string, token?: string) =>
    http.get<{ sources: SourceSummary[]; hidden: number } & ErrorBody>(
      `/api/v1/twin/preview?audience=${audience}`,
      token,
    )
  const ask = (audience: string, question: string, token?: string, context?: string) =>
    http.send<Answer & ErrorBody>('POST', '/api/v1/twin/preview/answers', {
      token,
      body: { audience, question, ...(context !== undefined && { context }) },
    })
  const { token } = server

  for (const [audience, seen] of Object.entries({ public: 1, recruiter: 1, colleague: 2, owner: 3 })) {
    const { sources, hidden } = (await look(audience, token)).body
    assert.deepEqual([sources.length, hidden], [seen, 3 - seen], audience)
    assert.ok(audience === 'owner' || sources.every(({ origin }) => origin === ''))
  }
  const question = 'What does the telescope cost?'
  assert.equal((await ask('recruiter', question, token)).body.refused, true)
  assert.equal((await ask('colleague', question, token)).body.refused, false)
  const traces = await http.get<{ questions: unknown[] }>('/api/v1/twin/inbox', token)
  assert.deepEqual(traces.body.questions, [])

  const key = await http.send<{ secret: string }>('POST', '/api/v1/keys', {
    token,
    body: { name: 'a colleague', audience: 'colleague', scopes: ['ask', 'knowledge:read', 'knowledge:write'] },
  })
  assert.equal(key.status, 201)
  for (const audience of ['public', 'colleague', 'owner']) {
    assert.equal((await look(audience, key.body.secret)).status, 403)
    assert.equal((await ask(audience, question, key.body.secret)).status, 403)
    assert.equal((await look(audience)).status, 401)
    assert.equal((await ask(audience, question)).status, 401)
  }
  assert.equal((await look('friends', token)).status, 400)
})

test('contradictions are found across sources, and gone when they agree; for who could mend them', async () => {
  const http = client(server)
  const { token } = server
  interface Found extends ErrorBody {
    contradictions: { about: string; statements: { sourceId: string; value: string; quote: string }[] }[]
  }
  const find = (as?: string) => http.get<Found>('/api/v1/twin/contradictions', as)
  assert.deepEqual((await find(token)).body.contradictions, [])
  await http.add({ name: 'shift-1.md', text: 'The night shift has 12 people.', audience: 'public' })
  await http.add({ name: 'shift-2.md', text: 'We rotate. The night shift has 9 people.' })
  const [found] = (await find(token)).body.contradictions
  assert.equal(found?.about, 'the night shift has # people')
  assert.deepEqual(found.statements.map(({ value, quote }) => `${value}: ${quote}`).toSorted(), [
    '12: The night shift has 12 people.',
    '9: The night shift has 9 people.',
  ])
  assert.equal((await find()).status, 401)
  await http.add({ name: 'shift-2.md', text: 'We rotate. The night shift has 12 people.' })
  assert.deepEqual((await find(token)).body.contradictions, [])
})
