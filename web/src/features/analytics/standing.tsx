import { useQuery } from '@tanstack/react-query'
import { Minus, TrendingDown, TrendingUp } from 'lucide-react'
import type { ResponseOf } from '../../api/call.ts'
import { queryOf } from '../../api/query.ts'
import { Figure, Figures } from '../../components/figure.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { Section } from '../../components/section.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { analyticsMessages } from '../../messages/analytics/messages.ts'
import { useMessages } from '../../messages/catalogue.ts'
import { useFormat } from '../../messages/format.ts'
import { InboxLink } from './inbox-link.tsx'
import { reportPeriods, type ReportPeriod } from './search.ts'

type Report = ResponseOf<'GET /api/v1/analytics/report'>
type Metric = Report['metrics']['answered']
type MetricName = keyof Report['metrics']

const names: readonly MetricName[] = ['answered', 'satisfaction', 'citationsOpened', 'responseTimeMs']

/** The report: how things stand, how they change, and what to do. It is of everybody, whatever is filtered. */
export function Standing({ period, onPeriod }: { period: ReportPeriod; onPeriod: (next: ReportPeriod) => void }) {
  const messages = useMessages(analyticsMessages)
  const query = useQuery(queryOf('GET /api/v1/analytics/report', { query: { period } }))
  return (
    <Section title={messages.standing.title} about={messages.standing.about}>
      <SelectField<ReportPeriod>
        label={messages.standing.period}
        hideLabel
        className="mb-4 max-w-56"
        value={period}
        options={reportPeriods.map((value) => ({ value, label: messages.standing.periods[value] }))}
        onChange={onPeriod}
      />
      <Loaded query={query}>
        {({ metrics, recommendations }) => (
          <>
            <Figures>
              {names.map((name) => (
                <MetricFigure key={name} name={name} metric={metrics[name]} />
              ))}
            </Figures>
            <h3 className="mt-6 mb-2 text-base font-semibold">{messages.standing.toDo}</h3>
            {recommendations.length === 0 ? (
              <p className="text-small text-muted">{messages.standing.nothingToDo}</p>
            ) : (
              <>
                {/* The server's own words, which are English. */}
                <ul lang="en" className="flex list-disc flex-col gap-1.5 pl-5 text-small">
                  {recommendations.map((text) => (
                    <li key={text}>{text}</li>
                  ))}
                </ul>
                <p className="mt-3 text-small">
                  <InboxLink>{messages.toInbox}</InboxLink>
                </p>
              </>
            )}
          </>
        )}
      </Loaded>
    </Section>
  )
}

function MetricFigure({ name, metric: { mean, trend, percentileRank } }: { name: MetricName; metric: Metric }) {
  const messages = useMessages(analyticsMessages)
  const format = useFormat()
  const written: Record<MetricName, (value: number) => string> = {
    answered: (value) => format.percent(value / 100),
    satisfaction: (value) => messages.ofFive(format.number(value, { maximumFractionDigits: 1 })),
    citationsOpened: (value) => format.percent(value / 100),
    responseTimeMs: format.duration,
  }
  return (
    <Figure
      label={messages.standing.metrics[name]}
      value={mean === null ? messages.none : written[name](mean)}
      note={
        <>
          <Trend trend={trend} />
          {percentileRank !== null && (
            <span className="block">{messages.standing.rank(format.percent(percentileRank / 100))}</span>
          )}
        </>
      }
    />
  )
}

const trendLooks = {
  improving: { icon: TrendingUp, colour: 'text-good' },
  stable: { icon: Minus, colour: 'text-muted' },
  declining: { icon: TrendingDown, colour: 'text-danger' },
  unknown: { icon: undefined, colour: 'text-muted' },
} as const

function Trend({ trend }: { trend: Metric['trend'] }) {
  const messages = useMessages(analyticsMessages)
  const { icon: Icon, colour } = trendLooks[trend]
  return (
    <span className={`inline-flex items-center gap-1 ${colour}`}>
      {Icon && <Icon className="size-4" aria-hidden="true" />}
      {messages.standing.trends[trend]}
    </span>
  )
}
