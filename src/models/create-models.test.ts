import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AppError } from '../errors.ts'
import type { ModelCall } from './chain.ts'
import type { BreakerState } from './circuit-breaker.ts'
import { createModels, type ModelsConfig } from './create-models.ts'
import type { ModelPrompt } from './language-model.ts'
import {
  cutsAfter,
  embeds,
  endsEarlyAfter,
  fails,
  hangs,
  hangsAfter,
  malformed,
  openaiServer,
  streams,
} from './testing/openai-server.ts'

const prompt: ModelPrompt = {
  system: 'Answer from the sources.',
  history: [
    { role: 'user', text: 'Who are you?' },
    { role: 'assistant', text: 'I am Ines.' },
  ],
  user: 'Source 1: I lead six engineers.\nQuestion: How many engineers?',
  sources: [{ number: 1, title: 'Profile', text: 'I lead six engineers.' }],
  question: 'How many engineers?',
}
const apiKey = 'sk-test-0123456789abcdef'
const never = new AbortController().signal

function models(servers: { baseUrl: string }[], options: Partial<ModelsConfig> = {}, now?: () => number) {
  const calls: ModelCall[] = []
  const breakers: BreakerState[] = []
  const chat = servers.map(({ baseUrl }, index) => ({ provider: `p${index + 1}`, baseUrl, apiKey, model: 'm' }))
  const built = createModels(
    { chat, ...options },
    { called: (call) => calls.push(call), breakerChanged: (_, state) => breakers.push(state) },
    now,
  )
  return {
    ...built,
    language: built.language!,
    calls,
    breakers,
    outcomes: () => calls.map(({ provider, outcome }) => `${provider} ${outcome}`),
  }
}

async function collect(pieces: AsyncIterable<string>): Promise<string> {
  let text = ''
  for await (const piece of pieces) text += piece
  return text
}

test('no configured model is no model', () => {
  const { language, embedding, states } = createModels({ chat: [] })
  assert.deepEqual([language, embedding, states()], [undefined, undefined, {}])
})

test('streams an answer, sends the key and keeps the roles apart', async () => {
  await using server = await openaiServer(streams('I lead ', 'six engineers. [1]'))
  const { language, outcomes } = models([server])
  assert.equal(await collect(language.stream(prompt, never)), 'I lead six engineers. [1]')
  const [request] = server.requests
  assert.equal(request!.path, '/v1/chat/completions')
  assert.equal(request!.authorization, `Bearer ${apiKey}`)
  assert.deepEqual(
    request!.body.messages!.map(({ role }) => role),
    ['system', 'user', 'assistant', 'user'],
  )
  assert.equal(request!.body.messages![0]!.content, prompt.system)
  assert.deepEqual(outcomes(), ['p1 ok'])
})

test('leaves out the reasoning some models write into the answer', async () => {
  await using server = await openaiServer(
    streams('<th', 'ink>Let me see.', ' <b></thi', 'nk>I lead six', ' engineers <3.'),
  )
  assert.equal(await collect(models([server]).language.stream(prompt, never)), 'I lead six engineers <3.')
})

const failures = [
  { name: 'HTTP 500', behaviour: fails(500, 'boom'), outcome: 'unreachable' },
  { name: 'HTTP 401', behaviour: fails(401, 'bad key'), outcome: 'rejected' },
  { name: 'HTTP 429', behaviour: fails(429, 'slow down'), outcome: 'rate_limited' },
  { name: 'a malformed first chunk', behaviour: malformed, outcome: 'malformed' },
  { name: 'a connection cut before the first word', behaviour: cutsAfter(), outcome: 'unreachable' },
  { name: 'a stream without words', behaviour: streams(), outcome: 'empty' },
  { name: 'a stream that ends at once', behaviour: endsEarlyAfter(), outcome: 'malformed' },
  { name: 'a server that never answers', behaviour: hangs, outcome: 'timeout' },
]
for (const { name, behaviour, outcome } of failures) {
  test(`the next model is asked after ${name}`, async () => {
    await using first = await openaiServer(behaviour)
    await using second = await openaiServer(streams('From the second.'))
    const { language, outcomes } = models([first, second], { limits: { firstTextMs: 2_000 } })
    assert.equal(await collect(language.stream(prompt, never)), 'From the second.')
    assert.deepEqual(outcomes(), [`p1 ${outcome}`, 'p2 ok'])
  })
}

test('a server that is not there is passed over', async () => {
  const gone = await openaiServer(streams())
  await gone[Symbol.asyncDispose]()
  await using second = await openaiServer(streams('From the second.'))
  const { language, outcomes } = models([gone, second])
  assert.equal(await collect(language.stream(prompt, never)), 'From the second.')
  assert.deepEqual(outcomes(), ['p1 unreachable', 'p2 ok'])
})

for (const [name, behaviour, outcome] of [
  ['is cut', cutsAfter('I lead '), 'interrupted'],
  ['ends without saying why', endsEarlyAfter('I lead '), 'interrupted'],
  ['pauses for too long', hangsAfter('I lead '), 'timeout'],
] as const) {
  test(`no second model continues an answer that ${name}`, async () => {
    await using first = await openaiServer(behaviour)
    await using second = await openaiServer(streams('From the second.'))
    const { language, outcomes } = models([first, second], { limits: { pauseMs: 300 } })
    let text = ''
    await assert.rejects(
      async () => {
        for await (const piece of language.stream(prompt, never)) text += piece
      },
      (error: AppError) => error.code === 'model_unavailable' && /middle/.test(error.message),
    )
    assert.equal(text, 'I lead ')
    assert.deepEqual(outcomes(), [`p1 ${outcome}`])
    assert.equal(second.requests.length, 0)
  })
}

test('when every model fails the domain is told so', async () => {
  await using first = await openaiServer(fails(500, 'boom'))
  await using second = await openaiServer(fails(503, 'boom'))
  const { language } = models([first, second])
  await assert.rejects(
    collect(language.stream(prompt, never)),
    (error: AppError) => error instanceof AppError && error.code === 'model_unavailable',
  )
})

test('the breaker opens, lets one trial through when half open, and closes on its success', async () => {
  await using first = await openaiServer(fails(500, 'a'), fails(500, 'b'), fails(500, 'c'), streams('Back.'))
  await using second = await openaiServer(streams('Second.'))
  let clock = 0
  const { language, outcomes, breakers, states } = models(
    [first, second],
    { breaker: { failures: 2, openMs: 1_000 } },
    () => clock,
  )
  const ask = () => collect(language.stream(prompt, never))

  await ask()
  await ask()
  assert.equal(first.requests.length, 2)
  assert.equal(states()['p1/m'], 'open')
  await ask()
  assert.equal(first.requests.length, 2)

  clock = 1_000
  assert.equal(states()['p1/m'], 'half-open')
  assert.equal(await ask(), 'Second.')
  assert.equal(first.requests.length, 3)
  assert.equal(states()['p1/m'], 'open')

  clock = 2_000
  assert.equal(await ask(), 'Back.')
  assert.equal(states()['p1/m'], 'closed')
  assert.deepEqual(breakers, ['open', 'half-open', 'open', 'half-open', 'closed'])
  assert.deepEqual(
    outcomes().filter((outcome) => outcome.startsWith('p1')),
    ['p1 unreachable', 'p1 unreachable', 'p1 skipped', 'p1 unreachable', 'p1 ok'],
  )
})

test('a rate limit opens the breaker at once and for as long as the provider asks', async () => {
  await using first = await openaiServer(fails(429, 'slow down', { 'retry-after': '60' }), streams('Back.'))
  await using second = await openaiServer(streams('Second.'))
  let clock = 0
  const { language, states } = models([first, second], { breaker: { openMs: 1_000 } }, () => clock)
  await collect(language.stream(prompt, never))
  clock = 59_999
  assert.equal(states()['p1/m'], 'open')
  clock = 60_000
  assert.equal(await collect(language.stream(prompt, never)), 'Back.')
})

test('an asker who goes away is not a failure of the provider', async () => {
  await using server = await openaiServer(hangsAfter('I lead '))
  const { language, outcomes, states } = models([server], { breaker: { failures: 1 } })
  const controller = new AbortController()
  const gone = new Error('the asker left')
  await assert.rejects(async () => {
    for await (const _ of language.stream(prompt, controller.signal)) controller.abort(gone)
  }, gone)
  assert.deepEqual(outcomes(), ['p1 aborted'])
  assert.equal(states()['p1/m'], 'closed')
})

test('a reader who stops early leaves the breaker as it was', async () => {
  await using server = await openaiServer(streams('One. ', 'Two.'))
  const { language, states } = models([server])
  for await (const _ of language.stream(prompt, never)) break
  assert.equal(states()['p1/m'], 'closed')
  assert.equal(await collect(language.stream(prompt, never)), 'One. Two.')
})

test('keys never reach a log, also when the provider repeats them', async () => {
  const echo = `Incorrect API key provided: ${apiKey}. Also gsk_livekey12345678 and Authorization: Bearer abc.def?api_key=qwertz12`
  await using server = await openaiServer(fails(401, echo))
  const { language, calls } = models([server])
  await assert.rejects(
    collect(language.stream(prompt, never)),
    (error: Error) => !/sk-test|gsk_|abc\.def|qwertz/.test(`${error.stack} ${JSON.stringify(error)} ${error.cause}`),
  )
  assert.match(calls[0]!.message!, /^HTTP 401: Incorrect API key provided: \[secret\]/)
  assert.doesNotMatch(JSON.stringify(calls), /sk-test|gsk_live|abc\.def|qwertz|I lead six/)
})

test('embeds in batches, in order, and learns the dimension', async () => {
  await using server = await openaiServer(embeds((text) => [Number(text), 1]))
  const { embedding } = createModels({ chat: [], embedding: { baseUrl: server.baseUrl, apiKey, model: 'e' } })
  assert.equal(embedding!.dimension, undefined)
  const texts = Array.from({ length: 130 }, (_, index) => String(index))
  const vectors = await embedding!.embed(texts, never)
  assert.deepEqual(
    vectors.map(([first]) => first),
    texts.map(Number),
  )
  assert.equal(embedding!.dimension, 2)
  assert.deepEqual(
    server.requests.map(({ body }) => body.input!.length),
    [64, 64, 2],
  )
})

test('an embedding of another length is refused', async () => {
  await using server = await openaiServer(embeds(() => [1, 2, 3]))
  const { embedding } = createModels({ chat: [], embedding: { baseUrl: server.baseUrl, model: 'e', dimension: 2 } })
  await assert.rejects(
    embedding!.embed(['a'], never),
    (error: AppError) => error.code === 'model_unavailable' && /expected 2/.test(error.message),
  )
})

test('an embedding server that fails says so without its key', async () => {
  await using server = await openaiServer(fails(401, `no access with ${apiKey}`))
  const { embedding } = createModels({ chat: [], embedding: { baseUrl: server.baseUrl, apiKey, model: 'e' } })
  await assert.rejects(
    embedding!.embed(['a'], never),
    (error: AppError) => error.code === 'model_unavailable' && !error.message.includes(apiKey),
  )
})
