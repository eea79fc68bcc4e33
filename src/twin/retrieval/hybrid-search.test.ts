import assert from 'node:assert/strict'
import test from 'node:test'
import type { Audience } from '#auth'
import type { Database } from '#storage'
import { testStorage } from '#test/postgres.ts'
import { insertPassages, upsertSource } from '../knowledge/knowledge-store.ts'
import { createHybridSearch, type Embedding } from './hybrid-search.ts'
import { indexPassages, loadPassages } from './passage-store.ts'
import { search } from './search.ts'
import { findExamination } from './vector-store.ts'

const signal = new AbortController().signal
const subjects = ['boats', 'bread', 'chess', 'bees', 'ice', 'song', 'tunnels', 'flowers', 'birds', 'violins']
const synonyms = ['regatta', 'oven', 'gambit', 'hive', 'moraine', 'aria', 'digging', 'greenhouse', 'talon', 'luthier']

/** Sixty passages, six a subject: the first sentence has the subject's word, the rest its synonym. */
const texts = Array.from({ length: 60 }, (_, index) => {
  const rest = `It was ${synonyms[index % 10]} in the end, and round ${Math.floor(index / 10)} took all of that long and rainy afternoon in town.`
  return `They asked us about ${subjects[index % 10]} during round ${Math.floor(index / 10)}. ${rest}`
})

const meaning = new Map([...subjects.entries(), ...synonyms.entries()].map(([index, word]) => [word, index]))

/** A model that knows which words mean the same, and counts what it was asked. */
function understanding(): Embedding & { texts: number } {
  return {
    id: 'understanding',
    texts: 0,
    async embed(asked) {
      this.texts += asked.length
      return asked.map((text) => {
        const vector = new Float32Array(16)
        for (const [word] of text.toLowerCase().matchAll(/[a-z]+|\d/g)) {
          const place = meaning.get(word) ?? (/\d/.test(word) ? 10 + Number(word) : -1)
          if (place >= 0) vector[place]! += place < 10 ? 2 : 1
        }
        return vector
      })
    },
  }
}

/** Models that make a fused ranking worse: one of noise, one that sees letters only. */
const bad: Embedding[] = [
  {
    id: 'noise',
    async embed(asked) {
      return asked.map((text) =>
        Float32Array.from({ length: 16 }, (_, index) =>
          Math.sin((text.length * 31 + text.charCodeAt(text.length >> 1)) * (index + 2)),
        ),
      )
    },
  },
  {
    id: 'letters',
    async embed(asked) {
      return asked.map((text) => {
        const vector = new Float32Array(26)
        for (const [letter] of text.toLowerCase().matchAll(/[a-z]/g)) vector[letter.charCodeAt(0) - 97]! += 1
        return vector
      })
    },
  },
]

async function write(
  database: Database,
  name: string,
  passages: readonly string[],
  audience: Audience = 'public',
  expiresAt: Date | null = null,
): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const text = passages.join('\n')
    const source = {
      origin: name,
      kind: 'document',
      title: name,
      audience,
      language: 'en',
      expiresAt,
      version: 'v',
      fingerprint: 'f',
      metadata: {},
      text,
    } as const
    await upsertSource(transaction, name, source)
    let start = 0
    const drafts = passages.map((each) => {
      const draft = { start, end: start + each.length, heading: '' }
      start = draft.end + 1
      return draft
    })
    const stored = await insertPassages(transaction, name, source, drafts)
    await indexPassages(
      transaction,
      stored.map(({ id, draft }) => ({
        id,
        title: name,
        heading: '',
        text: text.slice(draft.start, draft.end),
        language: 'en',
        audience,
        expiresAt,
      })),
    )
  })
}

const asking = (question: string, audience: Audience = 'public') => ({
  question,
  language: 'en' as const,
  terms: [],
  audience,
  limit: 10,
})
const fail = (error: unknown) => assert.fail(String(error))

test('a bad model has no vote: the hybrid ranking is the lexical one', async () => {
  await using storage = await testStorage()
  const { database } = storage
  await write(database, 'notes', texts)
  for (const embedding of bad) {
    const hybrid = createHybridSearch({ database, embedding, onFailure: fail })
    assert.equal(await hybrid.embedPassages(signal), texts.length)
    assert.equal((await findExamination(database, embedding.id, 'public'))!.vote, 0, embedding.id)
    for (const question of [...subjects, 'gambit in round 3', 'the afternoon in town']) {
      assert.deepEqual(await hybrid.search(asking(question)), await search(database, asking(question)))
    }
  }
})

test('a model that understands finds what words do not, behind the wall of audience and expiry', async () => {
  await using storage = await testStorage()
  const { database } = storage
  await write(database, 'notes', texts)
  await write(database, 'secret', ['The gambit is to sell the house.'], 'owner')
  await write(database, 'old', ['The gambit was to sell the car.'], 'public', new Date(Date.now() - 1000))
  await write(database, 'plain', ['Nobody here plays a gambit.'])
  const hybrid = createHybridSearch({ database, embedding: understanding(), onFailure: fail })
  await hybrid.embedPassages(signal)
  assert.ok((await findExamination(database, 'understanding', 'public'))!.vote > 0.5)
  const found = async (audience: Audience) => {
    const { hits } = await hybrid.search(asking('playing chess', audience))
    return (
      await loadPassages(
        database,
        hits.map(({ passageId }) => passageId),
        audience,
      )
    ).map(({ text }) => text)
  }
  const lexical = await search(database, asking('playing chess'))
  assert.ok(lexical.hits.length < 8)
  assert.ok((await found('public')).includes('Nobody here plays a gambit.'))
  assert.ok(!(await found('public')).some((text) => text.includes('sell')))
  assert.ok((await found('owner')).includes('The gambit is to sell the house.'))
  assert.ok(!(await found('owner')).some((text) => text.includes('car')))
  const hybridResult = await hybrid.search(asking('playing chess'))
  assert.deepEqual(hybridResult.documentFrequency, lexical.documentFrequency)
  assert.equal(hybridResult.hits[0]!.score, lexical.hits[0]!.score, 'scores keep the scale of the words')
})

test('only new passages are embedded, and the model is examined again when there are twice as many', async () => {
  await using storage = await testStorage()
  const { database } = storage
  await write(database, 'notes', texts.slice(0, 50))
  const embedding = understanding()
  const hybrid = createHybridSearch({ database, embedding, onFailure: fail })
  assert.equal(await hybrid.embedPassages(signal), 50)
  const asked = embedding.texts
  assert.equal(await hybrid.embedPassages(signal), 0)
  assert.equal(embedding.texts, asked)
  await write(database, 'more', texts.slice(50))
  assert.equal(await hybrid.embedPassages(signal), 10)
  assert.equal(embedding.texts, asked + 10)
  await write(database, 'again', texts)
  await hybrid.embedPassages(signal)
  assert.equal((await findExamination(database, 'understanding', 'public'))!.examined, 120)
})

test('while the model is away, words are searched and the failure is reported', async () => {
  await using storage = await testStorage()
  const { database } = storage
  await write(database, 'notes', texts)
  const embedding = understanding()
  const failures: unknown[] = []
  const hybrid = createHybridSearch({ database, embedding, onFailure: (error) => failures.push(error) })
  await hybrid.embedPassages(signal)
  embedding.embed = () => Promise.reject(new Error('connection refused'))
  const question = asking('bees in round 2')
  assert.deepEqual((await hybrid.search(question)).hits, (await search(database, question)).hits)
  assert.equal(failures.length, 1)
})

test('what is hidden from an audience does not weigh in what the model is worth to it', async () => {
  await using storage = await testStorage()
  const { database } = storage
  // In these, words find the rest of a text and the model does not.
  const hidden = Array.from({ length: 60 }, (_, at) => {
    const name = `mister${String.fromCharCode(97 + (at % 26))}${String.fromCharCode(97 + Math.floor(at / 26))}`
    return `They asked us to write to ${name} about the bees. We wrote to ${name} at once, and in the end had no reply about bread all that long and rainy afternoon.`
  })
  await write(database, 'owner-first', hidden.slice(0, 30), 'owner')
  await write(database, 'notes', texts)
  await write(database, 'owner-last', hidden.slice(30), 'owner')
  await write(database, 'old', hidden, 'public', new Date(Date.now() - 1000))
  await createHybridSearch({ database, embedding: understanding(), onFailure: fail }).embedPassages(signal)
  const examined = (audience: Audience) => findExamination(database, 'understanding', audience)

  await using open = await testStorage()
  await write(open.database, 'notes', texts)
  await createHybridSearch({ database: open.database, embedding: understanding(), onFailure: fail }).embedPassages(
    signal,
  )
  const alone = await findExamination(open.database, 'understanding', 'public')
  for (const audience of ['public', 'recruiter', 'colleague'] as const)
    assert.deepEqual(await examined(audience), alone, audience)
  assert.equal((await examined('owner'))!.examined, 120)
  assert.notEqual((await examined('owner'))!.vote, alone!.vote)
})
