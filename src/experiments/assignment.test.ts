import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { armOf, visitorHash } from './assignment.ts'
import { sampleRatioP } from './inference/sample-ratio.ts'

const visitors = Array.from({ length: 5_000 }, (_, index) => `anyone|203.0.113.7|browser ${index}`)

test('a visitor keeps their arm, arms get visitors by weight, and another experiment splits them anew', () => {
  const weights = [0.5, 0.3, 0.2]
  const salt = Buffer.alloc(32, 7)
  const arms = visitors.map((visitor) => armOf(visitorHash(salt, visitor), weights))
  assert.deepEqual(
    visitors.map((visitor) => armOf(visitorHash(salt, visitor), weights)),
    arms,
  )
  const counts = weights.map((_, arm) => arms.filter((one) => one === arm).length)
  assert.ok(sampleRatioP(counts, weights) > 0.001, `${counts}`)
  const other = randomBytes(32)
  const same = visitors.filter((visitor, at) => armOf(visitorHash(other, visitor), weights) === arms[at]).length
  // 0.5² + 0.3² + 0.2² by chance.
  assert.ok(Math.abs(same / visitors.length - 0.38) < 0.03, `${same}`)
})

test('the last arm takes what rounding leaves over', () => {
  const highest = Buffer.alloc(32, 0xff)
  assert.equal(armOf(highest, [1 / 3, 1 / 3, 1 / 3]), 2)
  assert.equal(armOf(highest, [0.4, 0.6 - 1e-9]), 1)
  assert.equal(armOf(Buffer.alloc(32), [0.01, 0.99]), 0)
})
