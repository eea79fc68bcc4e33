import type { ReactNode } from 'react'

interface Column<Row> {
  title: string
  cell: (row: Row) => ReactNode
  /** Numbers stand at the right edge. */
  numeric?: boolean
  /** Left out below 640 px. */
  secondary?: boolean
}

interface DataTableProps<Row> {
  /** What the table holds; read out, not shown. */
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
}

/** A table that scrolls sideways by itself when it is wider than its place. */
export function DataTable<Row>({ caption, columns, rows, rowKey }: DataTableProps<Row>) {
  return (
    <div role="group" aria-label={caption} tabIndex={0} className="overflow-x-auto rounded-lg border border-line">
      <table className="w-full border-collapse bg-surface text-small">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="border-b border-line text-left text-muted">
            {columns.map(({ title, numeric, secondary }) => (
              <th
                key={title}
                scope="col"
                className={`px-3 py-2 font-medium whitespace-nowrap ${numeric ? 'text-right' : ''} ${secondary ? 'max-sm:hidden' : ''}`}
              >
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} className="border-b border-line last:border-b-0 hover:bg-hover">
              {columns.map(({ title, cell, numeric, secondary }) => (
                <td
                  key={title}
                  className={`px-3 py-2 align-top ${numeric ? 'text-right tabular-nums' : ''} ${secondary ? 'max-sm:hidden' : ''}`}
                >
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
