import assert from 'node:assert/strict'
import test from 'node:test'
import { testStorage } from '#test/postgres.ts'
import { insertPassages, upsertSource } from '../knowledge/knowledge-store.ts'
import { indexPassages } from './passage-store.ts'
import { queryTerms } from './query-terms.ts'
import { findPassages } from './search-store.ts'

test('rarest first gives the ranking of a whole search, and estimates what it does not count', async () => {
  await using storage = await testStorage()
  const { database } = storage
  // "server" is in every passage, "disk" in every third, "fan" in every fiftieth, always with its share of others.
  const texts = Array.from({ length: 1_500 }, (_, index) =>
    [
      'server',
      index % 3 === 0 ? 'disk' : 'screen',
      index % 50 === 0 ? 'fan' : 'cable',
      ...Array<string>(index % 7).fill('room'),
    ].join(' '),
  )
  await database.transaction().execute(async (transaction) => {
    const text = texts.join('\n')
    const source = {
      origin: 'o',
      kind: 'document',
      title: 't',
      audience: 'public',
      near: [],
      language: 'en',
      expiresAt: null,
      version: 'v',
      fingerprint: 'f',
      metadata: {},
      text,
    } as const
    await upsertSource(transaction, 's', source)
    let start = 0
    const drafts = texts.map((each) => {
      const draft = { start, end: start + each.length, heading: '' }
      start = draft.end + 1
      return draft
    })
    const stored = await insertPassages(transaction, 's', source, drafts)
    await indexPassages(
      transaction,
      stored.map(({ id, draft }) => ({ ...source, id, heading: '', text: text.slice(draft.start, draft.end) })),
    )
  })
  for (const terms of [
    [],
    [
      { term: 'fan', weight: 1, group: 0 },
      { term: 'vent', weight: 0.5, group: 0 },
    ],
  ]) {
    const query = queryTerms({ text: 'server disk fan', language: 'en', terms }, ['en', 'fr'])
    const find = (maxScored?: number) =>
      findPassages(database, query.keys, {
        audience: 'public',
        near: [],
        limit: 20,
        reported: query.stems.length,
        maxScored,
      })
    const [whole, rarest] = [await find(), await find(700)]
    assert.deepEqual(rarest.ids, whole.ids)
    assert.equal(whole.ids.length, 20)
    for (const [index, score] of rarest.scores.entries()) assert.ok(Math.abs(score / whole.scores[index]! - 1) < 0.01)
    assert.deepEqual(whole.frequencies.slice(0, 3), [1_500, 500, 30])
    for (const [index, frequency] of rarest.frequencies.entries()) {
      assert.ok(Math.abs(frequency - whole.frequencies[index]!) <= 5, `${frequency} for ${whole.frequencies[index]}`)
    }
  }
})

test('a search for nothing, or in nothing, finds nothing', async () => {
  await using storage = await testStorage()
  for (const maxScored of [undefined, 700]) {
    const options = { audience: 'public', near: [], limit: 5, reported: 0, maxScored } as const
    const index = { newest: 0, passages: 0 }
    const none = { ids: [], scores: [], passages: 0, languages: [], frequencies: [], near: [], profile: '' }
    const nothing = { ...none, hasProfile: false, index }
    assert.deepEqual({ ...(await findPassages(storage.database, [], options)) }, nothing)
    const { keys, stems } = queryTerms({ text: 'server', language: 'en', terms: [] }, ['en'])
    assert.deepEqual(
      (await findPassages(storage.database, keys, { ...options, reported: stems.length })).frequencies,
      [0],
    )
  }
})
