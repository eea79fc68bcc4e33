import assert from 'node:assert/strict'
import test from 'node:test'
import { indexTerms } from './index-terms.ts'
import { termKey } from './term-key.ts'

const empty = { title: '', heading: '', text: '', language: 'en' as const }
const postingOf = (indexed: ReturnType<typeof indexTerms>, key: number) =>
  indexed.postings.find((posting) => posting.key === key)

test('stems, words and pairs are counted by field, stop words left out', () => {
  const indexed = indexTerms({
    ...empty,
    title: 'Backups',
    text: 'The backup of the databases. Backups restore databases.',
  })
  assert.equal(indexed.bodyLength, 5)
  assert.equal(indexed.titleLength, 1)
  assert.deepEqual(postingOf(indexed, termKey('stem', 'en', 'backup')), {
    key: termKey('stem', 'en', 'backup'),
    body: 2,
    title: 1,
  })
  assert.equal(postingOf(indexed, termKey('word', 'en', 'backups'))!.body, 1)
  assert.equal(postingOf(indexed, termKey('pair', 'en', 'backup databas'))!.body, 1)
  assert.equal(postingOf(indexed, termKey('stem', 'en', 'the')), undefined)
})

test('a heading that repeats the title counts once', () => {
  const title = 'Migration report'
  assert.equal(indexTerms({ ...empty, title, heading: 'Migration report > Results' }).titleLength, 3)
  assert.equal(indexTerms({ ...empty, title }).titleLength, 2)
})

test('pairs do not reach from the title into the text', () => {
  const indexed = indexTerms({ ...empty, title: 'alpha', text: 'beta' })
  assert.equal(postingOf(indexed, termKey('pair', 'en', 'alpha beta')), undefined)
})

test('a German compound shares grams with its parts; other languages have none', () => {
  const compound = indexTerms({ ...empty, text: 'Datenbankwartung', language: 'de' })
  assert.ok(postingOf(compound, termKey('gram', 'de', 'wartu')))
  const grams = (language: 'de' | 'en') =>
    indexTerms({ ...empty, text: 'Datenbankwartung', language }).postings.filter(({ key }) => key % 4 === 3)
  assert.equal(grams('de').length, 12)
  assert.equal(grams('en').length, 0)
})

test('counts stop where a smallint does', () => {
  const indexed = indexTerms({ ...empty, text: 'data '.repeat(40_000) })
  assert.equal(indexed.bodyLength, 32_767)
  assert.equal(postingOf(indexed, termKey('stem', 'en', 'data'))!.body, 32_767)
})
