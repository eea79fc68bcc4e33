import assert from 'node:assert/strict'
import test from 'node:test'
import { queryTerms } from './query-terms.ts'
import { termKey } from './term-key.ts'

const asked = (text: string) => ({ text, language: 'en' as const, terms: [] })

test('a stem weighs as often as the question has it', () => {
  const query = queryTerms(asked('Which databases hold the database of databases?'), ['en'])
  const stem = query.keys.find(({ key }) => key === termKey('stem', 'en', 'databas'))!
  assert.equal(stem.weight, 3)
  assert.deepEqual(query.stems, ['databas', 'hold'])
  assert.equal(query.length, 4)
})

test('each language of the passages is asked for by its own stemmer, under one term', () => {
  const query = queryTerms(asked('Kubernetes rates'), ['en', 'fr'])
  const stems = query.keys.filter(({ term }) => term === query.stems.indexOf('rate'))
  assert.deepEqual(
    stems.map(({ key }) => key),
    [termKey('stem', 'en', 'rate'), termKey('stem', 'fr', 'rat')],
  )
  assert.equal(query.sameAs.get('rat'), 'rate')
})

test('a synonym joins the group of its word, a word of the conversation has its own', () => {
  const terms = [
    { term: 'employ', weight: 0.5, group: 0 },
    { term: 'hire', weight: 0.25, group: 0 },
    { term: 'berlin', weight: 0.6, group: 1 },
  ]
  const query = queryTerms({ ...asked('Who employed and employs you?'), terms }, ['en'])
  const keyOf = (term: string) => query.keys.find(({ key }) => key === termKey('stem', 'en', term))!
  assert.equal(keyOf('hire').group, keyOf('employ').group)
  assert.equal(keyOf('hire').weight, 1, 'half of the weight of a word asked for twice')
  assert.notEqual(keyOf('berlin').group, keyOf('employ').group)
  assert.equal(keyOf('berlin').weight, 0.6)
  const groups = new Set(query.keys.map(({ group }) => group))
  assert.equal(groups.size, 5, 'employ, berlin, two words as written, one pair')
})

test('words before which a question turns are looked for though they are common', () => {
  assert.ok(queryTerms(asked('before the war'), ['en']).stems.includes('befor'))
})

test('German questions look for grams, English ones do not', () => {
  const grams = (language: 'de' | 'en') =>
    queryTerms({ text: 'Datenbanken', language, terms: [] }, ['de', 'en']).keys.filter(({ key }) => key % 4 === 3)
  assert.equal(grams('de').length, 7)
  assert.equal(grams('en').length, 0)
})

test('a question without a word to look for has no keys', () => {
  assert.deepEqual(queryTerms(asked('what is it?'), ['en']).keys, [])
})
