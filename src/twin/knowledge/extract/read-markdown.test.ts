import assert from 'node:assert/strict'
import { test } from 'node:test'
import { writeMarkdown } from './read-markdown.ts'
import { createTextBuilder } from './text-builder.ts'

function read(source: string) {
  const builder = createTextBuilder(1_000_000)
  const title = writeMarkdown(source, builder)
  const text = builder.toString()
  return { title, text, headings: builder.headings.map(({ start, end, level }) => [level, text.slice(start, end)]) }
}

test('headings, emphasis, links, images and code lose their marks', () => {
  const { title, text, headings } = read(
    '# The *real* title #\n\nSee [the **docs**](https://example.com) and <https://example.org>, ![a chart](c.png), `x = 1`.\n\nSetext\n------\n\n```js\nconst a = 1\n\n  b()\n```\n',
  )
  assert.equal(title, 'The real title')
  assert.deepEqual(headings, [
    [1, 'The real title'],
    [2, 'Setext'],
  ])
  assert.equal(
    text,
    'The real title\n\nSee the docs and https://example.org, a chart, x = 1.\n\nSetext\n\nconst a = 1\n\n  b()',
  )
})

test('lists keep their structure, tasks their state', () => {
  const { text } = read('- one\n- two\n  - deep\n- [x] done\n\n3. three\n4. four\n   with a second line\n')
  assert.equal(text, '- one\n- two\n  - deep\n- [x] done\n\n3. three\n4. four with a second line')
})

test('each table row can be read alone', () => {
  const { text } = read('| Category | Tickets |\n|---|---:|\n| Access | 5,778 |\n| *Other* | |\n')
  assert.equal(text, 'Category: Access; Tickets: 5,778\nCategory: Other')
})

test('wrapped lines are joined, lines written below each other are not', () => {
  const wrapped =
    'This paragraph was wrapped by an editor at about eighty columns, so that its\nlines belong together and a sentence may run over the end of any of its\nlines.\n'
  assert.equal(read(wrapped).text, wrapped.trim().replaceAll('\n', ' '))
  assert.equal(read(`Author: Liva\nDate: 3 May 2024\n\n${wrapped}`).text.split('\n')[1], 'Date: 3 May 2024')
  assert.equal(read('A line that\ngoes on.').text, 'A line that goes on.')
  assert.equal(read('A hard  \nbreak').text, 'A hard\nbreak')
})

test('HTML inside Markdown is read as HTML', () => {
  const { text } = read(
    'Before\n\n<div><script>evil()</script><p>Inside &amp; out</p></div>\n\nA<br>B <!-- not this --> <b>C</b>\n',
  )
  assert.equal(text, 'Before\n\nInside & out\n\nA\nB C')
})

test('quotes and footnotes are text', () => {
  assert.equal(read('> She said so.\n\nText[^1].\n\n[^1]: The note.\n').text, 'She said so.\n\nText.\n\nThe note.')
})

test('what hidden inline HTML holds is not read', () => {
  assert.equal(
    read('Seen <span style="font-size:0">not <span>at</span> all</span>and <b class="x">seen</b>.\n').text,
    'Seen and seen.',
  )
})
