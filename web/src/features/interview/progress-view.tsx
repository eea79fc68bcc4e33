import { useQuery } from '@tanstack/react-query'
import type { ResponseOf } from '../../api/call.ts'
import { queryOf } from '../../api/query.ts'
import { LineChart } from '../../components/charts/line-chart.tsx'
import { Empty } from '../../components/empty.tsx'
import { Figure, Figures } from '../../components/figure.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { useMessages } from '../../messages/catalogue.ts'
import { useFormat } from '../../messages/format.ts'
import { interviewMessages } from '../../messages/interview/messages.ts'
import { dimensions } from './dimensions.ts'
import { Milestones, Recommendations } from './what-next.tsx'

type Progress = ResponseOf<'GET /api/v1/interviews/sessions/progress'>

/** From so many finished interviews on the server tells a change. */
const sessionsForChange = 4

/** How the interviews went, one after the other, and what to work on. */
export function ProgressView() {
  const query = useQuery({ ...queryOf('GET /api/v1/interviews/sessions/progress'), staleTime: 0 })
  return (
    <>
      <Loaded query={query}>{(progress) => <Charts progress={progress} />}</Loaded>
      <Recommendations />
      <Milestones />
    </>
  )
}

function Charts({ progress: { sessions, change } }: { progress: Progress }) {
  const { progress: messages, dimensions: names } = useMessages(interviewMessages)
  const format = useFormat()
  if (sessions.length === 0) return <Empty title={messages.none.title}>{messages.none.advice}</Empty>
  const signed = (value: number) => format.number(value, { signDisplay: 'exceptZero', maximumFractionDigits: 1 })
  const chart = { axis: messages.interview, format: (value: number) => format.number(value) }
  /** Two interviews can be of the same minute: the axis counts them. */
  const rows = (valuesOf: (result: NonNullable<Progress['sessions'][number]['result']>) => (number | null)[]) =>
    sessions.map(({ startedAt, result }, index) => ({
      at: `${index + 1} · ${format.date(startedAt)}`,
      values: result ? valuesOf(result) : [],
    }))
  const halves = [
    { title: messages.star, half: dimensions.slice(0, 4) },
    { title: messages.telling, half: dimensions.slice(4) },
  ]
  return (
    <div className="flex flex-col gap-4 pb-8">
      <Figures>
        <Figure label={messages.last} value={format.number(sessions.at(-1)?.result?.score ?? 0)} />
        {change && (
          <Figure label={messages.change} value={signed(change.score)} note={messages.changeAbout(change.sessions)} />
        )}
      </Figures>
      {!change && <p className="text-small text-muted">{messages.toGo(sessionsForChange - sessions.length)}</p>}
      <LineChart {...chart} title={messages.score} series={[messages.total]} rows={rows(({ score }) => [score])} />
      <div className="grid gap-4 lg:grid-cols-2">
        {halves.map(({ title, half }) => (
          <LineChart
            {...chart}
            key={title}
            title={title}
            series={half.map((dimension) => names[dimension])}
            rows={rows((result) => half.map((dimension) => result.dimensions[dimension] ?? null))}
          />
        ))}
      </div>
    </div>
  )
}
