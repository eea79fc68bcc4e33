import assert from 'node:assert/strict'
import { test } from 'node:test'
import { completenessItems, completenessOf } from './completeness.ts'

const story = { title: 't', situation: 's', task: 't', action: 'a', result: 'r' }
const whole = {
  basics: { name: 'Q', label: 'B', summary: 's', email: 'q@example.com', location: { city: 'Lyon' } },
  work: [{ name: 'A', startDate: '2019-04', highlights: ['h'] }],
  education: [{ institution: 'U' }],
  skills: ['a', 'b', 'c', 'd', 'e'].map((name) => ({ name })),
  languages: [{ language: 'French' }],
  projects: [{ name: 'P' }],
  'x-pollux': {
    achievements: [story, story, story],
    compensation: { expected: { min: 1 } },
    preferences: { noticePeriod: 'none', locations: ['Lyon'] },
    interview: { selfIntroduction: 'i', strengths: ['s'], careerGoals: ['g'] },
  },
}

test('nothing is nothing, and the name comes first; everything is all', () => {
  for (const empty of [null, {}, [], 'x', { work: 'x', basics: [] }]) {
    const { share, missing } = completenessOf(empty)
    assert.equal(share, 0)
    assert.deepEqual(missing[0], { item: 'name', pointer: '/basics/name' })
    assert.equal(missing.length, completenessItems.length - 2, 'what a job lacks is said of jobs that are there')
  }
  assert.deepEqual(completenessOf(whole), { share: 1, missing: [] })
})

test('a list that is too short counts in part, and a story without its result does not', () => {
  const two = { ...whole, 'x-pollux': { ...whole['x-pollux'], achievements: [story, { ...story, result: ' ' }] } }
  const { share, missing } = completenessOf(two)
  assert.deepEqual(missing, [{ item: 'achievements', pointer: '/x-pollux/achievements' }])
  assert.ok(share > 0.9 && share < 1)
})

test('it points at the first job that lacks something', () => {
  const work = [...whole.work, { name: 'B', startDate: 'Summer' }]
  assert.deepEqual(completenessOf({ ...whole, work }).missing, [
    { item: 'workDates', pointer: '/work/1/startDate' },
    { item: 'workHighlights', pointer: '/work/1/highlights' },
  ])
})

test('what is added never makes it less complete', () => {
  let profile: Record<string, unknown> = {}
  let before = 0
  for (const [key, value] of Object.entries(whole)) {
    profile = { ...profile, [key]: value }
    const { share } = completenessOf(profile)
    assert.ok(share >= before, key)
    before = share
  }
})
