import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fitTrend, projectTo, type Point } from './trend.ts'

const start = Date.parse('2030-01-01T00:00:00.000Z')
/** One point an hour. */
const hourly = (...values: number[]): Point[] =>
  values.map((average, hour) => ({
    at: new Date(start + hour * 3_600_000).toISOString(),
    average,
    minimum: average,
    maximum: average,
    samples: 1,
  }))

test('a disk that grows by two percent an hour is full in five', () => {
  const trend = fitTrend(hourly(80, 82, 84, 86, 88, 90))
  assert.ok(trend)
  assert.ok(Math.abs(trend.slopePerHour - 2) < 1e-9)
  assert.ok(Math.abs(trend.latest - 90) < 1e-9)
  assert.ok(Math.abs(trend.rSquared - 1) < 1e-9)
  const { hours } = projectTo(100, 'rising', trend)
  assert.ok(hours !== null && Math.abs(hours - 5) < 1e-9)
})

// x = 0 to 4, y = 1 3 2 5 4: slope 0.8, r 0.8, by hand.
test('the line is that of least squares', () => {
  const trend = fitTrend(hourly(1, 3, 2, 5, 4))
  assert.ok(trend && Math.abs(trend.slopePerHour - 0.8) < 1e-9)
  assert.ok(Math.abs(trend.rSquared - 0.64) < 1e-9)
  assert.ok(Math.abs(trend.latest - 4.6) < 1e-9)
})

test('a point of three samples weighs as much as three points', () => {
  const [first, second, third, ...rest] = hourly(4, 1, 3, 2, 8, 4)
  const heavy = fitTrend([first!, second!, { ...third!, samples: 3 }, ...rest])
  const thrice = fitTrend([first!, second!, third!, third!, third!, ...rest])
  assert.ok(heavy && thrice)
  for (const key of ['slopePerHour', 'rSquared', 'latest'] as const)
    assert.ok(Math.abs(heavy[key] - thrice[key]) < 1e-9, key)
})

test('nothing is projected from noise, from the wrong direction, from few points, or far beyond them', () => {
  assert.match(projectTo(100, 'rising', fitTrend(hourly(50, 10, 60, 20, 70, 15, 60))).because, /too much/)
  assert.match(projectTo(100, 'rising', fitTrend(hourly(90, 80, 70, 60, 50))).because, /towards/)
  assert.match(projectTo(100, 'rising', fitTrend(hourly(50, 60, 70))).because, /fewer/)
  assert.match(projectTo(1_000, 'rising', fitTrend(hourly(10, 11, 12, 13, 14))).because, /further/)
  assert.match(projectTo(100, 'rising', fitTrend(hourly(5, 5, 5, 5, 5))).because, /towards/)
})

test('what has arrived has no time to go; a falling figure goes down to its threshold', () => {
  assert.equal(projectTo(95, 'rising', fitTrend(hourly(91, 92, 93, 94, 96))).hours, 0)
  const { hours } = projectTo(14, 'falling', fitTrend(hourly(20, 19, 18, 17, 16)))
  assert.ok(hours !== null && Math.abs(hours - 2) < 1e-9)
})
