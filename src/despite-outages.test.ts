import assert from 'node:assert/strict'
import { test } from 'node:test'
import { despiteOutages } from './despite-outages.ts'
import { ConfigurationError } from './errors.ts'

/** Fails so many times, and then gives `done`. */
function failing(times: number, error: Error = new Error('away')) {
  let left = times
  return async () => {
    if (left-- > 0) throw error
    return 'done'
  }
}

const calm = { signal: new AbortController().signal, pauseMs: 1, failed() {} }

test('what fails is tried again, and each failure is told', async () => {
  const told: unknown[] = []
  assert.equal(await despiteOutages(failing(3), { ...calm, failed: (error) => told.push(error) }), 'done')
  assert.equal(told.length, 3)
})

test('what is wrong in the configuration is not tried again', () =>
  assert.rejects(despiteOutages(failing(1, new ConfigurationError('a wrong file')), calm), /a wrong file/))

test('after its time it gives up with the last error', () =>
  assert.rejects(despiteOutages(failing(1_000), { ...calm, longestMs: 20 }), /away/))

test('it ends when nobody waits for it', async () => {
  const stopping = new AbortController()
  const trying = despiteOutages(failing(1_000), { ...calm, signal: stopping.signal, pauseMs: 60_000 })
  stopping.abort()
  await assert.rejects(trying)
})
