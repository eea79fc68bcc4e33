import { useQuery } from '@tanstack/react-query'
import type { ResponseOf } from '../../api/call.ts'
import { queryOf } from '../../api/query.ts'
import { BarChart } from '../../components/charts/bar-chart.tsx'
import { LineChart } from '../../components/charts/line-chart.tsx'
import { Figure, Figures } from '../../components/figure.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { analyticsMessages } from '../../messages/analytics/messages.ts'
import { useMessages } from '../../messages/catalogue.ts'
import { useFormat } from '../../messages/format.ts'
import { Breakdown } from './breakdown.tsx'
import { queryOfSearch, stepOf, type AnalyticsSearch, type Step } from './search.ts'
import { Standing } from './standing.tsx'
import { useStepFormat } from './use-step-format.ts'

type Summary = ResponseOf<'GET /api/v1/analytics/summary'>
type Series = ResponseOf<'GET /api/v1/analytics/series'>

interface OverviewProps {
  summary: Summary
  search: AnalyticsSearch
  onReport: (period: 'daily' | 'weekly' | 'monthly') => void
}

/** The figures of the period, how they went on, what to do about it, and who it was. */
export function Overview({ summary, search, onReport }: OverviewProps) {
  const step = stepOf(search)
  const series = useQuery(queryOf('GET /api/v1/analytics/series', { query: { ...queryOfSearch(search), step } }))
  return (
    <div className="flex flex-col gap-8">
      <SummaryFigures summary={summary} />
      <Loaded query={series} lines={['h-56 w-full', 'h-56 w-full']}>
        {({ points }) => <SeriesCharts points={points} step={step} />}
      </Loaded>
      <Standing period={search.report ?? 'weekly'} onPeriod={onReport} />
      <Breakdown summary={summary} />
    </div>
  )
}

function SummaryFigures({ summary }: { summary: Summary }) {
  const messages = useMessages(analyticsMessages)
  const format = useFormat()
  const { latencyMs, ratings } = summary
  // A session with a single event has no length.
  const seconds = summary.meanSessionSeconds
  const sessionNote =
    seconds === null
      ? messages.noSession
      : seconds < 1
        ? messages.shortSessions
        : messages.sessionLasts(format.duration(seconds * 1000))
  const time = (value: number | null) => (value === null ? messages.none : format.duration(value))
  return (
    <Figures>
      <Figure
        label={messages.visitors}
        value={format.number(summary.visitors)}
        note={messages.returning(summary.returningVisitors)}
      />
      <Figure label={messages.sessions} value={format.number(summary.sessions)} note={sessionNote} />
      <Figure
        label={messages.questions}
        value={format.number(summary.questions)}
        note={messages.followUps(summary.followUps)}
      />
      <Figure
        label={messages.refused}
        value={summary.refusalRate === null ? messages.none : format.percent(summary.refusalRate)}
        note={messages.refusedOf(summary.refused, summary.questions)}
      />
      <Figure
        label={messages.rating}
        value={ratings.mean === null ? messages.none : messages.ofFive(format.number(ratings.mean, oneDigit))}
        note={
          ratings.good === null ? messages.nobodyRated : messages.ratedGood(ratings.count, format.percent(ratings.good))
        }
      />
      <Figure
        label={messages.responseTime}
        value={time(latencyMs.p50)}
        note={messages.percentiles(time(latencyMs.p95), time(latencyMs.p99))}
      />
      <Figure
        label={messages.citationsOpened}
        value={format.number(summary.citationsOpened)}
        note={messages.pageOpened(summary.opened)}
      />
      <Figure
        label={messages.contacts}
        value={format.number(summary.contactsClicked)}
        note={messages.answeredSessions(summary.answeredSessions)}
      />
    </Figures>
  )
}

const oneDigit = { maximumFractionDigits: 1 }

function SeriesCharts({ points, step }: { points: Series['points']; step: Step }) {
  const messages = useMessages(analyticsMessages)
  const format = useFormat()
  const formatAt = useStepFormat(step)
  const common = { axis: messages.steps[step], formatAt }
  const count = (value: number) => format.number(value, oneDigit)
  const rows = (values: (point: Series['points'][number]) => (number | null)[]) =>
    points.map((point) => ({ at: point.startsAt, values: values(point) }))
  return (
    <div className="grid gap-4 xl:grid-cols-2">
      <BarChart
        {...common}
        title={messages.questions}
        series={[messages.answered, messages.refused]}
        stacked
        rows={rows(({ questions, refused }) => [questions - refused, refused])}
        format={count}
      />
      <LineChart
        {...common}
        title={messages.visitorsAndSessions}
        series={[messages.visitors, messages.sessions]}
        rows={rows(({ visitors, sessions }) => [visitors, sessions])}
        format={count}
      />
      <LineChart
        {...common}
        title={messages.responseTime}
        series={['p50', 'p90', 'p95', 'p99']}
        rows={rows(({ latencyMs: { p50, p90, p95, p99 } }) => [p50, p90, p95, p99])}
        format={format.duration}
      />
      <LineChart
        {...common}
        title={messages.rating}
        series={[messages.rating]}
        rows={rows(({ ratings }) => [ratings.mean])}
        format={count}
        scale={[1, 5]}
      />
    </div>
  )
}
