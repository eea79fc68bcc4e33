import assert from 'node:assert/strict'
import test from 'node:test'
import { sql } from 'kysely'
import type { Audience } from '#auth'
import type { Database } from '#storage'
import { testStorage } from '#test/postgres.ts'
import { deletePassages, insertPassages, upsertSource } from '../knowledge/knowledge-store.ts'
import { indexPassages, removePassages } from './passage-store.ts'
import { queryTerms } from './query-terms.ts'
import { findPassages, scoreByFeedback } from './search-store.ts'

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
  await write(database, 's', texts)
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

/** Words in from one passage in two to one in twelve, and one of its own. */
const everyday = (from: number, count: number) =>
  Array.from({ length: count }, (_, at) => {
    const mixed = Math.imul(from + at + 1, 2_654_435_761) >>> 0
    const words = ['wire', 'lamp', 'door', 'roof', 'gate', 'stair'].filter(
      (_word, bit) => (mixed >>> (bit * 4)) % (bit + 2) === 0,
    )
    return `item${from + at} ${words.join(' ')} ${'room '.repeat(mixed % 7)}`
  })

test('what is hidden, has gone or has expired leaves estimates as they are', async () => {
  await using alone = await testStorage()
  await using beside = await testStorage()
  const { database } = beside
  const early = everyday(0, 900)
  const late = everyday(900, 900)
  const shown = [...(await write(alone.database, 'early', early)), ...(await write(alone.database, 'late', late))]
  await write(database, 'owner-first', everyday(5_000, 700), 'owner')
  await write(database, 'expired', everyday(6_000, 300), 'public', new Date(Date.now() - 1_000))
  const ids = await write(database, 'early', early)
  await write(database, 'gone', everyday(7_000, 1_000))
  await write(database, 'owner-between', everyday(8_000, 300), 'owner')
  ids.push(...(await write(database, 'late', late)))
  await write(database, 'owner-last', everyday(9_000, 2_500), 'owner')
  await database.transaction().execute(async (transaction) => {
    await removePassages(transaction, 'gone')
    await deletePassages(transaction, 'gone')
  })
  const { rows } = await sql<{ passages: number; members: number }>`
    select (select count(*)::int from passages) as passages, (select sum(bit_count(members))::int from index_blocks) as members`.execute(
    database,
  )
  assert.deepEqual(rows, [{ passages: 5_600, members: 5_600 }])
  for (const text of ['item77 wire', 'item1700 wire lamp', 'roof door lamp wire room', 'gate stair item40']) {
    const query = queryTerms({ text, language: 'en', terms: [] }, ['en'])
    const look = async (storage: { database: Database }, own: readonly number[], maxScored: number | undefined) => {
      const { keys, stems } = query
      const options = { audience: 'public', near: [], limit: 50, reported: stems.length, maxScored } as const
      const found = await findPassages(storage.database, keys, options)
      const feedback = {
        ids: found.ids.slice(0, 10),
        trust: found.scores.slice(0, 10).map((score) => score / found.scores[0]!),
        candidates: found.ids,
        weight: 1,
      }
      const added = await scoreByFeedback(storage.database, feedback, 'public')
      const place = (id: number) => own.indexOf(id)
      return {
        places: found.ids.map(place),
        scores: found.scores,
        frequencies: found.frequencies,
        added: new Map(
          [...added].map(([id, score]) => [place(id), score] as const).sort(([one], [other]) => one - other),
        ),
      }
    }
    for (const maxScored of [undefined, 700])
      assert.deepEqual(await look(beside, ids, maxScored), await look(alone, shown, maxScored), `${text}, ${maxScored}`)
  }
})

test('a search for nothing, or in nothing, finds nothing', async () => {
  await using storage = await testStorage()
  for (const maxScored of [undefined, 700]) {
    const options = { audience: 'public', near: [], limit: 5, reported: 0, maxScored } as const
    const index = { newest: 0, passages: 0 }
    const none = { ids: [], scores: [], passages: 0, languages: [], frequencies: [], near: [], ownerName: '' }
    const nothing = { ...none, hasProfile: false, index }
    assert.deepEqual({ ...(await findPassages(storage.database, [], options)) }, nothing)
    const { keys, stems } = queryTerms({ text: 'server', language: 'en', terms: [] }, ['en'])
    assert.deepEqual(
      (await findPassages(storage.database, keys, { ...options, reported: stems.length })).frequencies,
      [0],
    )
  }
})

async function write(
  database: Database,
  name: string,
  texts: readonly string[],
  audience: Audience = 'public',
  expiresAt: Date | null = null,
): Promise<number[]> {
  return database.transaction().execute(async (transaction) => {
    const text = texts.join('\n')
    const source = {
      origin: name,
      kind: 'document',
      title: 't',
      audience,
      near: [],
      language: 'en',
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
    await indexPassages(
      transaction,
      stored.map(({ id, draft }) => ({ ...source, id, heading: '', text: text.slice(draft.start, draft.end) })),
    )
    return stored.map(({ id }) => id)
  })
}
