import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SkipError } from './outcome.ts'
import { cleanText, createTextBuilder } from './text-builder.ts'

test('spans are exact, headings are recorded, groups stay together', () => {
  const builder = createTextBuilder(1_000)
  const list = {}
  builder.heading(1, ' A\n title ')
  const paragraph = builder.paragraph('Some  text\nwith a   break')
  builder.line('- one', list)
  const two = builder.line('- two 😀', list, '  ')
  builder.verbatim('\n\n  code\n    more\n\n')
  const text = builder.toString()
  assert.equal(text, 'A title\n\nSome text\nwith a break\n\n- one\n  - two 😀\n\n  code\n    more')
  assert.deepEqual(
    builder.headings.map(({ start, end, level }) => [text.slice(start, end), level]),
    [['A title', 1]],
  )
  assert.equal(text.slice(paragraph?.start, paragraph?.end), 'Some text\nwith a break')
  assert.equal(text.slice(two?.start, two?.end), '  - two 😀')
})

test('blocks without text leave no trace', () => {
  const builder = createTextBuilder(1_000)
  assert.equal(builder.paragraph(' \n '), undefined)
  assert.equal(builder.heading(1, ''), undefined)
  assert.equal(builder.line('', {}), undefined)
  assert.equal(builder.toString(), '')
  assert.equal(builder.headings.length, 0)
})

test('text is NFC and well formed, without control characters and invisible word splitters', () => {
  assert.equal(cleanText('cafe\u0301'), 'café')
  assert.equal(cleanText('a\u0000b\u0007c\u00adop\u200ber\ufeff'), 'abcoper')
  assert.equal(cleanText('a\r\nb\rc\u2028d'), 'a\nb\nc\nd')
  assert.equal(cleanText('x\ud800y'), 'x\ufffdy')
  assert.equal(cleanText('👩\u200d💻 89\u00a0%'), '👩\u200d💻 89\u00a0%')
})

test('more text than the limit is refused', () => {
  const builder = createTextBuilder(20)
  builder.paragraph('0123456789')
  assert.throws(
    () => builder.paragraph('0123456789'),
    (error) => error instanceof SkipError && error.reason === 'too_large',
  )
})
