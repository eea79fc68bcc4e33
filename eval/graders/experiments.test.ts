import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gradeExperiments } from './experiments.ts'

/** 2,000 experiments of each kind in the long run, as `npm run eval -- experiments`; fewer, and so with more room for chance, else. */
const isLong = process.env['POLLUX_LONG'] === '1'
const count = isLong ? 2_000 : 40
const room = isLong ? 0 : 0.04

test('simulated experiments: false positives, power, coverage, sample ratio and guardrails reach what is promised', () => {
  const graded = gradeExperiments(count, () => {})
  for (const name of ['sameAt5', 'sameAt20', 'sameAt40', 'sameOfFour', 'sameUneven', 'sameRare'] as const) {
    const { differenceShown, coveredAlways, ratioMismatch, guardrailBreached } = graded[name]
    assert.ok(differenceShown <= 0.05 + room, `${name}: ${differenceShown} false positives`)
    assert.ok(coveredAlways >= 0.95 - room, `${name}: covered ${coveredAlways}`)
    assert.ok(ratioMismatch <= 0.005 + room / 2, `${name}: ${ratioMismatch} false alarms of the sample ratio`)
    assert.ok(guardrailBreached <= 0.05 + room, `${name}: ${guardrailBreached} arms stopped for nothing`)
  }
  const { better, mismatch, refusesAlike, refusesMore } = graded
  assert.ok(better.differenceShownAtEnd >= 0.8 - room, `power ${better.differenceShownAtEnd}`)
  assert.ok(better.coveredAtEnd >= 0.95 - room && better.coveredAlways >= 0.95 - room, JSON.stringify(better))
  assert.ok(mismatch.ratioMismatch >= 0.99 - room, `caught ${mismatch.ratioMismatch}`)
  assert.ok(refusesAlike.guardrailBreached <= 0.05 + room, JSON.stringify(refusesAlike))
  assert.ok(refusesMore.guardrailBreached >= 0.99 - room, JSON.stringify(refusesMore))
})
