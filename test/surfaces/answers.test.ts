import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Answer, SourceText } from '#twin'
import { client, serverEvents, type ErrorBody } from '#test/client.ts'
import { startServer, type RunningServer } from '#test/start-server.ts'

let server: RunningServer
let http: ReturnType<typeof client>

before(async () => {
  server = await startServer()
  http = client(server)
})
after(() => server[Symbol.asyncDispose]())

/** Every citation must be the source's own text at its offsets, in that version. */
async function assertProven(answer: Answer, token?: string): Promise<void> {
  assert.equal(answer.refused, false)
  assert.ok(answer.sentences.length > 0)
  for (const { text, citations } of answer.sentences) {
    assert.ok(text.length > 0 && citations.length > 0)
    for (const { sourceId, version, start, end, quote, title } of citations) {
      const { status, body } = await http.get<SourceText>(`/api/v1/twin/sources/${sourceId}?version=${version}`, token)
      assert.equal(status, 200)
      assert.equal(body.text.slice(start, end), quote)
      assert.equal(body.title, title)
    }
  }
}

test('an answer carries its sources: each quote is the exact span of the source', async () => {
  const { status, body } = await http.ask('What does Liva do at Tessarune Health Data today?')
  assert.equal(status, 200)
  await assertProven(body)
  assert.match(body.sentences.map((sentence) => sentence.text).join(' '), /Lead IT Operations Engineer/)
  assert.equal(body.mode, 'extractive')
  assert.match(body.id, /^ans_/)
})

test('a question nothing supports is refused kindly, with questions that can be answered, and lands in the inbox', async () => {
  const question = 'Which submarine did you command in the Baltic Sea?'
  const { body } = await http.ask(question)
  assert.equal(body.refused, true)
  assert.equal(body.reason, 'no_support')
  assert.deepEqual(body.sentences, [])
  assert.ok(body.suggestions.length > 0)
  for (const suggestion of body.suggestions.slice(0, 2))
    assert.equal((await http.ask(suggestion)).body.refused, false, suggestion)
  const inbox = await http.get<{ questions: { question: string; times: number }[] }>('/api/v1/twin/inbox', server.token)
  assert.ok(inbox.body.questions.some((gap) => gap.question === question))
})

test('sentences are streamed as events and the last event is the whole answer', async () => {
  const reply = await fetch(`${server.url}/api/v1/twin/answers`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ question: 'Where did you work before Tessarune?' }),
  })
  assert.match(reply.headers.get('content-type') ?? '', /^text\/event-stream/)
  const events = serverEvents(await reply.text())
  const answer = events.at(-1)!.data as Answer
  assert.equal(events.at(-1)!.event, 'done')
  assert.deepEqual(
    events.filter(({ event }) => event === 'sentence').map(({ data }) => (data as { text: string }).text),
    answer.sentences.map((sentence) => sentence.text),
  )
  await assertProven(answer)
})

test('a refusal is streamed as an event too', async () => {
  const reply = await fetch(`${server.url}/api/v1/twin/answers`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ question: 'What is the airspeed of your pet swallow?' }),
  })
  assert.deepEqual(
    serverEvents(await reply.text()).map(({ event }) => event),
    ['refusal', 'done'],
  )
})

test('a bad question over event-stream is an ordinary error answer', async () => {
  const reply = await fetch(`${server.url}/api/v1/twin/answers`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ question: 'And?', conversationId: 'con_missing' }),
  })
  assert.equal(reply.status, 404)
  assert.equal(((await reply.json()) as ErrorBody).error.code, 'not_found')
})

test('a follow-up is understood in its conversation', async () => {
  const first = await http.ask('Where do you work today?')
  const second = await http.ask('And before that?', { conversationId: first.body.conversationId })
  await assertProven(second.body)
  assert.match(
    second.body.sentences.map((sentence) => sentence.text).join(' '),
    /Brindlecope|Senior IT Operations Engineer/,
  )
})

test("nobody reads on in somebody else's conversation", async () => {
  const owners = await http.ask('What is my current salary?', {}, server.token)
  const stranger = await http.ask('And the bonus?', { conversationId: owners.body.conversationId })
  assert.equal(stranger.status, 404)
})

test('the wall: the public learns nothing from above, the owner does', async () => {
  const question = 'What is your current salary?'
  const stranger = await http.ask(question)
  assert.doesNotMatch(JSON.stringify(stranger.body), /68,000/)
  const owner = await http.ask(question, {}, server.token)
  await assertProven(owner.body, server.token)
  assert.match(JSON.stringify(owner.body), /68,000/)
  const hidden = owner.body.sentences[0]!.citations[0]!
  assert.equal((await http.get(`/api/v1/twin/sources/${hidden.sourceId}`)).status, 404)
})

test('a wrong token is refused, not treated as anyone', async () => {
  const { status, body, headers } = await http.send<ErrorBody>('GET', '/api/v1/twin', { token: 'wrong' })
  assert.equal(status, 401)
  assert.equal(body.error.code, 'unauthenticated')
  assert.match(headers.get('www-authenticate') ?? '', /^Bearer/)
})

for (const [name, body, code, status] of [
  ['an empty question', { question: '  ' }, 'invalid_input', 400],
  ['a question of 2,001 characters', { question: 'a'.repeat(2001) }, 'invalid_input', 400],
  ['a question that is no text', { question: 42 }, 'invalid_input', 400],
  ['no question', {}, 'invalid_input', 400],
  ['an unknown field', { question: 'Who are you?', temperature: 1 }, 'invalid_input', 400],
  ['an unknown strategy', { question: 'Who are you?', strategy: 'poem' }, 'invalid_input', 400],
  ['an unknown language', { question: 'Who are you?', language: 'tlh' }, 'invalid_input', 400],
] as const) {
  test(`${name} gets a clear error`, async () => {
    const reply = await http.send<ErrorBody>('POST', '/api/v1/twin/answers', { body })
    assert.equal(reply.status, status)
    assert.equal(reply.body.error.code, code)
    assert.ok(reply.body.error.message.length > 20)
    assert.ok(reply.body.error.requestId)
    if (name === 'an unknown field')
      assert.deepEqual(reply.body.error.details, [{ path: 'temperature', message: 'is not a known field' }])
  })
}

test('malformed JSON and a wrong content type get clear errors', async () => {
  const post = (body: string, type: string) =>
    fetch(`${server.url}/api/v1/twin/answers`, { method: 'POST', headers: { 'content-type': type }, body })
  assert.equal(
    ((await (await post('{"question": ', 'application/json')).json()) as ErrorBody).error.code,
    'invalid_json',
  )
  const text = await post('question=Who', 'application/x-www-form-urlencoded')
  assert.equal(text.status, 415)
  assert.equal(((await text.json()) as ErrorBody).error.code, 'unsupported_media_type')
})

test('a question of exactly 2,000 characters, with emoji and control characters, is answered or refused', async () => {
  const question = `Where do you work? 👩‍💻\u0000\u0007 ${'x'.repeat(2000)}`.slice(0, 2000)
  const { status, body } = await http.ask(question)
  assert.equal(status, 200)
  assert.equal(typeof body.refused, 'boolean')
})

test('POST /api/chat answers in the shape of the predecessor', async () => {
  const { status, body } = await http.send<{ response: string; interviewType: string; sourcesUsed: unknown[] }>(
    'POST',
    '/api/chat',
    {
      body: {
        message: 'Which certificates do you hold?',
        conversationHistory: [
          { role: 'user', content: 'Hello' },
          { role: 'assistant', content: 'Hello.' },
        ],
        interviewType: 'technical',
      },
      headers: { 'x-session-id': 'abc' },
    },
  )
  assert.equal(status, 200)
  assert.match(body.response, /Certified Kubernetes Administrator/)
  assert.equal(body.interviewType, 'technical')
  assert.ok(body.sourcesUsed.length > 0)
  assert.equal((await http.send<ErrorBody>('POST', '/api/chat', { body: { interviewType: 'hr' } })).status, 400)
})

test('who the twin is, and what it can be asked', async () => {
  const about = await http.get<{ name: string; sources: number; documents: { id: string }[] }>('/api/v1/twin')
  assert.equal(about.body.name, 'Liva Ostrenkamp')
  assert.equal(about.body.documents.length, about.body.sources)
  const owners = await http.get<{ sources: number }>('/api/v1/twin', server.token)
  assert.ok(owners.body.sources > about.body.sources)
  const { body } = await http.get<{ questions: string[] }>('/api/v1/twin/questions')
  assert.ok(body.questions.length >= 3)
})

test('many words that nobody knows are no answer', async () => {
  const words = Array.from({ length: 40 }, (_, index) => `xk${'bcdfghjklm'[index % 10]}q${'npqrstvwxz'[index >> 2]}t`)
  const { body } = await http.ask(words.join(' '), { language: 'en' })
  assert.equal(body.refused, true)
})

test('thanks are no question: refused, and not put to the owner', async () => {
  const { body } = await http.ask('Thank you!')
  assert.equal(body.refused, true)
  const inbox = await http.get<{ questions: { question: string }[] }>('/api/v1/twin/inbox', server.token)
  assert.ok(!inbox.body.questions.some(({ question }) => question === 'Thank you!'))
})

test('a path written in percent signs has the same guard', async () => {
  assert.equal((await http.get('/%61pi/v1/twin/questions')).status, 200)
  assert.equal((await http.get('/%61pi/v1/twin/questions', 'not-the-token')).status, 401)
})
