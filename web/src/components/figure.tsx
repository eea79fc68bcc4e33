import type { ReactNode } from 'react'

interface FigureProps {
  label: string
  value: ReactNode
  /** What it is compared with, or how it is made up. */
  note?: ReactNode
}

/** One number that matters, with what it means; several stand in a `Figures`. */
export function Figure({ label, value, note }: FigureProps) {
  return (
    <div className="min-w-0 rounded-lg border border-line bg-surface px-4 py-3">
      <dt className="text-small text-muted">{label}</dt>
      <dd className="mt-1 text-large font-semibold tracking-tight tabular-nums">{value}</dd>
      {note && <dd className="text-small text-muted">{note}</dd>}
    </div>
  )
}

export function Figures({ children }: { children: ReactNode }) {
  return <dl className="grid grid-cols-2 gap-3 sm:grid-cols-3 lg:grid-cols-4">{children}</dl>
}
