import assert from 'node:assert/strict'
import { test } from 'node:test'
import { englishOf } from './dictionary.ts'
import { stem, tokenize } from './terms.ts'

test('a word of another language has its English translations, likeliest first', () => {
  assert.equal(englishOf(stem('travailler', 'fr'), 'fr')[0], 'work')
  assert.equal(englishOf(stem('versagen', 'de'), 'de').includes(stem('failed', 'en')), true)
  assert.equal(englishOf(tokenize('¿Cuántos años?', 'es')[1]!.term, 'es')[0], stem('year', 'en'))
})

test('a word that the dictionary lacks, and English itself, have none', () => {
  assert.deepEqual(englishOf('xqzvw', 'fr'), [])
  assert.deepEqual(englishOf('work', 'en'), [])
})
