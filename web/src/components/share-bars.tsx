import type { ReactNode } from 'react'

export interface ShareBar {
  key: string
  label: ReactNode
  /** The number as it is written. */
  value: ReactNode
  /** 0 to 1: how long the bar is. */
  share: number
}

/** Numbers of one whole, one below the other, each with a bar; the numbers stand there as text too. */
export function ShareBars({ label, bars }: { label: string; bars: readonly ShareBar[] }) {
  return (
    <ol aria-label={label} className="flex flex-col gap-2">
      {bars.map(({ key, label: name, value, share }) => (
        <li key={key} className="text-small">
          <span className="flex items-baseline justify-between gap-3">
            <span className="min-w-0">{name}</span>
            <span className="shrink-0 font-medium tabular-nums">{value}</span>
          </span>
          <span aria-hidden="true" className="mt-1 block h-1.5 overflow-hidden rounded-full bg-hover">
            <span
              className="block h-full rounded-full bg-[var(--color-chart-1)]"
              style={{ width: `${Math.min(1, Math.max(0, share)) * 100}%` }}
            />
          </span>
        </li>
      ))}
    </ol>
  )
}
