import assert from 'node:assert/strict'
import { test } from 'node:test'
import { retryAfterSeconds } from './request-error.ts'

test('Retry-After is read as seconds or as a date', () => {
  const now = Date.parse('2026-11-22T10:00:00Z')
  assert.equal(retryAfterSeconds('12', now), 12)
  assert.equal(retryAfterSeconds('0', now), 0)
  assert.equal(retryAfterSeconds('Sun, 22 Nov 2026 10:00:30 GMT', now), 30)
  assert.equal(retryAfterSeconds('Sun, 22 Nov 2026 09:00:00 GMT', now), 0)
  for (const header of [null, '', 'soon']) assert.equal(retryAfterSeconds(header, now), undefined)
})
