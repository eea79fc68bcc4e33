import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readFile } from 'node:fs/promises'
import { dueTimes, serviceLevelAt, serviceLevels } from './service-levels.ts'

const created = new Date('2026-03-02T08:00:00Z')
const after = (minutes: number) => new Date(created.getTime() + minutes * 60_000)

test('due times follow the priority, and time that stood still is added', () => {
  assert.deepEqual(dueTimes('critical', created, 0), { responseDueAt: after(15), resolutionDueAt: after(240) })
  assert.deepEqual(dueTimes('low', created, 60_000), { responseDueAt: after(481), resolutionDueAt: after(4_321) })
})

test('a clock is breached by when it stopped, or by now while it runs', () => {
  const clocks = { responseDueAt: after(60), resolutionDueAt: after(480), respondedAt: null, resolvedAt: null }
  const breached = (minutes: number, changes: Partial<Parameters<typeof serviceLevelAt>[1]> = {}) => {
    const level = serviceLevelAt(after(minutes), { ...clocks, ...changes })
    return [level.responseBreached, level.resolutionBreached, level.paused]
  }
  assert.deepEqual(breached(60), [false, false, false])
  assert.deepEqual(breached(61), [true, false, false])
  assert.deepEqual(breached(481), [true, true, false])
  assert.deepEqual(breached(481, { respondedAt: after(59) }), [false, true, false])
  assert.deepEqual(breached(9_000, { respondedAt: after(59), resolvedAt: after(480) }), [false, false, true])
  assert.deepEqual(breached(9_000, { resolvedAt: after(481) }), [true, true, true])
})

test('docs/guides/desk.md shows the same minutes', async () => {
  const page = await readFile(new URL('../../../docs/guides/desk.md', import.meta.url), 'utf8')
  const rows = [...page.matchAll(/^\| (critical|high|medium|low) +\| (\d+) +\| (\d+) +\|/gm)]
  const documented = rows.map(([, priority, response, resolution]) => [
    priority,
    { responseMinutes: Number(response), resolutionMinutes: Number(resolution) },
  ])
  assert.deepEqual(Object.fromEntries(documented), serviceLevels)
})
