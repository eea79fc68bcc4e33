import { collapse } from './text-builder.ts'

/**
 * Each row of a table as one line that can be read alone: "Category: Access requests; Tickets: 5,778". Without column
 * names a two-column table reads "name: value" and a wider one "a; b; c".
 */
export function tableRows(header: readonly string[], body: readonly (readonly string[])[]): string[] {
  const names = header.map((name) => collapse(name).replace(/:$/, ''))
  const named = names.some((name) => name !== '')
  if (body.length === 0) return named ? [names.filter((name) => name !== '').join('; ')] : []
  return body
    .map((row) => {
      const cells = row.map(collapse)
      if (!named && cells.length === 2 && cells[0] !== '' && cells[1] !== '') {
        return `${cells[0]!.replace(/:$/, '')}: ${cells[1]}`
      }
      return cells
        .map((cell, column) => (cell === '' ? '' : names[column] ? `${names[column]}: ${cell}` : cell))
        .filter((cell) => cell !== '')
        .join('; ')
    })
    .filter((row) => row !== '')
}
