import assert from 'node:assert/strict'
import { test } from 'node:test'
import { scoreAnswer } from '../scoring/score-answer.ts'
import { describePerformance, nextMilestones, recommend } from './describe-performance.ts'
import type { ScoredAnswer } from './evaluation-store.ts'
import { seriesOf, trendOf } from './figures.ts'

/** Answers with these totals, one a day; every dimension has the total's points. */
function answersOf(totals: readonly number[]): ScoredAnswer[] {
  const score = scoreAnswer({ question: 'Why?', kind: 'behavioural', answer: 'I fixed it on Monday.' })
  return totals.map((total, index) => ({
    at: new Date(Date.UTC(2026, 0, 1 + index)),
    question: `Question ${index}`,
    kind: 'behavioural',
    score: {
      ...score,
      total,
      dimensions: Object.fromEntries(
        Object.entries(score.dimensions).map(([name, one]) => [name, { ...one, points: total }]),
      ) as typeof score.dimensions,
    },
  }))
}

test('a trend compares halves of three or more, and needs five points', () => {
  assert.equal(trendOf([10, 90, 10, 90, 10]), 'unknown')
  assert.equal(trendOf([40, 40, 40, 50, 50, 50]), 'improving')
  assert.equal(trendOf([50, 50, 50, 40, 40, 40]), 'declining')
  assert.equal(trendOf([50, 50, 50, 54, 54, 54]), 'stable')
  assert.equal(trendOf([40, 40, 40, 0, 50, 50, 50]), 'improving', 'the middle one is left out')
})

test('the rank of the latest is the share of those before that it exceeds', () => {
  assert.equal(seriesOf([]), null)
  assert.equal(seriesOf([50])?.latestRank, null)
  assert.equal(seriesOf([10, 20, 30, 40, 25])?.latestRank, 50)
})

test('two answers give no figures, recommendations or milestones, and say so', () => {
  const few = answersOf([10, 20])
  assert.equal(describePerformance(few, []).total, null)
  assert.deepEqual(describePerformance(few, []).dimensions, {})
  for (const { needs } of [describePerformance(few, []), recommend(few), nextMilestones(few, 5)])
    assert.match(needs ?? '', /at least 3 scored answers; there are 2/)
})

test('milestones are the next of 65, 75 and 85 for the mean of the last five', () => {
  const { milestones, reached } = nextMilestones(answersOf([0, 70, 70, 70, 72, 73]), 1)
  assert.deepEqual(milestones, [{ measure: 'total', current: 71, threshold: 75, missing: 4 }])
  assert.ok(reached.some(({ measure, threshold }) => measure === 'total' && threshold === 65))
  assert.deepEqual(nextMilestones(answersOf([90, 90, 90]), 5).milestones, [])
})

test('recommendations name what costs most points, with the answer that shows it', () => {
  const found = recommend(answersOf([60, 40, 50]))
  assert.equal(found.recommendations.length, 5)
  assert.equal(found.recommendations[0]!.dimension, 'specificity', 'it weighs most in a story')
  assert.deepEqual(found.recommendations[0]!.weakest, { question: 'Question 1', points: 40 })
  assert.deepEqual(recommend(answersOf([90, 90, 90])).recommendations, [])
})
