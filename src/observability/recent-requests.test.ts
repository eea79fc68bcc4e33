import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createRecentRequests } from './recent-requests.ts'

const start = Date.parse('2030-01-01T00:00:00.000Z')

function recorder() {
  const clock = { at: start }
  return { clock, recent: createRecentRequests(() => clock.at) }
}

test('percentiles lie within 5 % of the true ones, and of nothing there are none', () => {
  const { recent } = recorder()
  assert.deepEqual(recent.read().latencyMs, { p50: null, p95: null, p99: null })
  for (let ms = 1; ms <= 1000; ms++) recent.add({ status: 200, seconds: ms / 1000, isStream: false })
  const { latencyMs, requests } = recent.read()
  assert.equal(requests, 1000)
  for (const [found, wanted] of [
    [latencyMs.p50, 500],
    [latencyMs.p95, 950],
    [latencyMs.p99, 990],
  ] as const)
    assert.ok(Math.abs(found! - wanted) / wanted < 0.05, `${found} instead of ${wanted}`)
})

test('an open stream is a request, and no slow one', () => {
  const { recent } = recorder()
  recent.add({ status: 200, seconds: 0.01, isStream: false })
  recent.add({ status: 200, seconds: 3_600, isStream: true })
  const { requests, latencyMs } = recent.read()
  assert.equal(requests, 2)
  assert.ok(latencyMs.p99! < 11)
})

test('what is older than five minutes is forgotten; quiet times are slots with nothing', () => {
  const { clock, recent } = recorder()
  recent.add({ status: 503, seconds: 0.1, isStream: false })
  clock.at += 20_000
  recent.add({ status: 200, seconds: 0.1, isStream: false })
  const read = recent.read()
  assert.deepEqual(
    read.slots.map(({ requests, errors }) => [requests, errors]),
    [
      [1, 1],
      [0, 0],
      [0, 0],
      [0, 0],
      [1, 0],
    ],
  )
  assert.equal(read.seconds, 20)
  assert.equal(read.errors, 1)
  clock.at += 290_000
  const later = recent.read()
  assert.deepEqual([later.requests, later.errors, later.slots.length], [1, 0, 60])
  clock.at += 300_000
  assert.equal(recent.read().requests, 0)
})
