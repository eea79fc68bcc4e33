import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ResponseOf } from '../api/call.ts'
import { queryOf } from '../api/query.ts'
import { switchedOffBy } from '../api/switched-off.ts'
import { Empty } from '../components/empty.tsx'
import { Failure } from '../components/failure.tsx'
import { Loaded } from '../components/loaded.tsx'
import { Page } from '../components/page.tsx'
import { Tabs } from '../components/tabs.tsx'
import { useSubmit } from '../components/use-submit.ts'
import { ExportMenu } from '../features/analytics/export-menu.tsx'
import { Filters } from '../features/analytics/filters.tsx'
import { LinksTab } from '../features/analytics/links-tab.tsx'
import { Overview } from '../features/analytics/overview.tsx'
import { RatingsTab } from '../features/analytics/ratings-tab.tsx'
import { queryOfSearch, type AnalyticsSearch, type ReportPeriod, type Tab } from '../features/analytics/search.ts'
import { TopicsTab } from '../features/analytics/topics-tab.tsx'
import { analyticsMessages } from '../messages/analytics/messages.ts'
import { useMessages } from '../messages/catalogue.ts'

const tabs: readonly Tab[] = ['overview', 'topics', 'links', 'ratings']

/** The page at `/analytics`: what visitors do, by period and by who they are. */
export function AnalyticsPage() {
  const messages = useMessages(analyticsMessages)
  const search = useSearch({ from: '/app/analytics' })
  const navigate = useNavigate()
  const { error, failedAt, run } = useSubmit()
  const summary = useQuery(queryOf('GET /api/v1/analytics/summary', { query: queryOfSearch(search) }))
  const off = switchedOffBy(summary.error)
  const go = (next: AnalyticsSearch) => void navigate({ to: '/analytics', search: next, replace: true })

  if (off !== undefined)
    return (
      <Page title={messages.title} about={messages.about}>
        <Empty title={messages.off.title}>{messages.off.advice(off)}</Empty>
      </Page>
    )
  return (
    <Page title={messages.title} about={messages.about} actions={<ExportMenu search={search} submit={run} />}>
      {error !== undefined && (
        <div className="pb-4">
          <Failure error={error} at={failedAt} />
        </div>
      )}
      <Filters search={search} onChange={go} />
      <Tabs
        label={messages.title}
        value={search.tab ?? 'overview'}
        onChange={(tab) => go(withTab(search, tab))}
        tabs={tabs.map((value) => ({ value, label: messages.tabs[value] }))}
      >
        <Loaded query={summary} lines={['h-24 w-full', 'h-56 w-full', 'h-56 w-full']}>
          {(figures) => <Content summary={figures} search={search} onChange={go} />}
        </Loaded>
      </Tabs>
    </Page>
  )
}

interface ContentProps {
  summary: ResponseOf<'GET /api/v1/analytics/summary'>
  search: AnalyticsSearch
  onChange: (next: AnalyticsSearch) => void
}

function Content({ summary, search, onChange }: ContentProps) {
  const messages = useMessages(analyticsMessages)
  if (search.tab === 'topics') return <TopicsTab search={search} />
  if (search.tab === 'links') return <LinksTab search={search} />
  if (search.tab === 'ratings') return <RatingsTab search={search} />
  if (summary.sessions === 0 && summary.questions === 0 && summary.opened === 0)
    return <Empty title={messages.nothing.title}>{messages.nothing.advice}</Empty>
  return <Overview summary={summary} search={search} onReport={(period) => onChange(withReport(search, period))} />
}

function withTab({ tab: _, ...rest }: AnalyticsSearch, tab: Tab): AnalyticsSearch {
  return tab === 'overview' ? rest : { ...rest, tab }
}

function withReport({ report: _, ...rest }: AnalyticsSearch, report: ReportPeriod): AnalyticsSearch {
  return report === 'weekly' ? rest : { ...rest, report }
}
