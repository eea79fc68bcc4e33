import assert from 'node:assert/strict'
import { test } from 'node:test'
import { unmetExpectations } from '#desk'

const values = { ticket: { id: 7 }, input: { service: 'shop.web', limit: 85 }, steps: {} }
const output = { status: 'up', disk_percent: 84.5, services: { 'shop.web': { status: 'down' } }, empty: null, id: 7 }
const unmet = (expect: Parameters<typeof unmetExpectations>[0]) => unmetExpectations(expect, output, values)

test('what is as expected says nothing', () => {
  assert.deepEqual(
    unmet({
      status: 'up',
      disk_percent: { at_least: 10, at_most: '{{input.limit}}' },
      'services.{{input.service}}.status': { one_of: ['down', 'degraded'], not: 'up', contains: 'ow' },
      empty: null,
      id: '{{ticket.id}}',
    }),
    [],
  )
})

test('what is not says what is and what should be', () => {
  assert.deepEqual(unmet({ status: 'down', disk_percent: { at_most: 80 } }), [
    'status is "up", expected "down"',
    'disk_percent is 84.5, expected at most 80',
  ])
  assert.deepEqual(unmet({ 'services.{{input.service}}.status': 'up' }), [
    'services.shop.web.status is "down", expected "up"',
  ])
})

test('a long value is cut between characters', () => {
  for (const before of [196, 197, 198, 199]) {
    const [told] = unmetExpectations({ text: 'short' }, { text: `${'x'.repeat(before)}😀 and more` }, values)
    assert.ok(told?.isWellFormed() && told.length < 250, told ?? 'nothing')
  }
})

test('a missing field, and a number as text, never meet anything', () => {
  assert.deepEqual(unmet({ nothing: { not: 'bad' } }), ['nothing is missing, expected not "bad"'])
  assert.deepEqual(unmet({ 'status.length': 2 }), ['status.length is missing, expected 2'])
  assert.equal(unmetExpectations({ n: { at_least: 9 } }, { n: '10' }, values).length, 1)
})
