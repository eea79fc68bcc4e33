import assert from 'node:assert/strict'
import test from 'node:test'
import { splitPassages } from './passages.ts'

const sentence = 'The quick brown fox jumps over the lazy dog near the river bank. '
const paragraphOf = (length: number) =>
  sentence
    .repeat(Math.ceil(length / sentence.length))
    .slice(0, length)
    .trim()

function split(text: string, options: { pages?: { page: number; start: number }[] } = {}) {
  const headings = [...text.matchAll(/^(#+) .*$/gm)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    level: match[1]!.length,
  }))
  return splitPassages({ text, headings, language: 'en', ...options }).map((passage) => ({
    ...passage,
    text: text.slice(passage.start, passage.end),
  }))
}

test('short paragraphs of one section are one passage; a heading starts another, with its path', () => {
  const passages = split('Intro.\n\n# Report\n\nFirst.\n\nSecond.\n\n## Results\n\nThird.\n\n# Notes\nFourth.')
  assert.deepEqual(
    passages.map(({ heading, text }) => [heading, text]),
    [
      ['', 'Intro.'],
      ['Report', 'First.\n\nSecond.'],
      ['Report > Results', 'Third.'],
      ['Notes', 'Fourth.'],
    ],
  )
})

test('a heading with nothing under it keeps its words; one with sub-headings does not repeat them', () => {
  const passages = split('# Work\n\n## 2019: joined Acme\n\n## 2021: left\n\nFor Berlin.')
  assert.deepEqual(
    passages.map(({ heading, text }) => [heading, text]),
    [
      ['Work > 2019: joined Acme', '## 2019: joined Acme'],
      ['Work > 2021: left', 'For Berlin.'],
    ],
  )
})

test('an abstract of 250 words is one passage', () => {
  assert.equal(split(Array(250).fill('boundary').join(' ') + '.').length, 1)
})

test('long paragraphs are not joined, and an over-long one is cut between sentences into even parts', () => {
  const passages = split(`${paragraphOf(1_200)}\n\n${paragraphOf(1_200)}\n\n${paragraphOf(7_000)}`)
  assert.equal(passages[0]!.text, paragraphOf(1_200))
  assert.equal(passages[1]!.text, paragraphOf(1_200))
  const parts = passages.slice(2)
  assert.equal(parts.length, 5)
  for (const part of parts) assert.ok(part.text.length > 1_200 && part.text.length < 2_400, `${part.text.length}`)
  for (const part of parts.slice(0, -1)) assert.match(part.text, /^The quick[^]*bank\.$/)
})

test('a sentence over the maximum is cut between words, and a word over the maximum between characters', () => {
  const words = 'alpha beta gamma delta '.repeat(300).trim()
  const parts = split(words)
  assert.ok(parts.length > 1)
  assert.equal(parts.map(({ text }) => text).join(' '), words)
  const emoji = '😀'.repeat(4_000)
  const pieces = split('x' + emoji)
  assert.equal(pieces.map(({ text }) => text).join(''), 'x' + emoji)
  for (const { text } of pieces) assert.ok(text.isWellFormed())
})

test('no character but white space and headings is lost, and spans do not overlap', () => {
  const text = Array.from({ length: 60 }, (_, index) => paragraphOf(40 + ((index * 397) % 3_500))).join('\n \n')
  let end = 0
  for (const passage of split(text)) {
    assert.equal(text.slice(end, passage.start).trim(), '')
    assert.equal(passage.text, passage.text.trim())
    end = passage.end
  }
  assert.equal(text.slice(end).trim(), '')
})

test('a passage carries the page it starts on, and paragraphs of two pages are not joined', () => {
  const text = 'One.\n\nTwo.\n\nThree.'
  const passages = split(text, {
    pages: [
      { page: 1, start: 0 },
      { page: 2, start: text.indexOf('Three') },
    ],
  })
  assert.deepEqual(
    passages.map(({ page, text }) => [page, text]),
    [
      [1, 'One.\n\nTwo.'],
      [2, 'Three.'],
    ],
  )
})

test('white space alone has no passages', () => {
  assert.deepEqual(split(' \n\n\t\n'), [])
})

test('an over-long heading is cut, its words stay in the text, and a long path keeps the innermost headings', () => {
  const long = 'wordy '.repeat(1_000).trim()
  const passages = split(`# ${long} needle\n\nUnder it.\n\n## ${long}\n\n### Results\n\nThird.`)
  for (const { heading } of passages) assert.ok(heading.length <= 600, `${heading.length}`)
  assert.equal(passages[0]!.heading, long.slice(0, 300))
  assert.ok(passages.some(({ text }) => text.includes('needle')))
  assert.equal(passages.at(-1)!.text, 'Third.')
  assert.equal(passages.at(-1)!.heading, `${long.slice(0, 300)} > Results`)
})
