import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AppError, errorCodes } from '#errors'
import { errorStatus } from '../http/error-status.ts'
import { openAiErrorBody } from './openai-error.ts'

test('every code of ours has a type that OpenAI’s clients know', () => {
  const types = errorCodes.map((code) => {
    const { error } = openAiErrorBody(new AppError(code, 'Something is wrong here.'), errorStatus[code])
    assert.equal(error.param, null)
    assert.equal(error.message, 'Something is wrong here.')
    return [code, error.type, error.code]
  })
  assert.deepEqual(
    types.filter(([, type]) => type === 'server_error').map(([code]) => code),
    ['storage_unavailable', 'storage_full', 'model_unavailable', 'timeout', 'internal'],
  )
  assert.deepEqual(
    types.filter(([code, type, told]) => code !== told || type === 'requests'),
    [
      ['unauthenticated', 'invalid_request_error', 'invalid_api_key'],
      ['rate_limited', 'requests', 'rate_limit_exceeded'],
    ],
  )
})

test('a part of the request is named as OpenAI names it', () => {
  const paramOf = (path: string) =>
    openAiErrorBody(new AppError('invalid_input', 'Wrong.', { details: [{ path, message: 'Wrong.' }] }), 400).error
      .param
  assert.equal(paramOf('messages.0.content.12.text'), 'messages[0].content[12].text')
  assert.equal(paramOf('stream_options.include_usage'), 'stream_options.include_usage')
  assert.equal(paramOf('body'), null)
})
