import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { bucketOf, quantiles, relativeError } from './latency-histogram.ts'

function histogram(values: readonly number[]): Map<number, number> {
  const buckets = new Map<number, number>()
  for (const value of values) buckets.set(bucketOf(value), (buckets.get(bucketOf(value)) ?? 0) + 1)
  return buckets
}

test('a quantile lies within the stated error of the true one, whatever the durations', () => {
  const durations = fc.array(fc.double({ min: 0.01, max: 86_400_000, noNaN: true }), { minLength: 1, maxLength: 300 })
  fc.assert(
    fc.property(durations, fc.double({ min: 0, max: 1, noNaN: true }), (values, q) => {
      const sorted = values.toSorted((one, other) => one - other)
      const exact = sorted[Math.max(1, Math.ceil(q * sorted.length)) - 1]!
      const [found] = quantiles(histogram(values), [q]) as [number]
      // And four digits are shown.
      assert.ok(Math.abs(found - exact) <= exact * (relativeError + 0.0006), `${found} for ${exact}`)
    }),
  )
})

test('merged histograms say what one of all values says', () => {
  const [one, other] = [Array.from({ length: 50 }, (_, n) => n + 1), Array.from({ length: 70 }, (_, n) => n * 31 + 5)]
  const merged = histogram(one)
  for (const [bucket, n] of histogram(other)) merged.set(bucket, (merged.get(bucket) ?? 0) + n)
  assert.deepEqual(merged, histogram([...one, ...other]))
  const found = quantiles(merged, [0.1, 0.5, 0.5, 1])
  assert.deepEqual(
    found,
    [0.1, 0.5, 0.5, 1].flatMap((q) => quantiles(merged, [q])),
  )
})

test('no values, no quantile; absurd ones are bounded', () => {
  assert.deepEqual(quantiles(new Map(), [0.5, 0.9]), [null, null])
  assert.ok(Number.isFinite(quantiles(histogram([0, -5, 1e300]), [0.99])[0]))
})
