import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Language } from './language.ts'
import { tokenize } from './terms.ts'
import { unknownWord, wordVectors } from './word-vectors.ts'

const vectors = wordVectors()

function sentence(text: string, language: Language = 'en'): Int8Array {
  const tokens = tokenize(text, language)
  const out = new Int8Array(vectors.dimensions)
  vectors.embedSentence(tokens, 0, tokens.length, language, out, 0)
  return out
}

function match(question: string, text: string, language: Language = 'en'): number {
  const asked = vectors.embedQuestion(tokenize(question, language), language)
  return sentence(text).reduce((sum, value, index) => sum + (value / 127) * asked[index]!, 0)
}

test('a question is nearer to what answers it in other words than to what does not', () => {
  for (const [question, right, wrong] of [
    ['What do you do in your free time?', 'I play chess and go hiking at weekends.', 'The migration took 47 minutes.'],
    ['How did you react to the cyber attack?', 'We rebuilt after the ransomware.', 'I studied in Grenoble.'],
    ['Where did you study?', 'I graduated from the university in 2013.', 'We run 46 databases.'],
  ] as const)
    assert.ok(match(question, right) > match(question, wrong) + 0.1, question)
})

test('other languages have the vectors of their English translations', () => {
  const right = match('Quelles sauvegardes faites-vous ?', 'I make backups every night.', 'fr')
  assert.ok(right > match('Quelles sauvegardes faites-vous ?', 'I studied in Grenoble.', 'fr') + 0.1)
  assert.notEqual(vectors.rowOf(tokenize('Server', 'de')[0]!, 'de'), unknownWord)
})

test('vectors are unit vectors, or zero without a known word; numbers are known by their kind', () => {
  const length = (values: Iterable<number>) => Math.hypot(...values)
  const asked = vectors.embedQuestion(tokenize('Where do you live?', 'en'), 'en')
  assert.ok(Math.abs(length(asked) - 1) < 1e-5)
  assert.ok(Math.abs(length(sentence('I live in Lyon.')) / 127 - 1) < 0.02)
  assert.equal(length(vectors.embedQuestion(tokenize('Xqzvw', 'en'), 'en')), 0)
  assert.deepEqual(sentence('2021'), sentence('1999'))
  assert.notDeepEqual(sentence('2021'), sentence('17.5'))
})
