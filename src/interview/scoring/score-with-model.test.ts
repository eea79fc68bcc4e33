import assert from 'node:assert/strict'
import { test } from 'node:test'
import { saying, scriptedModel, type Script } from '#models'
import { AppError } from '../../errors.ts'
import { scoreAnswer } from './score-answer.ts'
import { scoreWithModel } from './score-with-model.ts'

const input = {
  question: 'Tell me about a time you improved a process.',
  kind: 'behavioural',
  answer:
    'At a library I moved a tag board to each floor in April. It took me one afternoon, because I used old plywood. By May 47 of 50 panels were tagged.',
} as const
const rules = scoreAnswer(input)

const judged = async (script: Script) => {
  const dropped: string[] = []
  const failed: string[] = []
  const score = await scoreWithModel(
    input,
    {
      model: scriptedModel([script]),
      dropped: (reason) => dropped.push(reason),
      failed: (error) => failed.push(error.code),
    },
    AbortSignal.timeout(5_000),
  )
  return { score, dropped, failed }
}

test('a judgement that quotes the answer moves its dimension, within the band', async () => {
  const { score, dropped } = await judged(saying('result | 100 | 47 of 50 panels were tagged\n'))
  assert.deepEqual(dropped, [])
  assert.equal(score.scoredBy, 'model')
  assert.ok(score.total > rules.total && score.total <= rules.band.high)
  assert.ok(score.dimensions.result.points > rules.dimensions.result.points)
  assert.equal(score.dimensions.task.points, rules.dimensions.task.points)
})

test('a model that gives 100 or 0 for everything cannot leave the band', async () => {
  for (const points of [100, 0]) {
    const lines = Object.keys(rules.dimensions).map((name) => `${name} | ${points} | I moved a tag board\n`)
    const { score } = await judged(saying(lines.join('')))
    assert.equal(score.total, points === 100 ? rules.band.high : rules.band.low)
  }
})

test('what does not quote the answer, or is no judgement, is dropped', async () => {
  const reply = [
    'result | 100 | we saved two million euros',
    'action | 100 | I moved',
    'charm | 100 | I moved a tag board to each floor',
    'action | 900 | I moved a tag board to each floor',
    'Overall a great answer!',
  ].join('\n')
  const { score, dropped } = await judged(saying(reply))
  assert.deepEqual(dropped, [
    'not in the answer',
    'not in the answer',
    'not a judgement',
    'not a judgement',
    'not a judgement',
  ])
  assert.deepEqual(score, rules)
})

test('without the model the rules score', async () => {
  const { score, failed } = await judged(() => [new AppError('model_unavailable', 'away')])
  assert.deepEqual(failed, ['model_unavailable'])
  assert.deepEqual(score, rules)
})
