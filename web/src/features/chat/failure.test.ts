import assert from 'node:assert/strict'
import { test } from 'node:test'
import { RequestError } from '../../api/request-error.ts'
import { messages } from '../../messages/twin/en.ts'
import { describeFailure, failureOf } from './failure.ts'

const describe = (error: unknown, online = true) => describeFailure(failureOf(error), online, messages.failure)

test('Retry-After becomes the time at which asking again makes sense', () => {
  const error = new RequestError('rate_limited', 'Slow down', { status: 429, retryAfterSeconds: 12, requestId: 'r1' })
  assert.deepEqual(failureOf(error, 1000), {
    code: 'rate_limited',
    status: 429,
    message: 'Slow down',
    requestId: 'r1',
    retryAt: 13_000,
  })
  assert.equal(describe(error).title, 'Too many questions at once')
})

test('no connection is told apart from no server', () => {
  const error = new RequestError('unreachable', 'x')
  assert.equal(describe(error, false).title, 'You are offline')
  assert.equal(describe(error, true).title, 'The server cannot be reached')
})

test('what the server says is shown, as a sentence', () => {
  const starting = describe(new RequestError('storage_unavailable', 'The database is starting', { status: 503 }))
  assert.deepEqual(starting, {
    title: 'The twin is not ready',
    advice: 'The database is starting. Try again in a moment.',
  })
  const invalid = describe(new RequestError('invalid_input', 'The question is too long.', { status: 400 }))
  assert.deepEqual(invalid, { title: 'This question cannot be asked', advice: 'The question is too long.' })
  assert.match(describe(new TypeError('boom')).advice, /boom/)
})
