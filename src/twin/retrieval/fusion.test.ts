import assert from 'node:assert/strict'
import test from 'node:test'
import { fuse } from './fusion.ts'

const ids = (ranking: { passageId: number }[]) => ranking.map(({ passageId }) => passageId)

test('without a vote the lexical ranking stays as it was, whatever the other says', () => {
  assert.deepEqual(ids(fuse([3, 1, 2], [2, 9, 1, 3], 0)), [3, 1, 2])
})

test('a passage that both rank high comes first, and one that only the other found is in', () => {
  assert.deepEqual(ids(fuse([3, 1, 2], [1, 9], 1)), [1, 3, 9, 2])
})

test('half a vote moves a passage less', () => {
  assert.deepEqual(ids(fuse([3, 1, 2], [9], 0.5)), [3, 1, 2, 9])
})
