import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createWorkspace } from './workspace.ts'

test('arrays are zeroed and do not overlap, also when the buffer grows in between', () => {
  const workspace = createWorkspace()
  for (const _ of [1, 2]) {
    workspace.reset()
    const taken = [
      workspace.float32(3),
      workspace.uint16(5),
      workspace.float64(7),
      workspace.int16(1),
      workspace.float64(50_000),
      workspace.float32(9),
    ]
    for (const [index, array] of taken.entries()) {
      assert.ok(array.every((value) => value === 0))
      array.fill(index + 1)
    }
    taken.forEach((array, index) => assert.ok(array.every((value) => value === index + 1)))
  }
})
