import assert from 'node:assert/strict'
import { test } from 'node:test'
import { questionKinds } from '../scoring/rubric.ts'
import { levels, stages } from './question.ts'
import { createQuestionBank } from './question-bank.ts'

const bank = createQuestionBank()
const questions = await bank.all('en')

test('180 questions of our own, no two alike, and twelve in Spanish', async () => {
  assert.equal(questions.length, 180)
  assert.equal((await bank.all('es')).length, 12)
  assert.equal(new Set(questions.map(({ question }) => question.toLowerCase())).size, 180)
})

test('every kind at every level, and every stage, has something to ask', () => {
  for (const kind of questionKinds)
    for (const level of levels) {
      const count = questions.filter((question) => question.kind === kind && question.levels.includes(level)).length
      assert.ok(count >= 4, `${kind}, ${level}: ${count}`)
    }
  for (const stage of stages)
    assert.ok(questions.filter((question) => question.stages.includes(stage)).length >= 25, stage)
})

test('filters narrow, and pages follow each other to the end', async () => {
  const all: string[] = []
  let after: string | null = null
  do {
    const page = await bank.list({ kind: 'technical', level: 'junior', limit: 7, ...(after !== null && { after }) })
    for (const { id, kind, levels: whom } of page.questions) {
      assert.equal(kind, 'technical')
      assert.ok(whom.includes('junior'))
      all.push(id)
    }
    after = page.next
  } while (after !== null)
  const { total } = await bank.list({ kind: 'technical', level: 'junior' })
  assert.equal(new Set(all).size, total)
  const { questions: sql } = await bank.list({ topic: 'SQL' })
  assert.ok(sql.length > 0 && sql.every(({ topics }) => topics.includes('sql')))
  await assert.rejects(bank.list({ after: 'technical-999' }), /No page of these questions/)
})
