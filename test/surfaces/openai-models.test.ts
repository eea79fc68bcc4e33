import assert from 'node:assert/strict'
import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { after, before, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import OpenAI from 'openai'
import { client } from '#test/client.ts'
import { openAi, type Completion, type PolluxMessage } from '#test/openai.ts'
import { startServer, type RunningServer } from '#test/start-server.ts'
import { embeds, hangsAfter, openaiServer, streams, type Behaviour } from '../../src/models/testing/openai-server.ts'

const sentence = 'I keep six hives behind the house.'
const messages = [{ role: 'user' as const, content: 'Where do you keep your six hives?' }]

let behaviour: Behaviour = streams(`${sentence} [1]\n`)
let provider: Awaited<ReturnType<typeof openaiServer>>
let server: RunningServer
const asked: ServerResponse[] = []

before(async () => {
  provider = await openaiServer((response, request) => {
    if (request.path.endsWith('/embeddings')) return embeds((text) => [text.length, 0.1])(response, request)
    asked.push(response)
    return behaviour(response, request)
  })
  server = await startServer({
    env: {
      POLLUX_SAMPLE: 'never',
      CACHE_TTL_SECONDS: '0',
      PUBLIC_URL: 'https://twin.example/',
      OPENAI_BASE_URL: provider.baseUrl,
      EMBEDDING_BASE_URL: provider.baseUrl,
      EMBEDDING_MODEL: 'bees',
    },
  })
  await client(server).add({
    name: 'apiary.md',
    text: `${sentence} The honey is sold at the market.`,
    audience: 'public',
  })
})
after(async () => {
  await server[Symbol.asyncDispose]()
  await provider[Symbol.asyncDispose]()
})

test('a sentence of a language model comes with what it rests on', async () => {
  const completion = await openAi(server).chat.completions.create({ model: 'pollux', messages })
  const { content, annotations, pollux } = (completion as unknown as Completion).choices[0]!.message
  assert.equal(content, sentence)
  assert.equal((pollux as { mode?: string }).mode, 'generated')
  const { pollux: citation, url_citation: cited } = annotations[0]!
  assert.match(citation.quote, /six hives/)
  const path = `/api/v1/twin/sources/${citation.sourceId}?version=${citation.version}`
  assert.equal(cited.url, `https://twin.example${path}`)
})

for (const [name, said] of [
  ['before the first sentence', ''],
  ['after it', `${sentence} [1]\nThe honey`],
] as const) {
  test(`work stops when the caller of a stream goes away ${name}`, async () => {
    behaviour = hangsAfter(said)
    const calls = asked.length
    const gone = new AbortController()
    const call = openAi(server).chat.completions.create(
      { model: 'pollux', messages, stream: true },
      { signal: gone.signal },
    )
    if (said === '') {
      void call.catch(() => undefined)
      while (asked.length === calls) await delay(10)
      gone.abort()
      await assert.rejects(call, OpenAI.APIUserAbortError)
    } else {
      for await (const { choices } of await call) {
        if (!choices[0]!.delta.content) continue
        assert.equal(choices[0]!.delta.content, sentence)
        break
      }
    }
    const response = asked.at(-1)!
    if (!response.destroyed) await once(response, 'close', { signal: AbortSignal.timeout(5_000) })
    await delay(100)
    assert.doesNotMatch(server.logs(), /request failed|stream of a completion failed/)
    assert.equal((await fetch(`${server.url}/ready`)).status, 200)
  })
}

test('work stops when the caller of a whole answer goes away', async () => {
  behaviour = hangsAfter('')
  const calls = asked.length
  const gone = new AbortController()
  const call = openAi(server).chat.completions.create({ model: 'pollux', messages }, { signal: gone.signal })
  void call.catch(() => undefined)
  while (asked.length === calls) await delay(10)
  gone.abort()
  await assert.rejects(call, OpenAI.APIUserAbortError)
  const response = asked.at(-1)!
  if (!response.destroyed) await once(response, 'close', { signal: AbortSignal.timeout(5_000) })
  await delay(100)
  assert.doesNotMatch(server.logs(), /request failed/)
})

test('the embedding model is listed and used for who has a token', async () => {
  const owner = openAi(server, server.token)
  const ids = async (from: OpenAI) => (await from.models.list()).data.map(({ id }) => id)
  assert.deepEqual(await ids(owner), ['pollux', 'bees'])
  assert.deepEqual(await ids(openAi(server)), ['pollux'])
  assert.equal((await owner.models.retrieve('bees')).id, 'bees')

  const input = ['bee', 'honeycomb']
  const expected = [
    [3, 0.1],
    [9, 0.1],
  ].map((vector) => [...Float32Array.from(vector)])
  // The client asks for base64 unless told otherwise, and decodes it.
  for (const format of [{}, { encoding_format: 'float' as const }]) {
    const { data, model, usage } = await owner.embeddings.create({ model: 'bees', input, ...format })
    assert.deepEqual(
      data.map(({ embedding }) => [...embedding]),
      expected,
    )
    assert.deepEqual(
      data.map(({ index }) => index),
      [0, 1],
    )
    assert.equal(model, 'bees')
    assert.deepEqual(usage, { prompt_tokens: 3, total_tokens: 3 })
  }
  const sdk = createOpenAICompatible({ name: 'pollux', baseURL: `${server.url}/v1`, apiKey: server.token })
  const { embeddings } = await sdk.embeddingModel('bees').doEmbed({ values: input })
  assert.deepEqual(embeddings, expected)
})

test('strangers have nothing embedded, and what cannot be honoured is named', async () => {
  const calls = provider.requests.length
  await assert.rejects(openAi(server).embeddings.create({ model: 'bees', input: 'a' }), OpenAI.AuthenticationError)
  const owner = openAi(server, server.token)
  const refused = async (body: object, param: string, code: string) =>
    assert.rejects(
      owner.embeddings.create({ model: 'bees', input: 'a', ...body } as OpenAI.EmbeddingCreateParams),
      (error: unknown) => {
        assert.ok(error instanceof OpenAI.APIError)
        assert.deepEqual([error.param, error.code], [param, code])
        return true
      },
    )
  await refused({ model: 'pollux' }, 'model', 'model_not_found')
  await refused({ dimensions: 1 }, 'dimensions', 'unsupported_parameter')
  await refused({ input: ['a', ''] }, 'input[1]', 'invalid_input')
  for (const input of ['', [], [1, 2], [[1]], [...Array(2_049)].map(() => 'a'), null])
    await refused({ input }, 'input', 'invalid_input')
  await refused({ encoding_format: 'hex' }, 'encoding_format', 'invalid_input')
  assert.equal(provider.requests.length, calls)
})

test('what a stream says of a generated answer at its end', async () => {
  behaviour = streams(`${sentence} [1]\n`)
  const final = await openAi(server).chat.completions.stream({ model: 'pollux', messages }).finalChatCompletion()
  const { content, pollux } = final.choices[0]!.message as unknown as PolluxMessage
  assert.equal(content, sentence)
  assert.equal(pollux.sentences.length, 1)
})
