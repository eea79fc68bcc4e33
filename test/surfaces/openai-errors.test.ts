import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import OpenAI from 'openai'
import { client } from '#test/client.ts'
import { freePort } from '#test/free-port.ts'
import { openAi } from '#test/openai.ts'
import { startServer, type RunningServer } from '#test/start-server.ts'

let server: RunningServer

before(async () => {
  server = await startServer()
})
after(() => server[Symbol.asyncDispose]())

interface ErrorBody {
  error: { message: string; type: string; param: string | null; code: string }
}

const question = { role: 'user', content: 'Where do you work today?' }
const asked = { model: 'pollux', messages: [question] }

async function send(path: string, init: RequestInit): Promise<{ reply: Response; body: ErrorBody }> {
  const reply = await fetch(`${server.url}${path}`, init)
  return { reply, body: (await reply.json()) as ErrorBody }
}

function post(text: string, headers: Record<string, string> = {}, path = '/v1/chat/completions') {
  return send(path, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: text })
}

/** Exactly the fields that OpenAI has, and words for a person. */
function assertError({ error }: ErrorBody, expected: { type?: string; param: string | null; code: string }): void {
  assert.deepEqual(Object.keys(error).sort(), ['code', 'message', 'param', 'type'])
  assert.ok(error.message.length > 20, error.message)
  assert.doesNotMatch(error.message, /\/src\/|node_modules|at .*:\d+:\d+/)
  assert.deepEqual(
    { type: error.type, param: error.param, code: error.code },
    { type: 'invalid_request_error', ...expected },
  )
}

for (const [name, change, param, code = 'unsupported_parameter'] of [
  ['more than one choice', { n: 2 }, 'n'],
  ['tools', { tools: [{ type: 'function', function: { name: 'f' } }] }, 'tools'],
  ['a choice of tools', { tool_choice: 'auto' }, 'tool_choice'],
  ['functions', { functions: [{ name: 'f' }] }, 'functions'],
  ['a call of a function', { function_call: 'auto' }, 'function_call'],
  ['JSON', { response_format: { type: 'json_object' } }, 'response_format'],
  ['a format that is none', { response_format: 'text' }, 'response_format'],
  ['log probabilities', { logprobs: true }, 'logprobs'],
  ['top log probabilities', { top_logprobs: 3 }, 'top_logprobs'],
  ['speech', { modalities: ['text', 'audio'] }, 'modalities'],
  ['a voice', { audio: { voice: 'alloy', format: 'mp3' } }, 'audio'],
  ['a search of the web', { web_search_options: {} }, 'web_search_options'],
  ['no messages', { messages: undefined }, 'messages', 'invalid_input'],
  ['an empty list of messages', { messages: [] }, 'messages', 'invalid_input'],
  ['only a system message', { messages: [{ role: 'system', content: 'x' }] }, 'messages', 'invalid_input'],
  ['an empty question', { messages: [{ ...question, content: ' \n' }] }, 'messages[0].content', 'invalid_input'],
  [
    'a question of null',
    { messages: [question, { role: 'user', content: null }] },
    'messages[1].content',
    'invalid_input',
  ],
  [
    'a question of 2,001 characters',
    { messages: [question, { role: 'user', content: 'a'.repeat(2001) }] },
    'messages[1].content',
    'invalid_input',
  ],
  [
    'an image',
    { messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url: 'data:,' } }] }] },
    'messages[0].content',
    'invalid_input',
  ],
  ['content that is a number', { messages: [{ role: 'user', content: 7 }] }, 'messages[0].content', 'invalid_input'],
  [
    'the answer of a tool',
    { messages: [question, { role: 'tool', content: '4', tool_call_id: 'c' }] },
    'messages[1].role',
    'invalid_input',
  ],
  ['a message that is none', { messages: ['Where?'] }, 'messages[0]', 'invalid_input'],
  ['no model', { model: undefined }, 'model', 'invalid_input'],
  ['a stream that is text', { stream: 'yes' }, 'stream', 'invalid_input'],
] as const) {
  test(`${name}: 400, naming ${param}`, async () => {
    for (const stream of [false, true]) {
      const { reply, body } = await post(JSON.stringify({ ...asked, stream, ...change }))
      assert.equal(reply.status, 400)
      assertError(body, { param, code })
    }
  })
}

test('the official client tells each refusal by its class', async () => {
  const anyone = openAi(server)
  const messages = [{ role: 'user' as const, content: 'Where do you work today?' }]
  await assert.rejects(
    anyone.chat.completions.create({ model: 'pollux', messages, n: 2 }),
    (error: unknown) => error instanceof OpenAI.BadRequestError && error.code === 'unsupported_parameter',
  )
  await assert.rejects(
    anyone.chat.completions.create({ model: 'gpt-4.1', messages, stream: true }),
    (error: unknown) =>
      error instanceof OpenAI.NotFoundError && error.code === 'model_not_found' && error.param === 'model',
  )
  await assert.rejects(
    openAi(server, 'sk-wrong').chat.completions.create({ model: 'pollux', messages }),
    (error: unknown) => error instanceof OpenAI.AuthenticationError && error.code === 'invalid_api_key',
  )
})

test('a wrong token is refused on every route, and no token asks as the public', async () => {
  const headers = { authorization: 'Bearer sk-wrong' }
  for (const path of ['/v1/models', '/v1/models/pollux']) {
    const { reply, body } = await send(path, { headers })
    assert.equal(reply.status, 401)
    assert.match(reply.headers.get('www-authenticate') ?? '', /^Bearer/)
    assertError(body, { param: null, code: 'invalid_api_key' })
  }
  for (const path of ['/v1/chat/completions', '/v1/embeddings'])
    assert.equal((await post('{}', headers, path)).reply.status, 401)
  assert.equal((await post(JSON.stringify(asked))).reply.status, 200)
})

test('a token that may not ask is forbidden to', async () => {
  await using other = await startServer({
    env: { POLLUX_INTAKE_TOKEN: 'intake-'.padEnd(40, 'x'), POLLUX_SAMPLE: 'never' },
  })
  const { status, body } = await client(other).send<ErrorBody>('POST', '/v1/chat/completions', {
    body: asked,
    token: 'intake-'.padEnd(40, 'x'),
  })
  assert.equal(status, 403)
  assertError(body, { param: null, code: 'forbidden' })
})

test('what is not there is told in the same shape', async () => {
  for (const [method, path] of [
    ['POST', '/v1/responses'],
    ['POST', '/v1/completions'],
    ['GET', '/v1/chat/completions'],
    ['GET', '/v1'],
    ['DELETE', '/v1/models/pollux'],
  ] as const) {
    const { reply, body } = await send(path, { method })
    assert.equal(reply.status, 404, path)
    assertError(body, { param: null, code: 'not_found' })
    assert.match(body.error.message, /POST \/v1\/chat\/completions/)
  }
  const { reply, body } = await send('/v1/models/gpt-4', {})
  assert.equal(reply.status, 404)
  assertError(body, { param: 'model', code: 'model_not_found' })
})

test('without an embedding model, /v1/embeddings says what to set', async () => {
  const { reply, body } = await post(JSON.stringify({ model: 'm', input: 'a' }), {}, '/v1/embeddings')
  assert.equal(reply.status, 404)
  assertError(body, { param: null, code: 'not_found' })
  assert.match(body.error.message, /EMBEDDING_BASE_URL and EMBEDDING_MODEL/)
})

test('bodies that are too large, no JSON or of another type', async () => {
  const large = await post(JSON.stringify({ ...asked, metadata: 'x'.repeat(1_100_000) }))
  assert.equal(large.reply.status, 413)
  assertError(large.body, { param: null, code: 'payload_too_large' })
  for (const text of ['{"model": ', '', '\u0000']) {
    const { reply, body } = await post(text)
    assert.equal(reply.status, 400)
    assertError(body, { param: null, code: 'invalid_json' })
  }
  const form = await post('model=pollux', { 'content-type': 'application/x-www-form-urlencoded' })
  assert.equal(form.reply.status, 415)
  assertError(form.body, { param: null, code: 'unsupported_media_type' })
})

const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`

test('hostile bodies are refused or answered, and never break anything', async () => {
  const turn = (content: unknown, role: unknown = 'user') =>
    JSON.stringify({ model: 'pollux', messages: [{ role, content }] })
  const before = (text: string) =>
    JSON.stringify({
      model: 'pollux',
      messages: [
        { role: 'user', content: text },
        { role: 'assistant', content: text },
        { role: 'user', content: 'And which submarine was it before that?' },
      ],
    })
  const bodies: [text: string, status: number][] = [
    ['null', 400],
    ['[]', 400],
    ['"pollux"', 400],
    ['7', 400],
    ['{}', 400],
    [nested(50_000), 400],
    [`{"model":"pollux","messages":${nested(50_000)}}`, 400],
    [`{"model":"pollux","messages":[${'{},'.repeat(20_000)}{}]}`, 400],
    ['{"__proto__":{"model":"pollux"},"messages":[]}', 400],
    ['{"model":"pollux","messages":[{"role":"user","content":"Hi","__proto__":{"x":1}}]}', 400],
    ['{"model":"pollux","messages":[{"role":"user","content":"Hi","constructor":{"prototype":{"x":1}}}]}', 400],
    ['{"model":"pollux\\u0000","messages":[{"role":"user","content":"Hi"}]}', 404],
    [JSON.stringify({ ...asked, model: 'x'.repeat(100_000) }), 404],
    [turn([]), 400],
    [turn([[{ type: 'text', text: 'Hi' }]]), 400],
    [turn({ type: 'text', text: 'Hi' }), 400],
    [turn([{ type: 'text' }]), 400],
    [turn('Hi', ['user']), 400],
    [turn('Hi', 'USER'), 400],
    [turn('\u0000\u0007\u001b'), 400],
    [turn('Which submarine\u0000 did you command?\ud800'), 200],
    [turn(`Which submarine? ${'\ud83d\ude00'.repeat(990)}`), 200],
    [turn([...Array(1_000)].map(() => ({ type: 'text', text: 'a' }))), 200],
    [before('Which submarine\u0000 did you command?\udfff'), 200],
    [before('Did you? '.repeat(50_000)), 200],
    [JSON.stringify({ ...asked, tools: null, n: null, stream: null, stream_options: null, audio: null }), 200],
    [JSON.stringify({ ...asked, stream_options: 'usage' }), 400],
  ]
  for (const [text, status] of bodies) {
    const { reply, body } = await post(text)
    assert.equal(reply.status, status, `${text.slice(0, 120)}: ${JSON.stringify(body).slice(0, 400)}`)
    if (status !== 200) assert.equal(body.error.type, 'invalid_request_error')
  }
  assert.equal((await fetch(`${server.url}/ready`)).status, 200)
  assert.doesNotMatch(server.logs(), /"level":"?(?:error|50)|unhandled/i)
})

test('while the database is away: 503, worth trying again', async () => {
  const url = `postgresql://pollux@127.0.0.1:${await freePort()}/pollux`
  await using waiting = await startServer({ env: { DATABASE_URL: url }, waitUntilReady: false })
  await waiting.printed(/does not answer yet/)
  for (const stream of [false, true]) {
    const { status, headers, body } = await client(waiting).send<ErrorBody>('POST', '/v1/chat/completions', {
      body: { ...asked, stream },
    })
    assert.equal(status, 503)
    assert.equal(headers.get('retry-after'), '5')
    assertError(body, { type: 'server_error', param: null, code: 'storage_unavailable' })
  }
})
