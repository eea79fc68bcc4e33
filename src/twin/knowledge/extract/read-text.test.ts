import assert from 'node:assert/strict'
import { test } from 'node:test'
import { writePlainText } from './read-text.ts'
import { createTextBuilder } from './text-builder.ts'

function read(source: string) {
  const builder = createTextBuilder(1_000_000)
  const title = writePlainText(source, builder)
  return { title, text: builder.toString(), headings: builder.headings.length }
}

test('a short first line is the title, a sentence is not', () => {
  assert.equal(read('Notes on backups\n\nThey work.').title, 'Notes on backups')
  assert.equal(read('They work. All of them.\n\nMore.').title, undefined)
  assert.equal(read('They work.\n').title, undefined)
  assert.equal(read('- an item\n- another').title, undefined)
})

test('hard-wrapped lines are joined, and only those', () => {
  const wrapped =
    'The restore of the database took thirty-eight minutes, which is less than the\nhour that we had promised to the sponsor, and nobody had to run. The team\nwas calm.\n\nShort lines\nstay apart\n'
  assert.deepEqual(read(wrapped).text.split('\n'), [
    'The restore of the database took thirty-eight minutes, which is less than the hour that we had promised to the sponsor, and nobody had to run. The team was calm.',
    '',
    'Short lines',
    'stay apart',
  ])
  const free = `${'A long line that no editor wrapped. '.repeat(10)}\nAnother line.\n`
  assert.equal(read(free).text.split('\n').length, 2)
})

test('items, underlined headings, Windows line ends and form feeds', () => {
  const { text, headings } = read('Plan\r\n====\r\n\r\n* one\r\n• two\r\n1) three\r\n\f\r\nNext\r\n----\r\nText.\r\n')
  assert.equal(text, 'Plan\n\n- one\n- two\n1) three\n\nNext\n\nText.')
  assert.equal(headings, 2)
})
