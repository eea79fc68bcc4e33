import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gradeScoring, readGradedAnswers } from '../../eval/graders/scoring.ts'
import { answersToAttack, gradeGaming } from '../../eval/graders/scoring-gaming.ts'

const long = process.env['POLLUX_LONG'] === '1'
const questions = (await Promise.all([readGradedAnswers('dev'), readGradedAnswers('held')])).flat()

test('padding, stuffing, echoing, repeating and shuffling raise no score', () => {
  const count = long ? 500 : 40
  const { byAttack, answers, climb } = gradeGaming(answersToAttack(questions, count), {
    climbs: long ? 40 : 4,
    steps: long ? 60 : 20,
  })
  assert.equal(answers, count)
  for (const attack of ['padding', 'stuffing', 'echoing', 'repeating', 'shuffling'])
    assert.deepEqual(byAttack[attack], { attacks: byAttack[attack]?.attacks, raised: 0, mostPoints: 0 }, attack)
  // Words out of order, and words in the middle of sentences, are not always seen.
  for (const attack of ['strewing', 'jumbling']) {
    const { attacks = 0, raised = 0 } = byAttack[attack] ?? {}
    assert.ok(attacks > 0 && raised <= 0.025 * attacks, `${attack}: ${raised} of ${attacks} rose`)
  }
  assert.ok(climb.raised <= 0.1 * climb.answers + 1, JSON.stringify(climb))
})

test('graded answers come in the order of their grades', () => {
  const { share, byPair, pairs } = gradeScoring(questions)
  assert.equal(pairs, 120)
  assert.ok(share >= 0.95, JSON.stringify({ share, byPair }))
})
