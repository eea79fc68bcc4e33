import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Citation, Sentence } from '../../api/types.ts'
import { messages } from '../../messages/twin/en.ts'
import { answerText } from './answer-text.ts'
import { citedSources, numberCitations, paragraphs } from './citations.ts'

function citation(sourceId: string, start: number, page?: number): Citation {
  const rest = {
    title: `Title of ${sourceId}`,
    version: 'abcdef0123456789',
    audience: 'public' as const,
    quote: 'A  quote\nof two lines',
  }
  return { sourceId, start, end: start + 10, ...rest, ...(page !== undefined && { page }) }
}

const sentence = (text: string, ...citations: Citation[]): Sentence => ({ text, citations })

test('a span has one number however often it is cited', () => {
  const sentences = [
    sentence('a', citation('x', 0)),
    sentence('b', citation('y', 0), citation('x', 0)),
    sentence('c', citation('x', 5)),
  ]
  assert.deepEqual(
    [...numberCitations(sentences).values()].map(({ number, citation: { sourceId, start } }) => [
      number,
      sourceId,
      start,
    ]),
    [
      [1, 'x', 0],
      [2, 'y', 0],
      [3, 'x', 5],
    ],
  )
})

test('footnotes name a source once, with its pages in order', () => {
  const numbered = numberCitations([
    sentence('a', citation('x', 0, 7), citation('y', 3)),
    sentence('b', citation('x', 50, 2), citation('x', 70, 7)),
  ])
  assert.deepEqual(
    citedSources(numbered.values()).map(({ sourceId, pages, citations }) => [
      sourceId,
      pages,
      citations.map(({ number }) => number),
    ]),
    [
      ['x', [2, 7], [1, 3, 4]],
      ['y', [], [2]],
    ],
  )
  assert.equal(messages.source.pages([2, 7]), 'pages 2, 7')
  assert.equal(messages.source.pages([7]), 'page 7')
})

test('a paragraph ends where the source changes, but not after a single sentence', () => {
  const order = ['x', 'y', 'y', 'x', 'x', 'x']
  const sentences = order.map((id, index) => sentence(String(index), citation(id, index)))
  const shape = (count: number) =>
    paragraphs(sentences.slice(0, count)).map((paragraph) => paragraph.map(({ text }) => text).join(''))
  assert.deepEqual(shape(6), ['012', '345'])
  for (let count = 1; count < 6; count++) {
    const whole = shape(6)
    shape(count).forEach((paragraph, index) =>
      assert.ok(whole[index]?.startsWith(paragraph), 'streaming moves nothing'),
    )
  }
})

test('a copied answer carries every source with its place and a link', () => {
  const text = answerText(
    'Why?',
    [sentence('Because. ', citation('x', 4, 3), citation('x', 4, 3))],
    'http://localhost:3000/#/source/old',
    messages.source,
  )
  assert.equal(
    text,
    [
      'Why?',
      '',
      'Because. [1]',
      '',
      'Sources',
      '[1] Title of x, page 3, version abcdef012345, characters 4 to 14',
      '    "A quote of two lines"',
      '    http://localhost:3000/#/source/x?version=abcdef0123456789&start=4&end=14',
    ].join('\n'),
  )
})
