import assert from 'node:assert/strict'
import { test } from 'node:test'
import { firstWords, similarFilter, similarFrom, similarity, wordsOf } from './similar-text.ts'

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

test('whatever is similar passes the filter', () => {
  const words = wordsOf('since this morning nobody in the whole sales office on floor 3 can open the ordering system')
  const { all, any, least, most } = similarFilter(words)
  const passes = (other: readonly string[]) =>
    all.every((word) => other.includes(word)) &&
    any.some((word) => other.includes(word)) &&
    other.length >= least &&
    other.length <= most
  let similarOnes = 0
  // Every list that lacks some of the words and has some others instead.
  for (let taken = 0; taken < 2 ** 16; taken += 7) {
    const kept = words.filter((_, index) => (taken >> index) % 2 === 0)
    for (const added of [0, 1, 2, 3]) {
      const other = [...kept, ...['yesterday', 'everybody', 'buying'].slice(0, added)]
      if (similarity(words, other) < similarFrom) continue
      similarOnes++
      assert.ok(passes(other), other.join(' '))
    }
  }
  assert.ok(similarOnes > 50, String(similarOnes))
  assert.equal(passes(wordsOf('the lift on floor 3 is stuck')), false)
})
