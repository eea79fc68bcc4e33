import assert from 'node:assert/strict'
import { test } from 'node:test'
import { oneSidedWidth, twoSidedWidth } from './confidence-sequence.ts'
import { binaryTally, differenceOf, leastDifference, rateOf, type Tally } from './difference.ts'
import { neededVisitors } from './needed-visitors.ts'
import { sampleRatioP } from './sample-ratio.ts'

const usual = { alpha: 0.05, tightestAt: 10_000 }

test('a confidence sequence is as wide as the formula says, and narrowest, in standard errors, where it should be', () => {
  // rho² t* = w - 1 with w - log w = 1 - 2 log 0.05, w = 9.2120; there the width is the root of w.
  assert.ok(
    Math.abs(twoSidedWidth(10_000, 0.05, 10_000) - Math.sqrt(9.212)) < 1e-4,
    `${twoSidedWidth(10_000, 0.05, 10_000)}`,
  )
  for (const at of [100, 1_000, 5_000, 20_000, 1e6])
    assert.ok(twoSidedWidth(at, 0.05, 10_000) > twoSidedWidth(10_000, 0.05, 10_000))
  for (const at of [500, 1_000, 50_000]) assert.ok(oneSidedWidth(at, 0.05, 1_000) < twoSidedWidth(at, 0.05, 1_000))
  assert.ok(twoSidedWidth(50, 0.05, 10_000) > 10, 'after 50 visitors nobody should be sure of much')
})

test('a difference: what it is made of, and what it says of arms where nothing has happened', () => {
  const found = differenceOf(binaryTally(10_000, 4_000), binaryTally(10_000, 4_300), usual)!
  assert.ok(Math.abs(found.estimate - 0.03) < 1e-12)
  assert.ok(found.low > 0 && found.high < 0.06)
  const error = Math.sqrt((0.4 * 0.6 + 0.43 * 0.57) / 10_000)
  assert.ok(Math.abs((found.high - found.low) / 2 / error - twoSidedWidth(20_000, 0.05, 10_000)) < 0.01)
  assert.equal(differenceOf(binaryTally(0, 0), binaryTally(5, 1), usual), undefined)
  const empty = differenceOf(binaryTally(30, 0), binaryTally(30, 0), usual)!
  assert.ok(empty.low < -0.05 && empty.high > 0.05, 'no successes are no certainty')
  assert.equal(rateOf(binaryTally(0, 0)), undefined)
})

test('one visitor who asks a hundred times is one visitor', () => {
  const once: Tally = { visitors: 100, counted: 50, of: 100, countedSquared: 50, ofSquared: 100, product: 50 }
  // The same hundred, each asking a hundred times with the same result.
  const often: Tally = { visitors: 100, counted: 5_000, of: 10_000, countedSquared: 5e5, ofSquared: 1e6, product: 5e5 }
  const wide = (tally: Tally) => {
    const { low, high } = differenceOf(tally, tally, usual)!
    return high - low
  }
  assert.ok(Math.abs(wide(often) / wide(once) - 1) < 0.05)
})

test('a guardrail sees what is worse, and not what is better', () => {
  const limits = { alpha: 0.025, tightestAt: 1_000 }
  assert.ok(leastDifference(binaryTally(1_000, 50), binaryTally(1_000, 150), limits)! > 0)
  assert.ok(leastDifference(binaryTally(1_000, 150), binaryTally(1_000, 50), limits)! < 0)
  assert.ok(leastDifference(binaryTally(1_000, 50), binaryTally(1_000, 60), limits)! < 0)
})

test('visitors that do not come as they should are told from those that do by chance', () => {
  assert.equal(sampleRatioP([0, 0], [0.5, 0.5]), 1)
  assert.ok(sampleRatioP([2_500, 2_500], [0.5, 0.5]) > 0.5)
  assert.ok(sampleRatioP([2_250, 2_750], [0.5, 0.5]) < 0.001)
  assert.ok(sampleRatioP([900_000, 100_000], [0.9, 0.1]) > 0.5)
  // Beta(50, 50) against 1/2 for 3 of 3: (50·51·52)/(100·101·102) over 1/8, by hand.
  const factor = (50 * 51 * 52) / (100 * 101 * 102) / 0.125
  assert.ok(Math.abs(sampleRatioP([0, 30], [0.5, 0.5]) - 1 / ratioByHand(30)) < 1e-9)
  assert.ok(Math.abs(ratioByHand(3) - factor) < 1e-12)
})

/** All of so many visitors in one of two arms. */
function ratioByHand(count: number): number {
  let factor = 1
  for (let index = 0; index < count; index++) factor *= ((50 + index) / (100 + index)) * 2
  return factor
}

test('how many visitors are needed: more for less, and a power of 80 % with them', () => {
  const asked = { rate: 0.4, controlShare: 0.5, ...usual }
  const forThree = neededVisitors({ ...asked, effect: 0.03 })
  assert.ok(forThree > 10_000 && forThree < 20_000, `${forThree}`)
  assert.ok(neededVisitors({ ...asked, effect: 0.01 }) > 7 * forThree)
  assert.ok(neededVisitors({ ...asked, effect: 0.03, controlShare: 0.9 }) > 2 * forThree)
  assert.ok(Number.isFinite(neededVisitors({ ...asked, rate: 0, effect: 0.03 })))
  assert.ok(Number.isFinite(neededVisitors({ ...asked, rate: 1, effect: 0.5 })))
})
