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

export interface PdfLine {
  readonly page: number
  /** Text by column: pieces separated by gaps wider than two spaces. A line of prose has one. */
  readonly cells: readonly { readonly text: string; readonly x: number }[]
  readonly x: number
  readonly right: number
  readonly y: number
  readonly size: number
  readonly font: string
}

/** A gap of this many font sizes between two pieces of one line separates columns. A space is about 0.25, justified up to 1. */
const columnGap = 1.8

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
    const last = open.at(-1)
    if (last && !sameLine(last, fragment)) close()
    open.push(fragment)
  }
  close()
  return lines
}

/** Baselines may differ by what a superscript or a bullet in another font moves. */
function sameLine(a: PdfFragment, b: PdfFragment): boolean {
  return Math.abs(a.y - b.y) <= 0.4 * Math.max(a.size, b.size) && b.x >= a.x
}

function toLine(fragments: readonly PdfFragment[], page: number): PdfLine | undefined {
  const first = fragments[0]
  if (!first) return undefined
  const cells: { text: string; x: number }[] = []
  let end = first.x
  for (const fragment of fragments) {
    const gap = fragment.x - end
    const cell = cells.at(-1)
    if (!cell || (gap > columnGap * fragment.size && !isBullet(cell.text))) {
      cells.push({ text: fragment.text, x: fragment.x })
    } else if (fragment === fragments[1] && /^\d{1,3}$/.test(cell.text.trim()) && gap > 0.5 * fragment.size) {
      // The number of a list item, set apart from its text.
      cell.text = `${cell.text.trim()}. ${fragment.text}`
    } else {
      const touching = gap < 0.15 * fragment.size || /\s$/.test(cell.text) || /^\s/.test(fragment.text)
      cell.text += (touching ? '' : ' ') + fragment.text
    }
    end = fragment.x + fragment.width
  }
  // The longest piece speaks for the line: a bullet or a superscript has a font of its own.
  const main = fragments.reduce((longest, fragment) =>
    fragment.text.length > longest.text.length ? fragment : longest,
  )
  return {
    page,
    cells: cells.map(({ text, x }) => ({ text: text.replace(/\s+/g, ' ').trim(), x })),
    x: first.x,
    right: end,
    y: main.y,
    size: main.size,
    font: main.font,
  }
}

export function isBullet(text: string): boolean {
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
