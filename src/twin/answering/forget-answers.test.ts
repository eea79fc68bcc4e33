import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { testStorage } from '#test/postgres.ts'
import { forgetAnswers } from './forget-answers.ts'

test('old answers go in batches, by two at once, and stop when told', async () => {
  await using storage = await testStorage()
  const { database, transaction } = storage
  const forgotten: string[] = []
  const analytics = {
    forgetAnswers: async (_within: unknown, ids: readonly string[]) => void forgotten.push(...ids),
    forgetWords: async () => {},
  }
  const needs = { database, transaction, analytics }
  await sql`insert into answers (id, conversation_id, audience, question, language, strategy, mode, refused, sentences, duration_ms, created_at)
    select 'ans_' || n, 'c', 0, 'q', 'en', 'facts', 'extractive', false, '[]', 1, now() - make_interval(days => n)
    from generate_series(1, 100) n`.execute(database)
  const signal = new AbortController().signal
  assert.equal(await forgetAnswers(needs, 10, { signal: AbortSignal.abort(), batch: 7 }), 0)
  const counts = await Promise.all([1, 2].map(() => forgetAnswers(needs, 10, { signal, batch: 7 })))
  const rest = await forgetAnswers(needs, 10, { signal, batch: 7 })
  assert.equal(counts[0]! + counts[1]! + rest, 91)
  const left = await database.selectFrom('answers').select('id').execute()
  assert.equal(left.length, 9)
  assert.equal(new Set(forgotten).size, 91, 'analytics is told of each')
})
