import assert from 'node:assert/strict'
import test from 'node:test'
import { audienceLevel, type Audience } from '#auth'
import type { Database, Transaction } from '#storage'
import { testStorage } from '#test/postgres.ts'
import { insertPassages, upsertSource, deletePassages } from '../knowledge/knowledge-store.ts'
import type { Language } from '../text/language.ts'
import { tokenize } from '../text/terms.ts'
import { wordVectors } from '../text/word-vectors.ts'
import { createDenseIndex } from './dense-index.ts'
import { indexPassages, loadPassages, removePassages } from './passage-store.ts'
import { search } from './search.ts'
import type { QueryTerm } from './search-result.ts'

interface Draft {
  name: string
  texts: string[]
  title?: string
  audience?: Audience
  language?: Language
  expiresAt?: Date | null
}

async function write(database: Database, ...drafts: Draft[]): Promise<void> {
  await database.transaction().execute(async (transaction: Transaction) => {
    for (const draft of drafts) await writeOne(transaction, draft)
  })
}

async function writeOne(
  transaction: Transaction,
  { name, texts, title = name, audience = 'public', language = 'en', expiresAt = null }: Draft,
): Promise<void> {
  const text = texts.join('\n')
  const source = {
    origin: name,
    kind: 'document',
    title,
    audience,
    language,
    expiresAt,
    version: 'v',
    fingerprint: 'f',
    metadata: {},
    text,
  } as const
  await upsertSource(transaction, name, source)
  let start = 0
  const drafts = texts.map((each) => {
    const draft = { start, end: start + each.length, heading: '' }
    start = draft.end + 1
    return draft
  })
  const stored = await insertPassages(transaction, name, source, drafts)
  const rows = stored.map(({ id, draft }) => ({
    id,
    title,
    heading: '',
    text: text.slice(draft.start, draft.end),
    language,
    audience,
    expiresAt,
  }))
  await indexPassages(transaction, rows)
}

async function remove(database: Database, name: string): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    await removePassages(transaction, name)
    await deletePassages(transaction, name)
  })
}

interface Asked {
  audience?: Audience
  language?: Language
  terms?: readonly QueryTerm[]
  limit?: number
}

async function ask(
  database: Database,
  question: string,
  { audience = 'public', language = 'en', terms = [], limit = 10 }: Asked = {},
) {
  const result = await search(database, { question, language, terms, audience, limit })
  const ids = result.hits.map(({ passageId }) => passageId)
  const passages = new Map((await loadPassages(database, ids, audience)).map((passage) => [passage.id, passage.text]))
  return { ...result, texts: ids.map((id) => passages.get(id)) }
}

const filler = [
  'The garden needs water.',
  'Trains leave on time.',
  'Coffee is served at nine.',
  'The window faces south.',
]

test('the passage that fits best comes first, and one without a word of the question not at all', async () => {
  await using storage = await testStorage()
  await write(storage.database, {
    name: 'a',
    texts: ['We moved the database to a new server.', 'The new office is in Lyon.', ...filler],
  })
  const found = await ask(storage.database, 'Who moved the databases?')
  assert.deepEqual(found.texts, ['We moved the database to a new server.'])
  assert.equal(found.passageCount, 6)
  assert.equal(found.documentFrequency.get('databas'), 1)
  assert.deepEqual((await ask(storage.database, 'quantum entanglement')).texts, [])
  assert.deepEqual((await ask(storage.database, '???')).hits, [])
})

test('rarer words, words as written, pairs and titles count', async () => {
  await using storage = await testStorage()
  await write(storage.database, { name: 'a', texts: ['server server server', 'server upgrade', ...filler] })
  assert.equal((await ask(storage.database, 'server upgrade')).texts[0], 'server upgrade')
  await write(storage.database, { name: 'b', texts: ['the organ was played', 'an organization was founded'] })
  assert.equal((await ask(storage.database, 'organization')).texts[0], 'an organization was founded')
  await write(storage.database, { name: 'c', texts: ['recovery of a tested disaster', 'disaster recovery was tested'] })
  assert.equal((await ask(storage.database, 'disaster recovery')).texts[0], 'disaster recovery was tested')
  await write(storage.database, { name: 'd', title: 'Kafka', texts: ['It was slow at first.'] })
  await write(storage.database, {
    name: 'e',
    title: 'Notes',
    texts: ['Kafka was mentioned in passing, among many other things of that long day.'],
  })
  assert.equal((await ask(storage.database, 'kafka')).texts[0], 'It was slow at first.')
})

test('a question in German finds the parts of a compound', async () => {
  await using storage = await testStorage()
  const texts = ['Die Datenbankwartung dauert zwei Stunden.', 'Der Garten braucht Wasser.', 'Der Zug ist pünktlich.']
  await write(storage.database, { name: 'a', language: 'de', texts })
  assert.equal((await ask(storage.database, 'Wartung der Datenbank', { language: 'de' })).texts[0], texts[0])
})

test('a word is found in passages of every language, by each language’s stemmer', async () => {
  await using storage = await testStorage()
  await write(storage.database, { name: 'a', texts: ['Migrations are planned.', ...filler] })
  assert.equal((await ask(storage.database, 'migrations')).texts.length, 1)
  await write(storage.database, {
    name: 'b',
    language: 'fr',
    texts: ['Une migration est prévue.', 'Le jardin est vert.'],
  })
  const found = await ask(storage.database, 'migrations')
  assert.equal(found.texts.length, 2, 'the language that came since the last search is searched too')
  assert.equal(found.documentFrequency.get('migrat'), 2)
})

test('of alternatives a passage scores the best, not the sum', async () => {
  await using storage = await testStorage()
  await write(storage.database, { name: 'a', texts: ['automobile', 'vehicle', 'automobile vehicle', 'car', ...filler] })
  const terms = ['car', 'automobil', 'vehicl'].map((term) => ({ term, weight: 1, group: 0 }))
  const found = await ask(storage.database, 'car', { terms })
  assert.equal(found.texts[0], 'car', 'the word itself is also found as written')
  assert.ok(found.hits[3]!.score <= found.hits[1]!.score)
  assert.equal(found.texts[3], 'automobile vehicle', 'two alternatives are no better than one, and it is longer')
})

test('what is above the audience or expired is not found, not counted and not in any frequency', async () => {
  await using storage = await testStorage()
  const { database } = storage
  const secret = ['The salary is 70,000 euros.', 'The salary will rise.']
  await write(database, { name: 'a', texts: ['Salary questions are private.', ...filler] })
  const open = await ask(database, 'salary')
  for (const audience of ['recruiter', 'colleague', 'owner'] as const)
    await write(database, { name: audience, audience, texts: secret })
  await write(database, { name: 'old', texts: secret, expiresAt: new Date(Date.now() - 1000) })
  const after = await ask(database, 'salary')
  const unchanged = { ...after, index: open.index }
  assert.deepEqual(unchanged, open, 'hidden passages change nothing, not even a score')
  for (const audience of ['recruiter', 'colleague', 'owner'] as const) {
    const level = audienceLevel(audience)
    const found = await ask(database, 'salary', { audience })
    assert.equal(found.texts.length, 1 + 2 * level)
    assert.equal(found.passageCount, 5 + 2 * level)
    assert.equal(found.documentFrequency.get('salari'), 1 + 2 * level)
  }
})

test('passages are not loaded from above the audience or after their expiry', async () => {
  await using storage = await testStorage()
  const { database } = storage
  await write(database, { name: 'a', audience: 'owner', texts: ['Owner only.'] })
  await write(database, { name: 'b', expiresAt: new Date(Date.now() - 1000), texts: ['Expired.'] })
  await write(database, { name: 'c', texts: ['Public 😀 text.'] })
  assert.deepEqual(
    (await loadPassages(database, [1, 2, 3], 'public')).map(({ text }) => text),
    ['Public 😀 text.'],
  )
  assert.deepEqual((await loadPassages(database, [1, 2, 3], 'owner')).map(({ text }) => text).sort(), [
    'Owner only.',
    'Public 😀 text.',
  ])
})

test('a removed source is not found and leaves no trace in the totals, with or without words', async () => {
  await using storage = await testStorage()
  const { database } = storage
  await write(database, { name: 'a', texts: ['Salary questions are private.', ...filler] })
  const before = await ask(database, 'salary')
  await write(database, { name: 'b', texts: ['A salary.', '...'], expiresAt: new Date(Date.now() + 1e6) })
  assert.equal((await ask(database, 'salary')).passageCount, 7)
  await remove(database, 'b')
  assert.deepEqual(await ask(database, 'salary'), before)
  await remove(database, 'a')
  assert.equal((await ask(database, 'salary')).passageCount, 0)
  assert.deepEqual(await database.selectFrom('passages').selectAll().execute(), [])
})

test('many writers at once do not lose a passage or deadlock', async () => {
  await using storage = await testStorage()
  const { database } = storage
  const texts = Array.from({ length: 50 }, (_, index) => `The garden number ${index}.`)
  const pair = (index: number): Draft[] => [
    { name: `open${index}`, audience: 'public', texts },
    { name: `closed${index}`, audience: 'owner', texts },
  ]
  await Promise.all(
    Array.from({ length: 8 }, (_, index) => write(database, ...(index % 2 ? pair(index) : pair(index).reverse()))),
  )
  assert.equal((await ask(database, 'garden', { audience: 'owner', limit: 1_000 })).texts.length, 800)
  assert.equal((await ask(database, 'garden')).passageCount, 400)
})

test('feedback: with many passages, one that shares the best passages’ words moves up; two processes agree', async () => {
  await using storage = await testStorage()
  const { database } = storage
  const about = Array.from({ length: 5 }, (_, index) => `Turbulence in pipe flow: viscosity and vortex, case ${index}.`)
  const noise = Array.from(
    { length: 1_000 },
    (_, index) =>
      `Filler ${index} about topic ${index % 50} with words w${index % 97} and v${index % 89}${index < 6 ? ' flow' : ''}.`,
  )
  await write(database, {
    name: 'a',
    texts: [...about, 'Turbulence was the name of the band.', 'Turbulence, vortex and viscosity.', ...noise],
  })
  const found = await ask(database, 'turbulence of pipe flow', { limit: 30 })
  const position = (text: string) => found.texts.findIndex((each) => each?.startsWith(text))
  assert.ok(position('Turbulence, vortex') < position('Turbulence was the name'))
  assert.equal(found.passageCount, 1_007)
  const other = await search(database, {
    question: 'turbulence of pipe flow',
    language: 'en',
    terms: [],
    audience: 'public',
    limit: 30,
  })
  assert.deepEqual(other.hits, found.hits)
})

test('of the passages that may be near, the search names those that the audience may see', async () => {
  await using storage = await testStorage()
  const { database } = storage
  await write(database, { name: 'open', texts: filler })
  await write(database, { name: 'secret', audience: 'owner', texts: ['The salary is 70,000 euros.'] })
  await write(database, { name: 'old', texts: ['The salary was low.'], expiresAt: new Date(Date.now() - 1000) })
  const index = createDenseIndex(database)
  const found = (audience: Audience, near: readonly number[]) =>
    search(database, { question: 'salary', language: 'en', terms: [], near, audience, limit: 3 })
  const { index: state } = await found('owner', [])
  assert.equal(await index.bringTo(state), true)
  assert.equal(await index.bringTo(state), false, 'it has read this state')
  const vector = wordVectors().embedQuestion(tokenize('What is your salary?', 'en'), 'en')
  const [secret] = index.nearest(vector, 'owner', 9)
  const all = [6, 5, 4, 3, 2, 1, 77]
  assert.deepEqual((await found('owner', all)).near, [5, 4, 3, 2, 1])
  assert.deepEqual((await found('public', all)).near, [4, 3, 2, 1])
  assert.equal(secret, 5, 'the nearest comes first')
  assert.ok(!index.nearest(vector, 'public', 9).includes(5))
  assert.ok(!index.nearest(vector, 'owner', 9).includes(6), 'expired')

  await remove(database, 'secret')
  await write(database, { name: 'new', texts: ['My salary is none of your business.'] })
  const after = await found('public', [])
  assert.equal(await index.bringTo(after.index), true)
  assert.equal(index.nearest(vector, 'owner', 9)[0], after.index.newest)
  assert.ok(!index.nearest(vector, 'owner', 9).includes(5), 'what has gone is forgotten')
})
