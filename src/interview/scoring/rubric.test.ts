import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { costs, dimensions, full, meanings, questionKinds, relevanceShare, weights } from './rubric.ts'

const page = readFileSync(new URL('../../../docs/reference/scoring.md', import.meta.url), 'utf8')

test('docs/reference/scoring.md has the dimensions, their meanings and their weights, and no others', () => {
  const kinds = /^\| dimension \| what is looked for \| (.+) \|$/m.exec(page)![1]!.split(' | ')
  assert.deepEqual([...kinds].sort(), [...questionKinds].sort())
  const rows = [...page.matchAll(/^\| (\w+) \| ([^|]+) \| ((?:[\d.]+ \| ){4}[\d.]+) \|$/gm)].map(
    ([, name = '', meaning, numbers = '']) => [name, meaning, numbers.split(' | ').map(Number)] as const,
  )
  assert.deepEqual(
    rows,
    dimensions.map((dimension) => [
      dimension,
      meanings[dimension],
      kinds.map((kind) => weights[kind as (typeof questionKinds)[number]][dimension]),
    ]),
  )
})

test('docs/reference/scoring.md has the limits and the costs', () => {
  const documented = Object.fromEntries(
    [...page.matchAll(/`(\w+)` \| (\d+)/g)].map(([, name = '', limit]) => [name, Number(limit)]),
  )
  assert.deepEqual(documented, { ...full })
  const text = page.replace(/\s+/g, ' ')
  for (const sentence of [
    `What "we" did counts ${costs.ourDeed} of what "I" did`,
    `up to ${costs.emptiness} of it (a plain one is ${costs.plain} of that at most)`,
    `${costs.fault} each and at most ${costs.faultsAtMost}`,
    `up to ${relevanceShare.behavioural} of a behavioural answer, ${relevanceShare.technical} of a technical`,
  ])
    assert.ok(text.includes(sentence), sentence)
  assert.equal(relevanceShare.salary, 0)
  assert.equal(new Set([relevanceShare.technical, relevanceShare.industry, relevanceShare.cultural]).size, 1)
})

test('the weights of each kind add up to 1', () => {
  for (const kind of questionKinds) {
    const sum = dimensions.reduce((total, dimension) => total + weights[kind][dimension], 0)
    assert.ok(Math.abs(sum - 1) < 1e-9, `${kind}: ${sum}`)
  }
})
