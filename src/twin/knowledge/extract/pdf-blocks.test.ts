import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pdfBlocks } from './pdf-blocks.ts'
import { pdfLines, withoutFurniture, type PdfFragment, type PdfLine } from './pdf-lines.ts'

function line(text: string, y: number, more: Partial<PdfFragment> = {}): PdfFragment {
  return { text, x: 50, y, width: text.length * 5, size: 10, font: 'body', ...more }
}

function lines(...pages: PdfFragment[][]): PdfLine[] {
  return withoutFurniture(pages.map((fragments, index) => pdfLines(fragments, index + 1))).flat()
}

function texts(all: readonly PdfLine[]) {
  return pdfBlocks(all).map((block) => (block.kind === 'rows' ? block.rows.join('\n') : `${block.kind}: ${block.text}`))
}

const full = 'a line that reaches the right edge of the page, as the lines of a paragraph do'

test('lines are joined to paragraphs, by distance, indent and size', () => {
  const page = [
    line('A big title', 800, { size: 18, font: 'bold' }),
    line(full, 760),
    line(`${full} and it goes on`, 748),
    line('to its end.', 736),
    line('The next paragraph.', 712),
    line('Heading', 690, { font: 'bold' }),
    line('Its text.', 678),
  ]
  assert.deepEqual(texts(lines(page)), [
    'heading: A big title',
    `paragraph: ${full} ${full} and it goes on to its end.`,
    'paragraph: The next paragraph.',
    'heading: Heading',
    'paragraph: Its text.',
  ])
})

test('a hyphen at a line end goes only when the document knows the word without it', () => {
  const page = [
    line('Monitoring matters. The monitor-', 700),
    line('ing of back-ups is a well-', 688),
    line('known topic, a well-known one, and it needs an after-', 676),
    line('thought.', 664),
  ]
  assert.deepEqual(texts(lines(page)), [
    'paragraph: Monitoring matters. The monitoring of back-ups is a well-known topic, a well-known one, and it needs an after-thought.',
  ])
  const typeset = [
    ...page,
    line('Monitoring the back-', 652),
    line('ups, he says, is topic number one. Back-ups? A top-', 640),
    line('ic. An after-', 628),
    line('noon.', 616),
  ]
  assert.match(
    texts(lines(typeset)).join(' '),
    /needs an afterthought\. paragraph: Monitoring the back-ups, [^]* A topic\. An afternoon\.$/,
  )
})

test('bullets and numbers make items; their second lines belong to them', () => {
  const page = [
    line('•', 700, { width: 4 }),
    line('first item that is long enough to go over the end of', 700, { x: 62 }),
    line('its line', 688, { x: 62 }),
    line('•', 674, { width: 4 }),
    line('second', 674, { x: 62 }),
    line('3', 660, { width: 5 }),
    line('third', 660, { x: 66 }),
  ]
  assert.deepEqual(texts(lines(page)), [
    'item: - first item that is long enough to go over the end of its line',
    'item: - second',
    'item: 3. third',
  ])
})

test('aligned columns are a table, with its header when one shows', () => {
  const row = (y: number, cells: string[], font = 'body') =>
    cells.map((text, column) => line(text, y, { x: 50 + column * 150, width: 40, font }))
  const page = [
    line(full, 740),
    ...row(700, ['Measure', 'Before', 'After'], 'bold'),
    ...row(685, ['Alerts', '1,940', '212']),
    ...row(670, ['Pages', '23', '4']),
    line('And a text below.', 640),
  ]
  assert.deepEqual(texts(lines(page)), [
    `paragraph: ${full}`,
    'Measure: Alerts; Before: 1,940; After: 212\nMeasure: Pages; Before: 23; After: 4',
    'paragraph: And a text below.',
  ])
})

test('a table with near columns, an empty cell, figures set to the right and a cell of two lines', () => {
  const cell = (text: string, x: number, y: number, width = text.length * 5, font = 'body') =>
    line(text, y, { x, width, font })
  const page = [
    cell('Service', 110, 700, 40, 'bold'),
    cell('Note', 219, 700, 59, 'bold'),
    cell('Incidents', 285, 700, 47, 'bold'),
    cell('Portal for patients and others', 37, 685, 175),
    cell('since May', 219, 685, 45),
    cell('12', 320, 685, 12),
    cell('2023', 219, 673, 20),
    cell('Laboratory', 37, 658, 50),
    cell('5', 326, 658, 6),
  ]
  assert.deepEqual(texts(lines(page)), [
    'Service: Portal for patients and others; Note: since May 2023; Incidents: 12\nService: Laboratory; Incidents: 5',
  ])
})

test('stretched lines and superscripts are no table', () => {
  const stretched = (y: number, x: number) => [
    line('words of a line', y),
    line('that was stretched to its edge', y, { x: x + 130 }),
  ]
  const page = [
    ...stretched(700, 0),
    ...stretched(688, 7),
    line('area in m', 676),
    line('2', 680.5, { x: 95, width: 4, size: 7 }),
    line('only', 676, { x: 102, width: 20 }),
  ]
  assert.deepEqual(texts(lines(page)), [
    'paragraph: words of a line that was stretched to its edge words of a line that was stretched to its edge area in m2 only',
  ])
})

test('running footers are left out, and a sentence goes on over the page', () => {
  const footer = (page: number) => line(`Report, page ${page}`, 30)
  const first = [footer(1), line(`It begins here and ${full}`, 100), line(`${full} with`, 88)]
  const second = [footer(2), line('the rest on the next page.', 800), line('Then more.', 770)]
  const [sentence, more] = pdfBlocks(lines(first, second))
  assert.ok(sentence?.kind === 'paragraph')
  assert.equal(sentence.text, `It begins here and ${full} ${full} with the rest on the next page.`)
  assert.deepEqual(sentence.breaks, [{ page: 2, at: sentence.text.indexOf('the rest') }])
  assert.equal(more?.kind === 'paragraph' && more.text, 'Then more.')
})

test('a dash begins an item after a colon and below the dash of another, and none in the middle of a sentence', () => {
  const page = [
    line('What you need:', 700),
    line('- Linux', 688),
    line('- Two years of Ansible and of what', 676),
    line('belongs to it', 664, { x: 58 }),
    line('A sentence that holds a remark', 630),
    line('- as some do - and goes on.', 618),
  ]
  assert.deepEqual(texts(lines(page)), [
    'paragraph: What you need:',
    'item: - Linux',
    'item: - Two years of Ansible and of what belongs to it',
    'paragraph: A sentence that holds a remark - as some do - and goes on.',
  ])
})
