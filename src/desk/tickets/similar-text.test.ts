import assert from 'node:assert/strict'
import { test } from 'node:test'
import { firstWords, similarFrom, similarity, wordsOf } from './similar-text.ts'

const alike = (one: string, other: string) => similarity(wordsOf(one), wordsOf(other)) >= similarFrom

test('case, accents, punctuation and order of words make no difference', () => {
  assert.equal(similarity(wordsOf('Le réseau est EN PANNE !'), wordsOf('le reseau est en panne')), 1)
  assert.equal(alike('The shop is slow today', 'today the shop is slow...'), true)
})

test('one word in ten may differ, one in five may not', () => {
  const text = 'since this morning nobody in the whole sales office can open the ordering system'
  assert.equal(alike(text, text.replace('morning', 'noon')), true)
  assert.equal(alike('the shop is slow today', 'the shop is broken today'), false)
})

test('another number, address or host is another incident, however alike the rest', () => {
  const text = 'disk full on the volume of the server srv-01 in the cellar of the old house by the river'
  assert.equal(alike(text, text.replace('srv-01', 'srv-02')), false)
  assert.equal(alike(text, text.replace('volume', 'partition')), true)
  assert.equal(alike(text, `${text} 10.0.0.7`), false)
})

test('a text without words is like nothing', () => {
  assert.equal(similarity(wordsOf('!!! ???'), wordsOf('???')), 0)
})

test('a title is the first line, cut between words', () => {
  assert.equal(firstWords('  Printer jams \r\nsince Monday'), 'Printer jams')
  assert.equal(firstWords('one two three', 9), 'one two…')
  assert.equal(firstWords('x'.repeat(200)).length, 81)
  assert.equal(firstWords(`${'x'.repeat(79)}😀`), `${'x'.repeat(79)}…`)
})
