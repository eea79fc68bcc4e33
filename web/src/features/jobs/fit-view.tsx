import type { ResponseOf } from '../../api/call.ts'
import { DataTable } from '../../components/data-table.tsx'
import { useMessages } from '../../messages/catalogue.ts'
import { useFormat } from '../../messages/format.ts'
import { jobsMessages } from '../../messages/jobs/messages.ts'
import { statuses } from './statuses.ts'

type Fit = ResponseOf<'GET /api/v1/jobs/{id}/match'>['fit']

/** As the server counts (docs/guides/jobs.md); the figure itself is the server's. */
const worth = { matched: 1, partly: 0.5, gap: 0 } as const
const fills = { matched: 'bg-good', partly: 'bg-warn', gap: 'bg-line' } as const

/** The figure, and all that it is made of. */
export function FitView({ fit }: { fit: Fit }) {
  const { match } = useMessages(jobsMessages)
  const format = useFormat()
  const kinds = [
    { name: match.must, counts: fit.must },
    { name: match.nice, counts: fit.nice },
  ]
  const points = (of: (counts: Fit['must']) => number) =>
    format.number(kinds.reduce((sum, { counts }) => sum + counts.weight * of(counts), 0))
  const count = (counts: Fit['must']) => statuses.reduce((sum, status) => sum + counts[status], 0)
  const proved = (counts: Fit['must']) => statuses.reduce((sum, status) => sum + worth[status] * counts[status], 0)
  if (fit.percent === null) return <p className="text-small text-muted">{match.nothingAsked}</p>
  return (
    <div role="region" aria-label={match.fit} className="grid gap-x-8 gap-y-4 lg:grid-cols-[14rem_minmax(0,1fr)]">
      <div>
        <p className="text-small text-muted">{match.fit}</p>
        <p className="text-title font-semibold tracking-tight tabular-nums">{format.percent(fit.percent / 100)}</p>
        <p className="text-small text-muted">{match.sum(points(proved), points(count))}</p>
        <div className="mt-3 flex flex-col gap-1.5" aria-hidden="true">
          {kinds.map(({ name, counts }) => (
            <div key={name} className="grid grid-cols-[5.5rem_minmax(0,1fr)] items-center text-small text-muted">
              {name}
              <div className="flex h-2 gap-px overflow-hidden rounded-full">
                {statuses.map((status) => (
                  <span key={status} className={fills[status]} style={{ flexGrow: counts[status], flexBasis: 0 }} />
                ))}
              </div>
            </div>
          ))}
        </div>
      </div>
      <div className="min-w-0">
        <h2 className="text-small font-medium">{match.howTitle}</h2>
        <p className="mt-1 mb-3 max-w-[44rem] text-small text-muted">{match.how}</p>
        <DataTable
          caption={match.howTitle}
          rows={kinds}
          rowKey={({ name }) => name}
          columns={[
            { title: match.kind, cell: ({ name }) => name },
            ...statuses.map((status) => ({
              title: match.status[status],
              numeric: true,
              cell: ({ counts }: (typeof kinds)[number]) => format.number(counts[status]),
            })),
            { title: match.weight, numeric: true, cell: ({ counts }) => `× ${format.number(counts.weight)}` },
          ]}
        />
      </div>
    </div>
  )
}
