import { AppError } from '../../errors.ts'
import type { TailoredResume } from '../job-match/job-schemas.ts'
import { bracketed, layOut, type LayoutEntry, type LayoutSection, type Piece } from './resume-layout.ts'

const margin = 50
const grey = '#555555'
const black = '#1a1a1a'

/**
 * A résumé as a PDF of A4 pages, with text that can be selected and read by machines. It uses the fonts that every reader has, and so
 * the letters of Western European languages (Windows-1252); letters with other accents lose those.
 * @throws AppError `invalid_input` when the résumé is written in another script.
 */
export async function resumePdf(
  tailored: TailoredResume,
  { sources = false }: { sources?: boolean | undefined } = {},
): Promise<Buffer> {
  const { default: PdfDocument } = await import('pdfkit')
  const { language, name, label, contact, summary, sections } = layOut(tailored)
  const document = new PdfDocument({
    size: 'A4',
    margin,
    lang: language,
    info: { Title: westernText(name?.text ?? 'Résumé'), Producer: 'Pollux', Creator: 'Pollux' },
  })
  const chunks: Buffer[] = []
  document.on('data', (chunk: Buffer) => chunks.push(chunk))
  const ended = new Promise<void>((resolve, reject) => document.once('end', resolve).once('error', reject))
  const width = document.page.width - 2 * margin
  const set = (size: number, { bold = false, colour = black } = {}) =>
    document
      .font(bold ? 'Helvetica-Bold' : 'Helvetica')
      .fontSize(size)
      .fillColor(colour)
  const write = (text: string, size: number, { bold = false, colour = black, indent = 0 } = {}) =>
    set(size, { bold, colour }).text(westernText(text), margin + indent, undefined, { width: width - indent })
  const joined = (pieces: readonly Piece[], separator: string) => pieces.map(({ text }) => text).join(separator)
  /** Pieces of one paragraph, each set in its own way. */
  const writeRuns = (runs: readonly { text: string; bold?: boolean; colour?: string }[]) =>
    runs.forEach(({ text, ...how }, place) => {
      const continued = place < runs.length - 1
      if (place === 0) set(10, how).text(westernText(text), margin, undefined, { width, continued })
      else set(10, how).text(westernText(text), { continued })
    })

  /** What it is to the left, when and where to the right, in one line where both fit. */
  function writeHead(title: string, aside: string): void {
    const right = westernText(aside)
    const fits =
      set(9.5).widthOfString(right) + set(10.5, { bold: true }).widthOfString(westernText(title)) < width - 12
    if (title === '' || aside === '' || !fits) {
      if (title !== '') write(title, 10.5, { bold: true })
      if (aside !== '') write(aside, 9.5, { colour: grey })
      return
    }
    const top = document.y
    write(title, 10.5, { bold: true })
    const below = document.y
    set(9.5, { colour: grey }).text(right, margin, top + 1, { width, align: 'right' })
    document.x = margin
    document.y = below
  }

  function writeEntry({ title, aside, paragraphs, items }: LayoutEntry): void {
    // A title alone at the foot of a page belongs on the next.
    if (document.y > document.page.height - margin - 60) document.addPage()
    writeHead(joined(title, ', '), joined(aside, ' · '))
    for (const { text } of paragraphs) write(text, 10)
    for (const { text } of items) write(`• ${text}`, 10, { indent: 10 })
    document.moveDown(0.4)
  }

  function runsOf({ title, aside, paragraphs }: LayoutEntry) {
    const { open, close } = bracketed(aside)
    return [
      ...(title.length > 0 ? [{ text: joined(title, ', '), bold: true }] : []),
      ...(aside.length > 0 ? [{ text: `${open}${joined(aside, ', ')}${close}`, colour: grey }] : []),
      ...(paragraphs.length > 0 ? [{ text: `: ${joined(paragraphs, ' ')}` }] : []),
    ]
  }

  function writeSection({ entries, set: how }: LayoutSection): void {
    if (how === 'blocks') return entries.forEach(writeEntry)
    if (how === 'lines') entries.forEach((entry) => writeRuns(runsOf(entry)))
    else writeRuns(entries.flatMap((entry, place) => [...(place > 0 ? [{ text: '  ·  ' }] : []), ...runsOf(entry)]))
    document.moveDown(0.4)
  }

  if (name) write(name.text, 20, { bold: true })
  if (label) write(label.text, 12)
  if (contact.length > 0) write(joined(contact, '  ·  '), 9.5, { colour: grey })
  document.moveDown(0.5)
  if (summary) {
    write(summary.text, 10)
    document.moveDown(0.3)
  }
  for (const section of sections) {
    if (document.y > document.page.height - margin - 60) document.addPage()
    document.moveDown(0.4)
    write(section.title, 12.5, { bold: true })
    document.moveDown(0.2)
    writeSection(section)
  }
  if (sources) {
    document.addPage()
    write('Sources', 12.5, { bold: true })
    for (const { path, citation } of tailored.lines)
      write(`${path}: ${citation.title}, ${citation.start}–${citation.end}: “${citation.quote}”`, 8)
  }
  document.end()
  await ended
  return Buffer.concat(chunks)
}

/** In Windows-1252 beside Latin-1. */
const western = /^[\t\n\r\u0020-\u007e\u00a0-\u00ff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]*$/u
const plain: Readonly<Record<string, string>> = {
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ı: 'i',
  ħ: 'h',
  Ħ: 'H',
  ŧ: 't',
  Ŧ: 'T',
  '‑': '-',
  '‐': '-',
  '−': '-',
  '→': '->',
  '≥': '>=',
  '≤': '<=',
  '\u202f': '\u00a0',
  '\u2009': ' ',
}

function westernText(text: string): string {
  if (western.test(text)) return text
  let written = ''
  for (const character of text) {
    if (western.test(character)) written += character
    else written += plain[character] ?? character.normalize('NFD').replace(/\p{M}+/gu, '')
  }
  if (western.test(written)) return written
  throw new AppError(
    'invalid_input',
    'This résumé has letters that the fonts of the PDF do not have. Ask for it as HTML and print that to a PDF.',
  )
}
