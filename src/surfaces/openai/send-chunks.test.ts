import assert from 'node:assert/strict'
import { test } from 'node:test'
import fastify from 'fastify'
import OpenAI from 'openai'
import { AppError } from '#errors'
import { replyWithOpenAiError } from './openai-error.ts'
import { sendChunks } from './send-chunks.ts'

/** What a caller of the official client gets of these chunks. */
async function streamed(chunks: () => AsyncGenerator<object, void>): Promise<unknown[]> {
  await using server = fastify()
  server.setErrorHandler(replyWithOpenAiError)
  server.post('/chat/completions', (request, reply) => sendChunks(request, reply, chunks()))
  const baseURL = await server.listen({ host: '127.0.0.1', port: 0 })
  const openai = new OpenAI({ baseURL, apiKey: 'none', maxRetries: 0 })
  const got: unknown[] = []
  try {
    for await (const chunk of await openai.chat.completions.create({ model: 'm', messages: [], stream: true }))
      got.push(chunk)
  } catch (error) {
    assert.ok(error instanceof OpenAI.APIError, String(error))
    got.push([error.status, error.type, error.code, error.message])
  }
  return got
}

test('an error after the first chunk becomes an event, which the client throws', async () => {
  let ended = false
  const got = await streamed(async function* () {
    try {
      yield { id: 'a' }
      throw new AppError('storage_unavailable', 'The database is away.')
    } finally {
      ended = true
    }
  })
  assert.deepEqual(got, [{ id: 'a' }, [undefined, 'server_error', 'storage_unavailable', 'The database is away.']])
  assert.ok(ended)
})

test('an error that is a fault of ours says nothing of itself', async () => {
  const got = await streamed(async function* () {
    yield { id: 'a' }
    throw new Error('the password is hunter2')
  })
  assert.equal((got[1] as string[])[2], 'internal')
  assert.doesNotMatch(JSON.stringify(got), /hunter2/)
})

test('an error before the first chunk has its status', async () => {
  const got = await streamed(async function* () {
    yield* []
    throw new AppError('rate_limited', 'Too many questions.')
  })
  assert.deepEqual(got, [[429, 'requests', 'rate_limit_exceeded', '429 Too many questions.']])
})
