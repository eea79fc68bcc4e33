import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { appendEntry, hashOf, verifyChain, type ChainReport } from '#audit'
import type { Database, Storage } from '#storage'
import { testStorage } from '#test/postgres.ts'
import { answerDigest, statementOf, type ShownAnswer } from './answer-digest.ts'
import { saveAnswers } from './answer-store.ts'
import { answersWitness } from './answers-witness.ts'
import { createAnswerChain } from './chain-answers.ts'
import { forgetAnswers } from './forget-answers.ts'
import { proveAnswer } from './prove-answer.ts'

const idOf = (n: number) => `ans_${String(n).padStart(32, '0')}`

const citation = {
  sourceId: 'src_1',
  title: 'Notes — "quoted"',
  version: 'v1',
  audience: 'public' as const,
  start: 0,
  end: 5,
  quote: 'Hélló',
}

function shownAs(n: number): ShownAnswer {
  return {
    id: idOf(n),
    conversationId: 'con_1',
    language: 'en',
    mode: 'extractive',
    refused: n % 2 === 0,
    ...(n % 2 === 0 && { reason: 'no_support' as const }),
    sentences: n % 2 === 0 ? [] : [{ text: 'Hélló 👋', citations: [citation, { ...citation, page: 3 }] }],
    actorId: 'key_1',
    audience: 'public',
    strategy: 'concise',
    question: `Question ${n}?`,
  }
}

async function save(database: Database, from: number, to: number): Promise<void> {
  const records = Array.from({ length: to - from + 1 }, (_, index) => {
    const shown = shownAs(from + index)
    const { actorId, audience, strategy, question, reason, ...rest } = shown
    const answer = {
      ...rest,
      ...(reason && { reason: 'no_support' as const }),
      suggestions: [],
      durationMs: 1.5,
    }
    return {
      answer,
      actorId: actorId!,
      audience,
      question,
      strategy: strategy as 'concise',
      digest: answerDigest(shown),
    }
  })
  await saveAnswers(database, records)
}

function chainOf(storage: Storage) {
  return createAnswerChain({ ...storage, failed: (error) => assert.fail(String(error)) })
}

const verify = ({ database }: Storage): Promise<ChainReport> => verifyChain(database, { witnesses: [answersWitness] })

test('a digest is the hash of the canonical JSON of what it says', () => {
  for (const n of [1, 2]) assert.equal(answerDigest(shownAs(n)), hashOf(statementOf(shownAs(n))))
})

test('answers are chained once each, by two at once too, and each is proved', async () => {
  await using storage = await testStorage()
  const { database } = storage
  await save(database, 1, 2_500)
  const chains = [chainOf(storage), chainOf(storage)]
  const counts = await Promise.all(chains.map((chain) => chain.chain()))
  assert.equal(counts[0]! + counts[1]!, 2_500)
  assert.equal(await chains[0]!.chain(), 0)
  const entries = await database.selectFrom('audit_entries').select('body').orderBy('sequence').execute()
  const sizes = entries.map(({ body }) => (JSON.parse(body) as { answers: number }).answers)
  assert.equal(
    sizes.reduce((sum, size) => sum + size),
    2_500,
  )
  assert.ok(sizes.length <= 4, `${sizes}`)
  assert.equal((await verify(storage)).broken, undefined)
  for (const n of [1, 2, 1_000, 1_001, 2_500]) {
    const proof = await proveAnswer(database, idOf(n))
    assert.deepEqual([proof.problem, proof.statement], [undefined, statementOf(shownAs(n))])
  }
  await assert.rejects(proveAnswer(database, idOf(9_999)), { code: 'not_found' })
  await save(database, 3_000, 3_000)
  await assert.rejects(proveAnswer(database, idOf(3_000)), { code: 'conflict' })
})

test('an answer that was changed or removed is found, and one that was too old to keep is not', async () => {
  await using storage = await testStorage()
  const { database } = storage
  const chain = chainOf(storage)
  await save(database, 1, 3)
  await chain.chain()
  await save(database, 4, 6)
  await chain.chain()
  await sql`create table kept as select * from answers`.execute(database)
  await sql`create table kept_leaves as select * from answer_leaves`.execute(database)
  const changes: [statement: string, sequence: number, reason: RegExp][] = [
    [`update answers set question = 'Another?' where id = '${idOf(5)}'`, 2, /was changed/],
    [`update answers set sentences = '[]' where id = '${idOf(3)}'`, 1, /was changed/],
    [
      `update answers set sentences = jsonb_set(sentences, '{0,citations,0,quote}', '"x"') where id = '${idOf(1)}'`,
      1,
      /changed/,
    ],
    [
      `update answers set sentences = jsonb_set(sentences, '{0,citations,1,version}', '"x"') where id = '${idOf(1)}'`,
      1,
      /changed/,
    ],
    [`update answers set actor_id = 'owner' where id = '${idOf(4)}'`, 2, /was changed/],
    [`update answers set refused = false where id = '${idOf(4)}'`, 2, /was changed/],
    [`update answers set mode = 'generated' where id = '${idOf(1)}'`, 1, /was changed/],
    [`update answers set created_at = created_at - interval '1 day' where id = '${idOf(6)}'`, 2, /was changed/],
    [`delete from answers where id = '${idOf(6)}'`, 2, /was removed/],
    [`delete from answer_leaves where answer_id = '${idOf(6)}'`, 2, /2 are known/],
    [`update answer_leaves set digest = repeat('0', 64) where answer_id = '${idOf(2)}'`, 1, /not those that were/],
    [`update answer_leaves set position = position + 5 where answer_id = '${idOf(2)}'`, 1, /not those that were/],
  ]
  for (const [statement, sequence, reason] of changes) {
    await sql.raw(statement).execute(database)
    const { broken } = await verify(storage)
    assert.equal(broken?.sequence, sequence, statement)
    assert.match(broken.reason, reason, statement)
    await sql`truncate answers, answer_leaves`.execute(database)
    await sql`insert into answers select * from kept`.execute(database)
    await sql`insert into answer_leaves select * from kept_leaves`.execute(database)
  }
  await sql`update answers set question = 'Another?' where id = ${idOf(5)}`.execute(database)
  assert.match((await proveAnswer(database, idOf(5))).problem!, /not what was shown/)
  assert.equal((await proveAnswer(database, idOf(4))).problem, undefined)
})

test('an entry that says nothing of answers is told, not stumbled over', async () => {
  await using storage = await testStorage()
  for (const [kind, body] of [
    ['answers_deleted', { before: 'never' }],
    ['answers', { answers: 'many' }],
  ] as const)
    await storage.transaction((within) => appendEntry(within, { kind, subject: 'answers', body }))
  assert.deepEqual((await verify(storage)).broken, {
    sequence: 2,
    reason: 'it does not say which answers it is about',
  })
})

test('what is deleted as too old is known from what was removed early', async () => {
  await using storage = await testStorage()
  const { database } = storage
  const chain = chainOf(storage)
  const age = async (days: number, id: string) => {
    for (const [table, column] of [
      ['answers', 'id'],
      ['answer_leaves', 'answer_id'],
    ])
      await sql
        .raw(`update ${table} set created_at = now() - interval '${days} days' where ${column} = '${id}'`)
        .execute(database)
  }
  await save(database, 1, 4)
  for (const [n, days] of [
    [1, 100],
    [2, 95],
    [3, 89],
  ] as const)
    await age(days, idOf(n))
  // Stored by a version that knew of no leaves.
  await sql`delete from answer_leaves where answer_id = ${idOf(3)}`.execute(database)
  assert.equal(await chain.chain(), 4)
  const trees = await database.selectFrom('audit_entries').select('body').execute()
  assert.equal(trees.length, 4, 'no tree from the old to the young')
  const signal = new AbortController().signal
  assert.equal(await forgetAnswers(storage, 90, { signal }), 2)
  assert.equal((await verify(storage)).broken, undefined)
  await assert.rejects(proveAnswer(database, idOf(1)), { code: 'not_found' })
  const leaves = await database.selectFrom('answer_leaves').select('answer_id').orderBy('answer_id').execute()
  assert.deepEqual(
    leaves.map(({ answer_id }) => answer_id),
    [idOf(3), idOf(4)],
  )
  await sql`delete from answers where id = ${idOf(3)}`.execute(database)
  assert.deepEqual((await verify(storage)).broken?.reason, `the answer ${idOf(3)} was removed`)
})

test('what was stored is chained before the end, and what fails is told and tried again', async () => {
  await using storage = await testStorage()
  const { database } = storage
  const failures: unknown[] = []
  let isAway = true
  const chain = createAnswerChain({
    database,
    transaction: (work) => (isAway ? Promise.reject(new Error('away')) : storage.transaction(work)),
    failed: (error) => failures.push(error),
  })
  await save(database, 1, 2)
  chain.stored()
  for (const deadline = Date.now() + 5_000; failures.length === 0; await new Promise((done) => setTimeout(done, 20)))
    assert.ok(Date.now() < deadline)
  isAway = false
  await chain[Symbol.asyncDispose]()
  assert.equal((await verify(storage)).entries, 1)
})
