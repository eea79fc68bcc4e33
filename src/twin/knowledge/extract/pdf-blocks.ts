import type { PdfLine } from './pdf-lines.ts'
import { pdfTableAt } from './pdf-table.ts'

export type PdfBlock =
  | { readonly kind: 'heading'; readonly page: number; readonly level: number; readonly text: string }
  | { readonly kind: 'rows'; readonly page: number; readonly rows: readonly string[] }
  /** `breaks`: where a new page begins inside the text. */
  | {
      readonly kind: 'paragraph' | 'item'
      readonly page: number
      text: string
      readonly breaks: { page: number; at: number }[]
    }

const listItem = /^(?:[•◦▪▫■□●○‣⁃∙·–—*-]|\d{1,3}[.)]|\(?[a-z]\))\s+\S/

/** Puts the lines of a document together to headings, paragraphs, list items and table rows. */
export function pdfBlocks(lines: readonly PdfLine[]): PdfBlock[] {
  const type = typography(lines)
  const hyphenation = hyphenationOf(lines)
  const blocks: PdfBlock[] = []
  let previous: PdfLine | undefined
  let item: PdfLine | undefined
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index]!
    const table = pdfTableAt(lines, index)
    if (table) {
      blocks.push({ kind: 'rows', page: line.page, rows: table.rows })
      index += table.length - 1
      previous = undefined
      continue
    }
    const text = textOf(line)
    const level = headingLevel(line, previous, lines[index + 1], type)
    const open = blocks.at(-1)
    if (level !== undefined) {
      const continues =
        open?.kind === 'heading' && previous && isNextLine(previous, line, type) && previous.size === line.size
      if (continues) blocks[blocks.length - 1] = { ...open, text: `${open.text} ${text}` }
      else blocks.push({ kind: 'heading', page: line.page, level, text })
    } else if (
      previous &&
      (open?.kind === 'paragraph' || open?.kind === 'item') &&
      !startsItem(open, item, line) &&
      continuesText(open.text, previous, line, type)
    ) {
      const joined = join(open.text, text, hyphenation)
      if (line.page !== previous.page) open.breaks.push({ page: line.page, at: joined.length - text.length })
      open.text = joined
    } else {
      item = listItem.test(text) ? line : undefined
      blocks.push({
        kind: item ? 'item' : 'paragraph',
        page: line.page,
        text: item ? text.replace(/^[^\p{L}\p{N}(]\s+/u, '- ') : text,
        breaks: [],
      })
    }
    previous = line
  }
  return blocks
}

/** A dash may begin a line in the middle of a sentence; after a colon, or below the dash of the item before, it begins an item. */
function startsItem(open: { kind: string; text: string }, item: PdfLine | undefined, line: PdfLine): boolean {
  const text = textOf(line)
  if (!listItem.test(text)) return false
  if (open.kind === 'paragraph') return open.text.endsWith(':')
  return item !== undefined && textOf(item)[0] === text[0] && Math.abs(item.x - line.x) < 0.5 * line.size
}

interface Typography {
  readonly bodySize: number
  readonly bodyFont: string
  /** Distance between two lines of a paragraph, in font sizes. */
  readonly leading: number
  /** Right edge of the text, by page. */
  readonly right: ReadonlyMap<number, number>
  /** Sizes of headings, largest first. */
  readonly headingSizes: readonly number[]
}

function typography(lines: readonly PdfLine[]): Typography {
  const sizes = new Map<number, number>()
  const fonts = new Map<string, number>()
  const gaps = new Map<number, number>()
  const right = new Map<number, number>()
  for (const [index, line] of lines.entries()) {
    const length = textOf(line).length
    add(sizes, round(line.size), length)
    right.set(line.page, Math.max(right.get(line.page) ?? 0, line.right))
    const next = lines[index + 1]
    const gap = next && next.page === line.page && next.size === line.size ? (line.y - next.y) / line.size : 0
    if (gap > 0.5 && gap < 3) add(gaps, Math.round(gap * 20) / 20, 1)
  }
  const bodySize = mode(sizes) ?? 10
  for (const line of lines) if (round(line.size) === bodySize) add(fonts, line.font, textOf(line).length)
  const headingSizes = [...sizes.keys()].filter((size) => size >= bodySize * 1.12).sort((a, b) => b - a)
  return { bodySize, bodyFont: mode(fonts) ?? '', leading: Math.min(mode(gaps) ?? 1.2, 2), right, headingSizes }
}

/** Larger than the text, or in another font on a line of its own with space above; never a whole paragraph. */
function headingLevel(
  line: PdfLine,
  before: PdfLine | undefined,
  after: PdfLine | undefined,
  type: Typography,
): number | undefined {
  const text = textOf(line)
  if (text.length > 150 || !/\p{L}/u.test(text) || line.wide) return undefined
  const bySize = type.headingSizes.indexOf(round(line.size))
  if (bySize !== -1) return Math.min(bySize + 1, 6)
  if (line.font === type.bodyFont || round(line.size) < type.bodySize || text.length > 80 || /[.:;,!?]$/.test(text))
    return undefined
  const apart = before === undefined || before.page !== line.page || gap(before, line) > type.leading * 1.2
  if (!apart || after === undefined || after.font === line.font) return undefined
  return Math.min(type.headingSizes.length + 1, 6)
}

function continuesText(open: string, previous: PdfLine, line: PdfLine, type: Typography): boolean {
  const text = textOf(line)
  if (listItem.test(text) && !/^[–—*·-]/.test(text)) return false
  if (line.wide || previous.wide) return false
  if (Math.abs(line.size - previous.size) > 0.6) return false
  const ended = /[.!?:…]["'”»)]?$/.test(open)
  // Over a page or a column, only a sentence that has not ended goes on.
  if (line.page !== previous.page || line.y > previous.y + 1) return !ended && /^[\p{Ll}\p{N}(]/u.test(text)
  // A sentence that goes on may step further down: a superscript makes room.
  const goesOn = !ended && /^\p{Ll}/u.test(text)
  if (gap(previous, line) > type.leading * (goesOn ? 1.6 : 1.25)) return false
  const indented = line.x - previous.x > 0.8 * line.size && ended
  const width = (type.right.get(line.page) ?? line.right) - Math.min(line.x, previous.x)
  const short = ended && (type.right.get(line.page) ?? 0) - previous.right > 0.25 * width
  return !indented && !short
}

function isNextLine(previous: PdfLine, line: PdfLine, type: Typography): boolean {
  return previous.page === line.page && gap(previous, line) <= type.leading * 1.25
}

function gap(above: PdfLine, below: PdfLine): number {
  return (above.y - below.y) / Math.max(above.size, below.size)
}

interface Hyphenation {
  readonly words: ReadonlySet<string>
  /** The document was typeset with hyphenation: more than one broken word of it stands elsewhere in one piece. */
  readonly breaksWords: boolean
}

/**
 * Joins two lines. A hyphen at the end of the first goes when the document has the word in one piece elsewhere, and stays
 * when it has it with the hyphen. Of an unknown word it goes only in a document that breaks words.
 */
function join(above: string, below: string, { words, breaksWords }: Hyphenation): string {
  const broken = brokenWord(above, below)
  if (!broken) return `${above} ${below}`
  const known = words.has(broken.hyphenated)
  return words.has(broken.whole) || (breaksWords && !known) ? above.slice(0, -1) + below : above + below
}

function brokenWord(above: string, below: string): { whole: string; hyphenated: string } | undefined {
  const head = /(\p{L}+)[-‐]$/u.exec(above)?.[1]?.toLowerCase()
  const tail = /^\p{Ll}+/u.exec(below)?.[0]
  return head !== undefined && tail !== undefined ? { whole: head + tail, hyphenated: `${head}-${tail}` } : undefined
}

function hyphenationOf(lines: readonly PdfLine[]): Hyphenation {
  const words = new Set<string>()
  for (const line of lines) {
    for (const [word] of textOf(line).matchAll(/\p{L}+(?:[-‐]\p{L}+)*/gu))
      words.add(word.toLowerCase().replaceAll('‐', '-'))
  }
  let whole = 0
  let hyphenated = 0
  for (const [index, line] of lines.entries()) {
    const next = lines[index + 1]
    const broken = next && brokenWord(textOf(line), textOf(next))
    if (!broken) continue
    if (words.has(broken.whole)) whole++
    if (words.has(broken.hyphenated)) hyphenated++
  }
  return { words, breaksWords: whole > 1 && whole >= hyphenated }
}

function textOf(line: PdfLine): string {
  return line.cells.map((cell) => cell.text).join(' ')
}

function round(size: number): number {
  return Math.round(size * 2) / 2
}

function add<Key>(counts: Map<Key, number>, key: Key, amount: number): void {
  counts.set(key, (counts.get(key) ?? 0) + amount)
}

function mode<Key>(counts: ReadonlyMap<Key, number>): Key | undefined {
  let best: Key | undefined
  for (const [key, count] of counts) if (best === undefined || count > counts.get(best)!) best = key
  return best
}
