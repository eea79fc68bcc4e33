import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sessionClock, turnClock } from './session-clock.ts'

const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1) + seconds * 1000)
const session = { startedAt: at(0), endedAt: null, pausedAt: null, pausedMs: 0, pauses: 0, minutes: 1 }

test('the clock runs, leaves pauses out, and says what is over', () => {
  assert.deepEqual(sessionClock(session, at(20)), {
    elapsedSeconds: 20,
    remainingSeconds: 40,
    overtimeSeconds: 0,
    pauses: 0,
    pausedSeconds: 0,
  })
  assert.equal(sessionClock({ ...session, pausedMs: 50_000 }, at(100)).elapsedSeconds, 50)
  const paused = sessionClock({ ...session, pausedAt: at(30), pauses: 1 }, at(500))
  assert.deepEqual([paused.elapsedSeconds, paused.pausedSeconds], [30, 470])
  assert.equal(sessionClock(session, at(90)).overtimeSeconds, 30)
  assert.equal(sessionClock({ ...session, endedAt: at(45) }, at(9_000)).elapsedSeconds, 45)
})

test('a follow-up has what its question left of the minutes', () => {
  const first = { position: 1, item: 0, askedAt: at(0), answeredAt: at(40), pausedMs: 0 }
  const second = { position: 2, item: 0, askedAt: at(40), answeredAt: null, pausedMs: 0 }
  const turns = [first, second]
  assert.deepEqual(turnClock(first, { turns, minutes: 1, until: at(40) }), { seconds: 40, overtimeSeconds: 0 })
  assert.deepEqual(turnClock(second, { turns, minutes: 1, until: at(70) }), { seconds: 30, overtimeSeconds: 10 })
})
