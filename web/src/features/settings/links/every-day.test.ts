import assert from 'node:assert/strict'
import { test } from 'node:test'
import { everyDay } from './every-day.ts'

const today = Date.parse('2026-03-20T09:00:00Z')

test('days without a question are there with none, up to today', () => {
  const days = everyDay([{ day: '2026-03-01', questions: 3, refused: 1 }], today)
  assert.equal(days.length, 20)
  assert.deepEqual(days[0], { day: '2026-03-01', questions: 3, refused: 1 })
  assert.deepEqual(days.at(-1), { day: '2026-03-20', questions: 0, refused: 0 })
})

test('at least two weeks and at most ninety days are shown', () => {
  assert.equal(everyDay([{ day: '2026-03-20', questions: 1, refused: 0 }], today).length, 14)
  assert.equal(everyDay([{ day: '2024-01-01', questions: 1, refused: 0 }], today).length, 90)
})
