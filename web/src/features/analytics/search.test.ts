import assert from 'node:assert/strict'
import { test } from 'node:test'
import { daysOf, queryOfSearch, readSearch, stepOf, stepsOf } from './search.ts'

test('what does not belong into the address is left out', () => {
  assert.deepEqual(readSearch({ tab: 'nonsense', days: 'many', audience: 'everyone', step: 'year', more: 1 }), {})
  assert.deepEqual(readSearch({ days: 30 }), {}, 'what is usual is not said')
  assert.deepEqual(readSearch({ days: 7, from: '2026-01-01', client: 42 }), { from: '2026-01-01', client: '42' })
})

test('the server is asked for the period in one way', () => {
  assert.deepEqual(queryOfSearch({}), { days: 30 })
  assert.deepEqual(queryOfSearch({ from: '2026-01-01', to: '2026-01-31', audience: 'public' }), {
    from: '2026-01-01',
    to: '2026-01-31',
    audience: 'public',
  })
})

test('steps fit the period, and hours are only of everybody', () => {
  const now = Date.parse('2026-03-01T12:00:00Z')
  assert.equal(daysOf({ from: '2026-01-01', to: '2026-01-31' }, now), 31)
  assert.equal(daysOf({ from: 'not a day' }, now), 30)
  assert.deepEqual(stepsOf({ days: 1 }), ['hour', 'day'])
  assert.deepEqual(stepsOf({ days: 1, audience: 'public' }), ['day'])
  assert.deepEqual(stepsOf({ days: 3_000 }), ['week', 'month'])
  assert.equal(stepOf({ days: 1 }), 'hour')
  assert.equal(stepOf({ days: 1, client: 'web' }), 'day')
  assert.equal(stepOf({ days: 365 }), 'week')
  assert.equal(stepOf({ days: 7, step: 'month' }), 'day', 'a step that does not fit gives way')
})
