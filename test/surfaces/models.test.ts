import assert from 'node:assert/strict'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { client, type ErrorBody } from '#test/client.ts'
import { startServer, type RunningServer } from '#test/start-server.ts'

/** Models that are configured, tried against a provider on this computer. */
const key = 'sk-test-4f1bNeverShown9c'
interface Model {
  id: string
  use: string
  provider: string
  model: string
  host: string
  breaker: string | null
}
interface Trial {
  seconds: number
  answer?: string
  dimension?: number
  problem?: { kind: string; message: string }
}

let reply: (response: ServerResponse) => void
const seen: string[] = []
const provider = createServer((request, response) => {
  seen.push(request.headers.authorization ?? '')
  request.resume()
  request.on('end', () => {
    if (request.url?.endsWith('/embeddings'))
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(
          JSON.stringify({ data: [{ embedding: [0.1, 0.2, 0.3], index: 0 }], model: 'e', usage: { prompt_tokens: 4 } }),
        )
    else reply(response)
  })
})

const saying = (text: string) => (response: ServerResponse) => {
  const chunk = { id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm' }
  const delta = (more: object) => `data: ${JSON.stringify({ ...chunk, choices: [{ index: 0, ...more }] })}\n\n`
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  response.end(
    `${delta({ delta: { role: 'assistant', content: text } })}${delta({ delta: {}, finish_reason: 'stop' })}data: [DONE]\n\n`,
  )
}

let server: RunningServer
before(async () => {
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(provider.address() as AddressInfo).port}/v1`
  server = await startServer({
    env: {
      OPENAI_BASE_URL: url,
      OPENAI_API_KEY: key,
      OPENAI_MODEL: 'small-one',
      EMBEDDING_BASE_URL: url,
      EMBEDDING_MODEL: 'vectors',
      POLLUX_SAMPLE: 'never',
    },
  })
})
after(async () => {
  await server?.[Symbol.asyncDispose]()
  provider.close()
})

const attempt = (id: string) =>
  client(server).send<Trial & ErrorBody>('POST', `/api/v1/models/${id}/try`, { token: server.token })

test('the models are listed in their order, with no key', async () => {
  const { body } = await client(server).get<{ models: Model[] }>('/api/v1/models', server.token)
  assert.deepEqual(
    body.models.map(({ id, use, provider: name, model, breaker }) => [id, use, name, model, breaker]),
    [
      ['chat-1', 'answers', 'openai', 'small-one', 'closed'],
      ['embedding', 'search', 'openai-compatible', 'vectors', null],
    ],
  )
  assert.match(body.models[0]!.host, /^127\.0\.0\.1:\d+$/)
  assert.doesNotMatch(JSON.stringify(body), /NeverShown/)
})

test('a call that works brings the answer and how long it took; one of an embedding model its size', async () => {
  reply = saying('Hello, I am small-one.')
  const { status, body } = await attempt('chat-1')
  assert.deepEqual([status, body.answer, body.problem], [200, 'Hello, I am small-one.', undefined])
  assert.ok(body.seconds > 0 && body.seconds < 30)
  assert.equal(seen.at(-1), `Bearer ${key}`, 'a real call, with the key')
  assert.equal((await attempt('embedding')).body.dimension, 3)
  reply = saying('long '.repeat(400))
  assert.equal((await attempt('chat-1')).body.answer!.length, 401)
})

test('a call that does not work says why, without the key', async () => {
  reply = (response) =>
    response
      .writeHead(401, { 'content-type': 'application/json' })
      .end(JSON.stringify({ error: { message: `Incorrect API key provided: ${key}` } }))
  const { status, body } = await attempt('chat-1')
  assert.deepEqual([status, body.problem?.kind], [200, 'rejected'])
  assert.match(body.problem!.message, /Incorrect API key/)
  assert.doesNotMatch(JSON.stringify(body) + server.logs(), /NeverShown/)
  reply = saying('')
  assert.equal((await attempt('chat-1')).body.problem?.kind, 'empty')
})

test('a model that is not there is not found', async () => {
  for (const id of ['chat-2', 'chat-0', 'chat--1', 'x']) {
    const { status, body } = await attempt(id)
    assert.deepEqual([status, body.error.code], [404, 'not_found'], id)
  }
})
