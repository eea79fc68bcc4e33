import assert from 'node:assert/strict'
import { test } from 'node:test'
import { segments } from './segments.ts'

const text = 'One 🛠️ two. Three, four. Five!'
const read = (pieces: { start: number; end: number }[]) => pieces.map(({ start, end }) => text.slice(start, end))
const span = (part: string) => ({ start: text.indexOf(part), end: text.indexOf(part) + part.length })

test('the pieces read as the whole text, the cited ones as the span', () => {
  const cited = span('Three, four.')
  const overlapping = [span('two. Three'), span('four'), span('Five!')]
  const pieces = segments(text.length, cited, overlapping, [
    { page: 1, start: 0 },
    { page: 2, start: text.indexOf(', four') },
  ])
  assert.equal(read(pieces).join(''), text)
  assert.equal(read(pieces.filter(({ mark }) => mark === 'cited')).join(''), 'Three, four.')
  assert.equal(read(pieces.filter(({ mark }) => mark === 'also-cited')).join(''), 'two. Five!')
  assert.deepEqual(
    pieces.filter(({ page }) => page !== undefined).map(({ page, start }) => [page, start]),
    [
      [1, 0],
      [2, text.indexOf(', four')],
    ],
  )
})

test('a span past the end marks only what there is', () => {
  assert.deepEqual(segments(4, { start: 2, end: 99 }, []), [
    { start: 0, end: 2, mark: 'none' },
    { start: 2, end: 4, mark: 'cited' },
  ])
  assert.deepEqual(segments(4, { start: 50, end: 99 }, []), [{ start: 0, end: 4, mark: 'none' }])
})

test('an empty text has no pieces', () => {
  assert.deepEqual(segments(0, { start: 0, end: 3 }, []), [])
})
