import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Language } from '../text/language.ts'
import { affixesOf, analyzePassage } from './analyze-passage.ts'
import { lowerBound, termHash } from '../text/term-hash.ts'
import { sentenceCue, tokenKind } from './token-kinds.ts'

function analyze(text: string, language: Language = 'en') {
  return analyzePassage({ id: 7, title: 'Project Heron', heading: 'Results', language, text })
}

test('sentences carry exact offsets, also with emoji before them', () => {
  const text = '🚀 We moved the database. It took 47 minutes.'
  const { sentences } = analyze(text)
  assert.deepEqual(
    sentences.map(({ start, end }) => text.slice(start, end)),
    ['🚀 We moved the database.', 'It took 47 minutes.'],
  )
})

test('every token belongs to its sentence, and terms are found by hash', () => {
  const passage = analyze('Backups failed. Restores worked.')
  assert.deepEqual([...passage.sentenceOf], [0, 0, 1, 1])
  const at = lowerBound(passage.termHashes, termHash('restor'))
  assert.equal(passage.termHashes[at], termHash('restor'))
  assert.equal(passage.termPositions[at], 2)
  assert.ok(passage.titleHashes.includes(termHash('heron')))
})

test('knows numbers, times, names and places', () => {
  const passage = analyze('In May 2019 Marta Quill moved 46 databases to Lyon.')
  const kindOf = (index: number) => passage.kinds[index]!
  assert.ok(kindOf(1) & tokenKind.time)
  assert.ok(kindOf(2) & tokenKind.time)
  assert.ok(kindOf(3) & tokenKind.nameRun)
  assert.ok(kindOf(4) & tokenKind.nameRun)
  assert.ok(kindOf(6) & tokenKind.number)
  assert.equal(kindOf(6) & tokenKind.time, 0)
  assert.ok(kindOf(9) & tokenKind.place)
})

test('a first word is a name only when it is one elsewhere too', () => {
  const passage = analyze('Aristotle was wrong. Later Aristotle was read again. Gravity won.')
  assert.ok(passage.kinds[0]! & tokenKind.capital)
  assert.equal(passage.kinds[passage.sentences[2]!.firstToken]! & tokenKind.capital, 0)
})

test('reads cues', () => {
  const cues = analyze('It failed because the disk was full. Is that so?').sentences.map((sentence) => sentence.cues)
  assert.ok(cues[0]! & sentenceCue.reason)
  assert.ok(cues[0]! & sentenceCue.pronounStart)
  assert.ok(cues[1]! & sentenceCue.question)
})

test('affixes join derivations, and in German compounds and their heads', () => {
  const keys = (term: string, language: Language) => affixesOf(term, language).map((affix) => affix.key)
  const shared = (a: string, b: string, language: Language) =>
    keys(a, language).some((key) => keys(b, language).includes(key))
  assert.ok(shared('inventor', 'invent', 'en'))
  assert.ok(shared('kernetalbahn', 'bahn', 'de'))
  assert.ok(!shared('football', 'ball', 'en'))
})

test('an empty passage has no sentences', () => {
  assert.equal(analyze('').sentences.length, 0)
  assert.equal(analyze('…').sentences.length, 0)
})
