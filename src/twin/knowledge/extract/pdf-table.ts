import type { PdfCell, PdfLine } from './pdf-lines.ts'
import { tableRows } from './table-rows.ts'

/** How far edges of cells in one column may differ, in font sizes. */
const alignment = 0.4

/**
 * The table that begins at a line: two or more lines whose cells stand in the same columns. A line between them with a
 * single cell in a later column goes on with the cell above.
 */
export function pdfTableAt(lines: readonly PdfLine[], start: number): { rows: string[]; length: number } | undefined {
  const first = lines[start]!
  if (first.cells.length < 2) return undefined
  const columns = first.cells.map(({ x, right }) => ({ x, right }))
  const rows: { line: PdfLine; cells: string[] }[] = [{ line: first, cells: first.cells.map((cell) => cell.text) }]
  let length = 1
  for (; start + length < lines.length; length++) {
    const line = lines[start + length]!
    const above = lines[start + length - 1]!
    if (line.page !== first.page || above.y - line.y > 4 * first.size || line.y > above.y) break
    const places = placesOf(line, columns, first.size)
    if (places === undefined) break
    if (places.length === 1) {
      const row = rows.at(-1)!
      if (places[0] === 0 || above.y - line.y > 1.6 * line.size) break
      row.cells[places[0]!] = `${row.cells[places[0]!]} ${line.cells[0]!.text}`.trim()
      continue
    }
    const cells = columns.map(() => '')
    for (const [index, place] of places.entries()) {
      const cell = line.cells[index]!
      cells[place] = cell.text
      columns[place] = { x: Math.min(columns[place]!.x, cell.x), right: Math.max(columns[place]!.right, cell.right) }
    }
    rows.push({ line, cells })
  }
  if (rows.length < 2) return undefined
  const [head, ...body] = rows.map((row) => row.cells)
  const headed = rows.slice(1).every(({ line }) => line.font !== first.font) || onlyFiguresBelow(head!, body)
  return { rows: headed ? tableRows(head!, body) : tableRows([], [head!, ...body]), length }
}

/** The column of each cell, or undefined when the line does not fit: stretched prose has gaps, but not at the same places. */
function placesOf(line: PdfLine, columns: readonly Pick<PdfCell, 'x' | 'right'>[], size: number): number[] | undefined {
  const tolerance = alignment * size
  const places = line.cells.map((cell, index) =>
    columns.findIndex(({ x, right }, column) => {
      const aligned = Math.abs(cell.x - x) <= tolerance || Math.abs(cell.right - right) <= tolerance
      const overlaps = cell.x < right && cell.right > x
      const within = column + 1 === columns.length || cell.right < columns[column + 1]!.x + tolerance
      return aligned || (overlaps && within && (line.wide || (index === 0 && line.cells.length === columns.length)))
    }),
  )
  const ascending = places.every((place, index) => place > (places[index - 1] ?? -1))
  return ascending ? places : undefined
}

/** A first row of labels above rows that all hold a figure. */
function onlyFiguresBelow(head: readonly string[], body: readonly (readonly string[])[]): boolean {
  return !head.some((cell) => /\d/.test(cell)) && body.every((row) => row.some((cell) => /\d/.test(cell)))
}
