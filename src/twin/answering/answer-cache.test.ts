import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { sql } from 'kysely'
import { anyone, owner, type Actor } from '#auth'
import type { LanguageModel } from '#models'
import { createDumps, createMemoryCache, type Cache, type Storage } from '#storage'
import { testStorage } from '#test/postgres.ts'
import {
  createExtractor,
  createTwin,
  type Answer,
  type AnswerOptions,
  type QuestionInput,
  type Twin,
} from '../index.ts'
import { readKnowledge } from './answer-cache-store.ts'
import { answerKey, foldQuestion, readAnswerEntry, type AnswerEntry } from './answer-entry.ts'

const recruiter: Actor = { id: 'recruiter', audience: 'recruiter', scopes: new Set(['ask']) }
const signal = new AbortController().signal

interface Bench extends AsyncDisposable {
  readonly storage: Storage
  readonly cache: Cache
  readonly twin: Twin
  readonly outcomes: string[]
  add(name: string, text: string, more?: object): Promise<string>
  ask(question: string, asked?: Ask): Promise<Answer>
}
interface Ask extends Partial<QuestionInput>, Partial<AnswerOptions> {
  by?: Actor
}

async function bench(model?: LanguageModel, more: Partial<Parameters<typeof createTwin>[0]> = {}): Promise<Bench> {
  await using resources = new AsyncDisposableStack()
  const storage = resources.use(await testStorage())
  const extractor = resources.use(createExtractor({ limits: { maxFileBytes: 1_000_000 } }))
  const cache = createMemoryCache({ maxEntries: 100 })
  const outcomes: string[] = []
  const twin = createTwin({
    ...storage,
    extractor,
    version: '1',
    model,
    embedding: undefined,
    answerCache: { cache, ttlSeconds: 600 },
    observe: {
      answer() {},
      ingestedFile() {},
      droppedSentence() {},
      failedEmbedding() {},
      failedTidying() {},
      failedChaining() {},
      cacheRequest: (_cache, outcome) => void outcomes.push(outcome),
    },
    ...more,
  })
  const owned = resources.move()
  return {
    storage,
    cache,
    twin,
    outcomes,
    async add(name, text, declared = {}) {
      const bytes = Buffer.from(text)
      const file = { origin: `upload:${name}`, name, bytes, audience: 'public' as const, ...declared }
      const report = await twin.sources.write(file)
      assert.notEqual(report.status, 'skipped')
      return report.status === 'skipped' ? '' : report.sources[0]!.id
    },
    async ask(question, { by = anyone, ...asked } = {}) {
      const { trace, warm, history, ...input } = asked
      const options = {
        signal,
        ...(trace !== undefined && { trace }),
        ...(warm && { warm }),
        ...(history && { history }),
      }
      for await (const event of twin.answer(by, { question, ...input }, options))
        if (event.type === 'done') return event.answer
      return assert.fail('no answer')
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

const climb = '# Climbing\n\nThe Eiger north face was climbed by Ada Smithers in 2015 with two ropes.\n'
const question = 'When was the Eiger north face climbed?'
const textOf = ({ sentences }: Answer) => sentences.map(({ text }) => text).join('\n')

test('the same question again is a hit: the same words, and an answer of its own', async () => {
  await using at = await bench()
  await at.add('climb.md', climb)
  const first = await at.ask(question)
  const second = await at.ask(`  ${question.replace(' ', '\n')} `)
  assert.match(textOf(first), /2015/)
  assert.deepEqual(at.outcomes, ['miss', 'hit'])
  assert.deepEqual(second.sentences, first.sentences)
  assert.deepEqual(second.suggestions, first.suggestions)
  assert.notEqual(second.id, first.id)
  assert.notEqual(second.conversationId, first.conversationId)
  const { rows } = await sql<{ id: string }>`select id from answers`.execute(at.storage.database)
  assert.deepEqual(new Set(rows.map(({ id }) => id)), new Set([first.id, second.id]))
  const events = await Array.fromAsync(at.twin.answer(anyone, { question }, { signal }))
  assert.deepEqual(
    events.map(({ type }) => type),
    [...first.sentences.map(() => 'sentence'), 'done'],
  )
})

test('what is asked otherwise, by others, as a follow-up or by a check is no hit', async () => {
  await using at = await bench()
  await at.add('climb.md', climb)
  const { conversationId } = await at.ask(question)
  await at.ask(question, { strategy: 'detailed' })
  await at.ask(question, { language: 'de' })
  await at.ask(question, { by: recruiter })
  await at.ask(question.toUpperCase())
  assert.deepEqual(new Set(at.outcomes), new Set(['miss']))
  at.outcomes.length = 0
  await at.ask(question, { conversationId })
  await at.ask(question, { history: [{ fromTwin: false, text: 'Who are you?' }] })
  await at.ask(question, { trace: false })
  assert.deepEqual(at.outcomes, [])
})

test('a refusal is a hit too, and the gap is counted each time', async () => {
  await using at = await bench()
  await at.add('climb.md', climb)
  for (let times = 0; times < 3; times++) assert.ok((await at.ask('Which dentist did you visit?')).refused)
  assert.deepEqual(at.outcomes, ['miss', 'hit', 'hit'])
  const { questions } = await at.twin.inbox.list(owner)
  assert.equal(questions[0]?.times, 3)
})

const changes: Record<string, (at: Bench, id: string) => Promise<unknown>> = {
  'is deleted': (at, id) => at.twin.sources.remove(owner, id),
  'is hidden': (at, id) => at.twin.sources.change(owner, id, { audience: 'recruiter' }),
  'expires by decree': (at, id) => at.twin.sources.change(owner, id, { expiresAt: '2020-01-01T00:00:00Z' }),
  'is given another text': (at) => at.add('climb.md', climb.replace('2015', '2016')),
  'is hidden past the product': (at, id) =>
    sql`with s as (update sources set audience = 3 where id = ${id}), p as (update passages set audience = 3)
      update postings set audience = 3`.execute(at.storage.database),
}
for (const [what, change] of Object.entries(changes)) {
  test(`no answer outlives its source: it ${what}, in whatever process`, async () => {
    await using at = await bench()
    const id = await at.add('climb.md', climb)
    assert.match(textOf(await at.ask(question)), /2015/)
    assert.match(textOf(await at.ask(question)), /2015/)
    await change(at, id)
    assert.doesNotMatch(textOf(await at.ask(question)), /2015/)
    assert.deepEqual(at.outcomes, ['miss', 'hit', 'miss'])
  })
}

test('no answer outlives its source: its time is over', async () => {
  await using at = await bench()
  await at.add('other.md', '# Cooking\n\nThe soup is made of leeks.\n')
  const until = Date.now() + 3_000
  await at.add('climb.md', climb, { expiresAt: new Date(until) })
  for (; Date.now() < until - 300; await delay(50)) assert.match(textOf(await at.ask(question)), /2015/)
  assert.ok(at.outcomes.includes('hit'))
  await delay(until - Date.now() + 50)
  assert.doesNotMatch(textOf(await at.ask(question)), /2015/)
  assert.equal(at.outcomes.at(-1), 'miss')
})

test('a refusal does not outlive its gap', async () => {
  await using at = await bench()
  await at.add('other.md', '# Cooking\n\nThe soup is made of leeks.\n')
  assert.ok((await at.ask(question)).refused)
  await at.add('climb.md', climb)
  assert.match(textOf(await at.ask(question)), /2015/)
})

test('what was found while the knowledge changed is not kept', async () => {
  let change: (() => Promise<unknown>) | undefined
  const slow: LanguageModel = {
    id: 'slow',
    async *stream() {
      await change?.()
      yield 'The Eiger north face was climbed by Ada Smithers in 2015 with two ropes [1].'
    },
  }
  await using at = await bench(slow)
  await at.add('climb.md', climb)
  change = () => at.add('other.md', '# Cooking\n\nThe soup is made of leeks.\n')
  await at.ask(question)
  assert.equal(await at.cache.count(''), 0)
  change = undefined
  assert.equal((await at.ask(question)).mode, 'generated')
  assert.equal(await at.cache.count(''), 1)
  assert.equal((await at.ask(question)).mode, 'generated')
  assert.deepEqual(at.outcomes, ['miss', 'miss', 'hit'])
})

test('what a failing language model left is not kept', async () => {
  const { AppError } = await import('#errors')
  const failing: LanguageModel = {
    id: 'failing',
    async *stream() {
      yield ''
      throw new AppError('model_unavailable', 'Away.')
    },
  }
  await using at = await bench(failing)
  await at.add('climb.md', climb)
  assert.equal((await at.ask(question)).mode, 'extractive')
  assert.equal(await at.cache.count(''), 0)
})

test('what somebody put into a shared cache passes no wall', async () => {
  await using at = await bench()
  await at.add('climb.md', climb)
  await at.ask(question)
  const [{ key, value }] = (await Array.fromAsync(at.cache.scan(''))) as [{ key: string; value: string }]
  const entry = readAnswerEntry(key, value)!
  const forged = (change: Partial<AnswerEntry>) => at.cache.set(key, JSON.stringify({ ...entry, ...change }), 60)
  const secret = entry.sentences.map((sentence) => ({
    text: 'The password is leek.',
    citations: sentence.citations.map((citation) => ({ ...citation, audience: 'owner' as const })),
  }))
  at.outcomes.length = 0
  await forged({ sentences: secret })
  assert.match(textOf(await at.ask(question)), /2015/)
  await forged({ question: 'Another one?' })
  await at.ask(question)
  await forged({ goodUntil: Date.now() - 1 })
  await at.ask(question)
  await at.cache.set(key, 'not JSON', 60)
  await at.ask(question)
  assert.deepEqual(at.outcomes, ['miss', 'miss', 'miss', 'miss'])
})

test('what was made from former knowledge can be dropped, and the rest stays', async () => {
  await using at = await bench()
  await at.add('climb.md', climb)
  await at.ask(question)
  await at.add('hidden.md', '# Cooking\n\nThe soup is made of leeks.\n')
  await at.ask(question)
  assert.equal(await at.cache.count('answers:'), 2)
  assert.equal(await at.twin.answerCache?.dropOutdated(), 1)
  at.outcomes.length = 0
  await at.ask(question)
  assert.deepEqual(at.outcomes, ['hit'])
})

test('an answer can be kept ahead, without a trace', async () => {
  await using at = await bench()
  await at.add('climb.md', climb)
  await at.ask(question, { trace: false, warm: true })
  const { rows } = await sql`select from answers`.execute(at.storage.database)
  assert.equal(rows.length, 0)
  await at.ask(question)
  assert.deepEqual(at.outcomes, ['hit'])
})

test('the version of the knowledge changes with it, and with nothing else', async () => {
  await using at = await bench()
  const version = async () => (await readKnowledge(at.storage.database, 'public')).version
  const versions = [await version()]
  await at.add('climb.md', climb)
  versions.push(await version())
  assert.equal((await at.twin.sources.list(anyone)).length, 1)
  await sql`update sources set fingerprint = 'x'`.execute(at.storage.database)
  assert.equal(await version(), versions.at(-1))
  await sql`insert into passage_vectors (model, passage_id, vector, audience, expires_at)
    select 'm', id, '{1}', 0, 'infinity' from passages`.execute(at.storage.database)
  versions.push(await version())
  await at.storage
    .transaction(async (transaction) => {
      await sql`delete from sources`.execute(transaction)
      throw new Error('undone')
    })
    .catch(() => {})
  assert.equal(await version(), versions.at(-1))
  await assert.rejects(at.twin.sources.remove(owner, 'src_missing'), { code: 'not_found' })
  assert.equal(await version(), versions.at(-1))
  await sql`delete from sources`.execute(at.storage.database)
  versions.push(await version())
  assert.equal(new Set(versions).size, versions.length)
})

test('a restored backup brings the version of its knowledge back, and with it no answer of later', async () => {
  await using at = await bench()
  await at.add('climb.md', climb)
  const dumps = createDumps(at.storage.connection)
  const rows = new Map<string, Buffer[]>()
  const before = await readKnowledge(at.storage.database, 'public')
  await using snapshot = await dumps.snapshot()
  for (const table of snapshot.tables) rows.set(table.name, await Array.fromAsync(snapshot.rows(table)))
  const { migrations, sequences, tables } = snapshot
  await snapshot[Symbol.asyncDispose]()
  await at.add('climb.md', climb.replace('2015', '2016'))
  assert.match(textOf(await at.ask(question)), /2016/)
  const restored = {
    migrations,
    sequences,
    tables: tables.map(({ name, columns }) => {
      const bytes = Buffer.concat(rows.get(name)!)
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      return { name, columns, rows: bytes.filter((byte) => byte === 0x0a).length, sha256 }
    }),
    async *rows({ name }: { name: string }) {
      yield* rows.get(name)!
    },
  }
  await dumps.restoreHere(restored, { keep: [], key: 'k', backupId: 'b' })
  assert.deepEqual(await readKnowledge(at.storage.database, 'public'), before)
  assert.match(textOf(await at.ask(question)), /2015/)
  assert.deepEqual(at.outcomes, ['miss', 'miss'])
})

test('writers that meet at the version of the knowledge do not give up for each other’s sake', async () => {
  await using at = await bench()
  const ids = await Promise.all(
    [1, 2, 3, 4].map((n) => at.add(`n${n}.md`, `# Note ${n}\n\nThe ${n}th soup is made of leeks.\n`)),
  )
  const { rows: before } = await sql<{ deadlocks: number }>`
    select deadlocks from pg_stat_database where datname = current_database()`.execute(at.storage.database)
  await Promise.all([
    ...ids.slice(0, 2).map((id) => at.twin.sources.remove(owner, id)),
    ...ids.slice(2).map((id) => at.twin.sources.change(owner, id, { title: 'Other' })),
    ...[5, 6, 7].map((n) => at.add(`n${n}.md`, `# Note ${n}\n\nThe ${n}th soup is made of leeks.\n`)),
  ])
  await delay(1_100) // PostgreSQL counts them once a second
  const { rows: after } = await sql<{ deadlocks: number }>`
    select deadlocks from pg_stat_database where datname = current_database()`.execute(at.storage.database)
  assert.equal(after[0]!.deadlocks, before[0]!.deadlocks)
})

test('a key stands for all that an answer depends on', () => {
  const asked = {
    question: foldQuestion(' Who  are\tyou? '),
    language: 'en',
    strategy: 'concise',
    audience: 'public',
    knowledge: 'k',
    answerer: '1',
  } as const
  const keys = [
    asked,
    { ...asked, question: 'Who are You?' },
    { ...asked, language: 'fr' as const },
    { ...asked, strategy: 'star' as const },
    { ...asked, audience: 'owner' as const },
    { ...asked, knowledge: 'l' },
    { ...asked, answerer: '2' },
  ].map(answerKey)
  assert.equal(new Set(keys).size, keys.length)
  assert.equal(asked.question, 'Who are you?')
})
