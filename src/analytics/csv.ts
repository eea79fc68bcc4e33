type Cell = string | number | boolean | null | undefined

/**
 * CSV (RFC 4180) with a heading. What a spreadsheet would take for a formula (it begins with = + - @, a tab or a return) gets a quote
 * before it, so that nothing somebody typed is computed where the file is opened (OWASP, CSV injection); numbers stay numbers.
 */
export function toCsv(columns: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [columns, ...rows].map((row) => `${row.map(asCell).join(',')}\r\n`).join('')
}

function asCell(value: Cell): string {
  if (value === null || value === undefined) return ''
  if (typeof value !== 'string') return String(value)
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
