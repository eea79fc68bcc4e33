import { useId, useState } from 'react'
import type { ReactNode } from 'react'
import { shellMessages } from '../../messages/shell/messages.ts'
import { useMessages } from '../../messages/catalogue.ts'
import { Button } from '../button.tsx'
import { DataTable } from '../data-table.tsx'

/** One row of a chart: where it stands, and the value of each series, or null where nothing was measured. */
export interface ChartRow {
  at: string
  values: readonly (number | null)[]
}

export interface ChartProps {
  title: string
  /** What the horizontal axis is, such as "Day"; heads the table's first column. */
  axis: string
  /** Names of the series, at most four. */
  series: readonly string[]
  rows: readonly ChartRow[]
  /** How a value is written. */
  format: (value: number) => string
  /** How a place on the axis is written. */
  formatAt?: (at: string) => string
  /** Lowest and highest value of a scale that has ends. */
  scale?: readonly [number, number]
  /** Drawn anew every few seconds: nothing moves then but what changed. */
  live?: boolean
}

export const colours = ['var(--color-chart-1)', 'var(--color-chart-2)', 'var(--color-chart-3)', 'var(--color-chart-4)']
/** Told apart without colours too. */
export const dashes = ['0', '6 3', '2 3', '8 3 2 3']

/** A chart with its title, its key and the same numbers as a table, for whoever would rather read. */
export function ChartFrame({ chart, children }: { chart: ChartProps; children: ReactNode }) {
  const { title, axis, series, rows, format, formatAt = (at) => at } = chart
  const { asTable, asChart } = useMessages(shellMessages).charts
  const [table, setTable] = useState(false)
  const id = useId()
  return (
    <figure aria-labelledby={id} className="min-w-0 rounded-lg border border-line bg-surface p-4">
      <figcaption className="flex items-center gap-2 pb-2">
        <span id={id} className="min-w-0 flex-1 text-small font-medium">
          {title}
        </span>
        <Button look="quiet" onClick={() => setTable(!table)}>
          {table ? asChart : asTable}
        </Button>
      </figcaption>
      {table ? (
        <div className="max-h-72 overflow-y-auto">
          <DataTable
            caption={title}
            rows={rows}
            rowKey={({ at }) => at}
            columns={[
              { title: axis, cell: ({ at }) => formatAt(at) },
              ...series.map((name, index) => ({
                title: name,
                numeric: true,
                cell: ({ values }: ChartRow) => {
                  const value = values[index]
                  return value === null || value === undefined ? '–' : format(value)
                },
              })),
            ]}
          />
        </div>
      ) : (
        <>
          {series.length > 1 && (
            <ul className="flex flex-wrap gap-x-4 gap-y-1 pb-2 text-small text-muted">
              {series.map((name, index) => (
                <li key={name} className="flex items-center gap-1.5">
                  <svg viewBox="0 0 20 4" className="h-1 w-5" aria-hidden="true">
                    <path d="M0 2h20" stroke={colours[index]} strokeWidth="3" strokeDasharray={dashes[index]} />
                  </svg>
                  {name}
                </li>
              ))}
            </ul>
          )}
          <div aria-hidden="true" className="h-56">
            {children}
          </div>
        </>
      )}
    </figure>
  )
}
