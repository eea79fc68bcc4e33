import { useId } from 'react'

interface Interval {
  name: string
  estimate: number
  low: number
  high: number
  /** Whether the interval is wholly on one side of zero. */
  clear: boolean
}

interface IntervalChartProps {
  title: string
  intervals: readonly Interval[]
  format: (value: number) => string
}

/** Estimates with their intervals, around zero. The numbers stand beside each line, so the drawing itself is for the eye only. */
export function IntervalChart({ title, intervals, format }: IntervalChartProps) {
  const id = useId()
  const most = Math.max(0.01, ...intervals.flatMap(({ low, high }) => [Math.abs(low), Math.abs(high)]))
  const place = (value: number) => `${50 + (value / most) * 47}%`
  return (
    <figure aria-labelledby={id} className="rounded-lg border border-line bg-surface p-4">
      <figcaption id={id} className="pb-3 text-small font-medium">
        {title}
      </figcaption>
      <ul className="flex flex-col gap-3">
        {intervals.map(({ name, estimate, low, high, clear }) => {
          const colour = clear ? (estimate > 0 ? 'var(--color-good)' : 'var(--color-danger)') : 'var(--color-muted)'
          return (
            <li key={name} className="text-small">
              <span className="flex flex-wrap items-baseline justify-between gap-x-3">
                <span className="font-medium">{name}</span>
                <span className="tabular-nums">{`${format(estimate)} [${format(low)}, ${format(high)}]`}</span>
              </span>
              <svg aria-hidden="true" className="h-6 w-full">
                <line x1="0" x2="100%" y1="12" y2="12" stroke="var(--color-line)" />
                <line x1="50%" x2="50%" y1="1" y2="23" stroke="var(--color-edge)" strokeDasharray="3 2" />
                <line x1={place(low)} x2={place(high)} y1="12" y2="12" stroke={colour} strokeWidth="3" />
                <line x1={place(low)} x2={place(low)} y1="7" y2="17" stroke={colour} strokeWidth="2" />
                <line x1={place(high)} x2={place(high)} y1="7" y2="17" stroke={colour} strokeWidth="2" />
                <circle cx={place(estimate)} cy="12" r="5" fill={colour} />
              </svg>
            </li>
          )
        })}
      </ul>
    </figure>
  )
}
