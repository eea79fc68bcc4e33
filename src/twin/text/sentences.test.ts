import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Language } from './language.ts'
import { sentenceSpans } from './sentences.ts'

const split = (text: string, language: Language) =>
  sentenceSpans(text, language).map(({ start, end }) => text.slice(start, end))

test('splits at sentence ends, not after abbreviations and initials', () => {
  assert.deepEqual(split('Dr. Quill met J. K. Brandt. They talked, e.g. about backups. It was late.', 'en'), [
    'Dr. Quill met J. K. Brandt.',
    'They talked, e.g. about backups.',
    'It was late.',
  ])
})

test('a German ordinal does not end a sentence, a number at its end does', () => {
  assert.deepEqual(split('Sie kam am 3. Mai 1871 im 19. Jahrhundert zur Welt. Er ist 24. Das stimmt.', 'de'), [
    'Sie kam am 3. Mai 1871 im 19. Jahrhundert zur Welt.',
    'Er ist 24.',
    'Das stimmt.',
  ])
})

test('list items, headings and paragraphs end a sentence', () => {
  assert.deepEqual(split('# Report\nIt went well\n\n- first\n- second', 'en'), [
    '# Report',
    'It went well',
    '- first',
    '- second',
  ])
})

test('a wrapped line goes on', () => {
  assert.deepEqual(split('The drill failed\nbecause the disk was full.\nNobody knew.', 'en'), [
    'The drill failed\nbecause the disk was full.',
    'Nobody knew.',
  ])
})

test('white space alone has no sentence', () => {
  assert.deepEqual(split(' \n\n\t ', 'en'), [])
  assert.deepEqual(split('', 'und'), [])
})
