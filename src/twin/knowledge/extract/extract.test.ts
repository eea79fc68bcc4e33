import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, test } from 'node:test'
import { deflateRawSync, deflateSync } from 'node:zlib'
import { writePdf } from '../../../../test/fixtures/write-pdf.ts'
import { writeDocx, writeZip } from '../../../../test/fixtures/write-zip.ts'
import type { ExtractedDocument } from '../document.ts'
import { createExtractor } from './extract.ts'
import { skipReasons, type ExtractInput, type SkipReason } from './outcome.ts'

const extractor = createExtractor()
after(() => extractor[Symbol.asyncDispose]())

const sample = new URL('../../../../sample/', import.meta.url)
const sentence = 'The backups of forty-six databases were restored and compared.'
const page = [{ text: sentence, x: 50, y: 700 }]
const paragraph = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`

async function read(
  name: string,
  bytes: Uint8Array | string,
  declared?: ExtractInput['declared'],
): Promise<ExtractedDocument> {
  const outcome = await extractor.extract({ name, bytes: Buffer.from(bytes), ...(declared && { declared }) })
  assert.ok(outcome.status === 'read', outcome.status === 'skipped' ? `${outcome.reason}: ${outcome.message}` : '')
  return outcome.documents[0]!
}

async function assertSkipped(
  name: string,
  bytes: Uint8Array | string,
  reason: SkipReason,
  message = /./,
  reader = extractor,
) {
  const outcome = await reader.extract({ name, bytes: Buffer.from(bytes) })
  assert.deepEqual([name, outcome.status, 'reason' in outcome && outcome.reason], [name, 'skipped', reason])
  assert.match('message' in outcome ? outcome.message : '', message)
  seen.add(reason)
}
const seen = new Set<SkipReason>()

test('every file of the sample is read, with spans that hold', async () => {
  for (const name of [
    'documents/capacity-plan-2025.pdf',
    'documents/on-call-handbook.docx',
    'documents/opinion-automation-needs-a-witness.html',
    'documents/retour-experience-panne-electrique.md',
    'documents/notes-on-call-diary.txt',
    'sops/disk-full-linux-server.md',
  ]) {
    const document = await read(name, await readFile(new URL(name, sample)))
    assert.ok(document.text.length > 1_000 && document.headings.length > 0, name)
    assert.equal(document.text, document.text.normalize('NFC').toWellFormed())
    for (const { start, end } of document.headings) {
      const heading = document.text.slice(start, end)
      assert.ok(heading === heading.trim() && !heading.includes('\n') && heading.length > 0, name)
      assert.equal(document.text[end] ?? '\n', '\n')
    }
  }
})

test('a PDF has pages, a heading, a table and sentences that run over a page', async () => {
  const { title, text, pages, language, metadata } = await read(
    'a.pdf',
    await readFile(new URL('documents/capacity-plan-2025.pdf', sample)),
  )
  assert.equal(title, 'Capacity plan 2025: storage and compute')
  assert.equal(language, 'en')
  assert.deepEqual(
    pages?.map((start) => start.page),
    [1, 2, 3],
  )
  assert.equal(metadata['pageCount'], 3)
  assert.match(text, /since three purchases are not a trend\.\n/)
  assert.ok(text.slice(pages![1]!.start).startsWith('three purchases are not a trend.'))
  assert.match(text, /^Measure: Used; 31 January 2025: 338 TB; 30 April 2025: 294 TB$/m)
})

test('a DOCX has its headings, lists and tables; deleted text stays deleted', async () => {
  const styled = (style: string, text: string) =>
    `<w:p><w:pPr><w:pStyle w:val="${style}"/></w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`
  const table = `<w:tbl>${[
    ['Name', 'Town'],
    ['Liva', 'Lyon'],
  ]
    .map((row) => `<w:tr>${row.map((cell) => `<w:tc>${paragraph(cell)}</w:tc>`).join('')}</w:tr>`)
    .join('')}</w:tbl>`
  const changed =
    '<w:p><w:r><w:t>We keep it</w:t></w:r><w:del><w:r><w:delText> not</w:delText></w:r></w:del><w:ins><w:r><w:t> always.</w:t></w:r></w:ins></w:p>'
  const { title, text, headings } = await read('a.docx', writeDocx(styled('Heading1', 'Report') + changed + table))
  assert.equal(title, 'Report')
  assert.equal(text, 'Report\n\nWe keep it always.\n\nName: Town\nLiva: Lyon')
  assert.deepEqual(headings, [{ start: 0, end: 6, level: 1 }])
})

test('what the caller declares wins; front matter decides where the caller is silent, and may only be stricter', async () => {
  const source =
    '---\ntitle: From the file\nlanguage: fr\naudience: recruiter\nteam: ops\n---\n\n# Heading\n\nSome text.\n'
  const silent = await read('notes/a.md', source)
  assert.deepEqual(
    [silent.title, silent.language, silent.audience, silent.kind],
    ['From the file', 'fr', 'recruiter', 'document'],
  )
  assert.deepEqual(silent.metadata, { team: 'ops' })
  const declared = await read('a.md', source, { title: 'Mine', language: 'de', audience: 'owner' })
  assert.deepEqual([declared.title, declared.language, declared.audience], ['Mine', 'de', 'owner'])
  assert.equal((await read('a.md', source, { audience: 'public' })).audience, 'recruiter')
})

test('an SOP keeps its front matter as metadata and says it in sentences', async () => {
  const { kind, metadata, title, text } = await read(
    'a.md',
    await readFile(new URL('sops/disk-full-linux-server.md', sample)),
  )
  assert.equal(kind, 'sop')
  assert.equal(title, 'Disk full on a Linux server')
  assert.equal(metadata['id'], 'SOP-DISK-02')
  assert.equal(metadata['estimated_minutes'], 20)
  assert.match(text, /^The procedure SOP-DISK-02 is: Disk full on a Linux server\.\n/)
  assert.match(text, /^This procedure was last reviewed on \d+ \p{L}+ \d{4}\.\n/mu)
  const french =
    '---\ntitle: Disque plein\nid: SOP-9\nrisk: high\nreviewed: 2025-03-01\n---\n\nIl faut libérer de la place sur le serveur.\n'
  assert.match(
    (await read('sops/a.md', french)).text,
    /relue pour la dernière fois le 1er mars 2025\.\nLe risque de cette procédure est élevé\.\n\nIl faut/,
  )
})

test('titles and languages come from the text, then from the file name', async () => {
  assert.equal((await read('my-notes_2024.txt', 'This is a sentence. And this is another one.')).title, 'My notes 2024')
  assert.equal((await read('x.txt', 'Ceci est une phrase que nous avons écrite hier.')).language, 'fr')
  assert.equal(
    (await read('x.html', '<html lang="en"><p>Das haben wir gestern nicht mehr geschafft.</p></html>')).language,
    'de',
  )
  assert.equal((await read('x.html', '<html lang="es"><p>Tessarune 2024</p></html>')).language, 'es')
  assert.equal((await read('x.txt', 'Zażółć gęślą jaźń 12345')).language, 'und')
})

test('emoji, accents and a byte order mark', async () => {
  const { text, title } = await read('x.md', '\ufeff# Cafe\u0301 👩‍💻\n\nWe 😀 agree.\n')
  assert.equal(text, 'Café 👩‍💻\n\nWe 😀 agree.')
  assert.equal(title, 'Café 👩‍💻')
})

test('text files that cannot be read', async () => {
  await assertSkipped('a.txt', '', 'empty')
  await assertSkipped('a.md', '\n \n', 'empty')
  await assertSkipped('a.txt', 'abc\u0000def', 'binary', /offset 3/)
  await assertSkipped('a.txt', Buffer.from('caf\xe9 au lait', 'latin1'), 'not_utf8', /offset 3/)
  await assertSkipped('a.txt', Buffer.from('\ufeff\ufffd e\xff', 'utf8').subarray(0, -1), 'not_utf8', /offset 8/)
  await assertSkipped('a.txt', Buffer.from('\ufeffhello', 'utf16le'), 'not_utf8', /UTF-16/)
  await assertSkipped('a.xyz', 'hello', 'unknown_type', /\.xyz/)
  await assertSkipped('README', 'hello', 'unknown_type')
  await assertSkipped('a.md', '---\ntitle: [x\n---\ntext', 'invalid_front_matter', /YAML/)
})

test('JSON that is no profile, and a profile with mistakes', async () => {
  await assertSkipped('a.json', '{"basics": {"name": 1,}}', 'invalid_profile', /not valid JSON/)
  await assertSkipped(
    'a.json',
    '{"work": [{"startDate": "2021-13", "highlights": "one"}]}',
    'invalid_profile',
    /\/work\/0\/startDate: .*; \/work\/0\/highlights: /,
  )
  await assertSkipped('a.json', '{"name": "package"}', 'unknown_type', /not a JSON Resume/)
  await assertSkipped('a.json', '{"meta": {"format": "FRESH@0.6.0"}, "info": {}}', 'unknown_type', /FRESH/)
})

test('PDFs that cannot be read', async () => {
  const whole = await readFile(new URL('documents/capacity-plan-2025.pdf', sample))
  await assertSkipped('cut.pdf', whole.subarray(0, whole.length / 2), 'damaged', /too early/)
  await assertSkipped('cut.pdf', Buffer.concat([whole.subarray(0, 200), Buffer.from('%%EOF')]), 'damaged')
  await assertSkipped('locked.pdf', writePdf([page], { password: 'sesame' }), 'encrypted_pdf')
  await assertSkipped('scan.pdf', writePdf([[], []]), 'no_text_layer', /ocrmypdf/)
  await assertSkipped('no.pdf', 'hello', 'damaged', /does not begin like one/)
  assert.equal((await read('whatever.bin', writePdf([page], { title: 'untitled' }))).text, sentence)
})

test('a PDF without a password to open it is read although its owner locked it', async () => {
  assert.equal((await read('open.pdf', writePdf([page], { password: '' }))).text, sentence)
})

test('DOCX files that cannot be read, zip bombs among them', async () => {
  const zeros = deflateRawSync(Buffer.alloc(120 * 1024 * 1024))
  const bomb = { name: 'word/footnotes.xml', data: '', deflated: zeros }
  await assertSkipped(
    'bomb.docx',
    writeDocx(paragraph('x'), [{ ...bomb, claimedSize: 120 * 1024 * 1024 }]),
    'zip_bomb',
    /100 MB/,
  )
  await assertSkipped(
    'liar.docx',
    writeDocx(paragraph('x'), [{ ...bomb, claimedSize: 100 }]),
    'zip_bomb',
    /larger than it says/,
  )
  const many = Array.from({ length: 2_000 }, (_, index) => ({ name: `word/media/${index}.png`, data: '' }))
  await assertSkipped('many.docx', writeDocx(paragraph('x'), many), 'zip_bomb', /parts/)
  await assertSkipped('path.docx', writeDocx(paragraph('x'), [{ name: '../evil.xml', data: 'x' }]), 'damaged')
  await assertSkipped(
    'twice.docx',
    writeDocx(paragraph('x'), [{ name: 'word/document.xml', data: '<x/>' }]),
    'damaged',
    /two parts/,
  )
  await assertSkipped('cut.docx', writeDocx(paragraph('x')).subarray(0, 500), 'damaged')
  await assertSkipped('broken.docx', writeDocx('<w:p><w:r'), 'damaged')
  await assertSkipped(
    'sheet.docx',
    writeZip([{ name: 'xl/workbook.xml', data: '<x/>' }]),
    'damaged',
    /not a Word document/,
  )
  await assertSkipped('none.docx', writeDocx(''), 'empty')
  await assertSkipped('deep.docx', writeDocx('<w:p>'.repeat(20_000) + '</w:p>'.repeat(20_000)), 'too_complex')
})

test('sizes: of the file, of its text', async () => {
  await using small = createExtractor({ limits: { maxFileBytes: 1024 * 1024, maxTextLength: 1_000 } })
  await assertSkipped('a.txt', Buffer.alloc(1024 * 1024 + 1, 'a'), 'too_large', /1 MB/, small)
  await assertSkipped('a.txt', 'word '.repeat(300), 'too_large', /1,000 characters/, small)
  await assertSkipped('a.pdf', writePdf(Array.from({ length: 20 }, () => page)), 'too_large', /1,000 characters/, small)
})

test('nesting, time and memory without end cost the reading process only', async () => {
  await using strict = createExtractor({ timeoutMs: 1_000 })
  await assertSkipped('slow.md', '**a'.repeat(50_000), 'timeout', /1 s/, strict)
  await assertSkipped('deep.html', `${'<div>'.repeat(20_000)}x`, 'too_complex', /nested/)
  const inner = deflateSync(Buffer.alloc(300 * 1024 * 1024, ' '), { level: 1 })
  const bomb = writePdf([], {
    streams: [{ dictionary: '/Filter [/FlateDecode /FlateDecode]', data: deflateSync(inner) }],
  })
  await using patient = createExtractor({ maxMemoryMb: 200 })
  await assertSkipped('bomb.pdf', bomb, 'too_complex', /200 MB/, patient)
  const outcome = await patient.extract({ name: 'after.txt', bytes: Buffer.from('It still reads.') })
  assert.equal(outcome.status, 'read')
})

test('many files at once are read one after the other, each with its own answer', async () => {
  const outcomes = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      extractor.extract({ name: `${index}.txt`, bytes: Buffer.from(`Text number ${index}.`) }),
    ),
  )
  assert.deepEqual(
    outcomes.map((outcome) => outcome.status === 'read' && outcome.documents[0]!.text),
    Array.from({ length: 20 }, (_, index) => `Text number ${index}.`),
  )
})

test('the bytes given stay the caller’s, and a closed extractor says so', async () => {
  const bytes = Buffer.from('Some text.')
  const own = createExtractor()
  await own.extract({ name: 'a.txt', bytes })
  assert.equal(bytes.toString(), 'Some text.')
  await own[Symbol.asyncDispose]()
  await assert.rejects(own.extract({ name: 'a.txt', bytes }), /closed/)
})

test('every reason for skipping a file was seen here', () => {
  assert.deepEqual([...seen].sort(), [...skipReasons].sort())
})
