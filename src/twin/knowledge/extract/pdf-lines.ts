/** A piece of text as pdf.js gives it. Coordinates are PDF points from the bottom left of the page. */
export interface PdfFragment {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly width: number
  /** Font size in points; 0 for the white space that pdf.js makes up. */
  readonly size: number
  readonly font: string
}

export interface PdfCell {
  readonly text: string
  readonly x: number
  readonly right: number
}

export interface PdfLine {
  readonly page: number
  /** The pieces between gaps wider than a space: usually one, the columns of a table row, or words of a stretched line. */
  readonly cells: readonly PdfCell[]
  /** A gap is so wide that the pieces cannot be one run of text. */
  readonly wide: boolean
  readonly x: number
  readonly right: number
  readonly y: number
  readonly size: number
  readonly font: string
}

/** In font sizes. A space is about 0.25; in tables the columns may stand as near as this. */
const cellGap = 0.45
/** No justified line is stretched this far. */
const wideGap = 1.8

/** Groups the fragments of one page into lines, in the order in which the page was written. */
export function pdfLines(fragments: readonly PdfFragment[], page: number): PdfLine[] {
  const lines: PdfLine[] = []
  let open: PdfFragment[] = []
  const close = () => {
    const line = toLine(open, page)
    if (line) lines.push(line)
    open = []
  }
  for (const fragment of fragments) {
    if (fragment.text.trim() === '') continue
    if (!sameLine(open, fragment)) close()
    open.push(fragment)
  }
  close()
  return lines
}

/** Within a line, small raised or lowered text (superscripts, footnote marks) may stand off by more than the rest. */
function sameLine(open: readonly PdfFragment[], next: PdfFragment): boolean {
  const last = open.at(-1)
  if (last === undefined) return true
  const main = longest(open)
  const small = next.size < 0.9 * main.size || main.size < 0.9 * next.size
  return Math.abs(main.y - next.y) <= (small ? 0.65 : 0.4) * Math.max(main.size, next.size) && next.x >= last.x
}

function toLine(fragments: readonly PdfFragment[], page: number): PdfLine | undefined {
  const first = fragments[0]
  if (!first) return undefined
  const cells: { text: string; x: number; right: number }[] = []
  let wide = false
  for (const fragment of fragments) {
    const cell = cells.at(-1)
    const gap = cell ? (fragment.x - cell.right) / fragment.size : 0
    const right = fragment.x + fragment.width
    if (!cell) {
      cells.push({ text: fragment.text, x: fragment.x, right })
    } else if (fragment === fragments[1] && gap < 3 && /^\s*\d{1,3}\s*$/.test(cell.text) && gap > cellGap) {
      // The number of a list item, set apart from its text.
      Object.assign(cell, { text: `${cell.text.trim()}. ${fragment.text}`, right })
    } else if (gap > cellGap && !isBullet(cell.text) && !/^\s*\(?\w{1,3}[.)]\s*$/.test(cell.text)) {
      cells.push({ text: fragment.text, x: fragment.x, right })
      wide ||= gap > wideGap
    } else {
      const touching = gap < 0.15 || /\s$/.test(cell.text) || /^\s/.test(fragment.text)
      Object.assign(cell, { text: cell.text + (touching ? '' : ' ') + fragment.text, right })
    }
  }
  // The longest piece speaks for the line: a bullet or a superscript has a font of its own.
  const main = longest(fragments)
  return {
    page,
    cells: cells.map((cell) => ({ ...cell, text: cell.text.replace(/\s+/g, ' ').trim() })),
    wide,
    x: first.x,
    right: cells.at(-1)!.right,
    y: main.y,
    size: main.size,
    font: main.font,
  }
}

function longest(fragments: readonly PdfFragment[]): PdfFragment {
  return fragments.reduce((best, fragment) => (fragment.text.length > best.text.length ? fragment : best))
}

function isBullet(text: string): boolean {
  return /^\s*[•◦▪▫■□●○‣⁃∙·–—*-]\s*$/.test(text)
}

/**
 * Lines without the running headers and footers: text that stands at the same height near the edge of most pages and
 * differs only in its numbers. They would cut sentences that run over a page's end.
 */
export function withoutFurniture(pages: readonly (readonly PdfLine[])[]): PdfLine[][] {
  const seen = new Map<string, Set<number>>()
  const edges = pages.map((lines) => {
    const heights = lines.map((line) => line.y)
    return { top: Math.max(...heights), bottom: Math.min(...heights) }
  })
  const key = (line: PdfLine) => {
    const edge = edges[line.page - 1]!
    if (line.y < edge.top - 2 && line.y > edge.bottom + 2) return undefined
    return `${Math.round(line.y / 3)} ${line.cells.map((cell) => cell.text.replace(/\d+/g, '0')).join(' ')}`
  }
  for (const line of pages.flat()) {
    const name = key(line)
    if (name !== undefined) seen.set(name, (seen.get(name) ?? new Set()).add(line.page))
  }
  const withText = pages.filter((lines) => lines.length > 0).length
  return pages.map((lines) =>
    lines.filter((line) => {
      const name = key(line)
      const count = name === undefined ? 0 : seen.get(name)!.size
      return !(count >= 2 && count > withText / 2)
    }),
  )
}
