import { useQuery } from '@tanstack/react-query'
import { queryOf } from '../../../api/query.ts'
import { DataTable } from '../../../components/data-table.tsx'
import { Loaded } from '../../../components/loaded.tsx'
import { useMessages } from '../../../messages/catalogue.ts'
import { privacyMessages } from '../../../messages/privacy/messages.ts'
import { Panel } from './panel.tsx'

/** How long what is kept, as the server is configured. */
export function RetentionTable() {
  const messages = useMessages(privacyMessages)
  const query = useQuery({ ...queryOf('GET /api/v1/privacy/retention'), staleTime: 0 })
  const span = (days: number) => (days === 0 ? messages.ever : messages.days(days))
  return (
    <Panel title={messages.kept} about={messages.keptAbout}>
      <Loaded query={query}>
        {({ answersDays, analytics, runsDays }) => {
          const counted = (days: number) => (analytics.enabled ? span(days) : messages.off)
          const { rows } = messages
          return (
            <DataTable
              caption={messages.kept}
              rowKey={({ what }) => what}
              columns={[
                { title: messages.what, cell: ({ what }) => what },
                { title: messages.howLong, cell: ({ howLong }) => howLong },
                { title: messages.setBy, cell: ({ setting }) => <code>{setting}</code>, secondary: true },
              ]}
              rows={[
                { what: rows.answers, howLong: span(answersDays), setting: 'ANSWERS_KEEP_DAYS' },
                { what: rows.inbox, howLong: span(answersDays), setting: 'ANSWERS_KEEP_DAYS' },
                { what: rows.counts, howLong: counted(analytics.days), setting: 'ANALYTICS_KEEP_DAYS' },
                { what: rows.events, howLong: counted(analytics.eventsDays), setting: '' },
                { what: rows.visitors, howLong: counted(analytics.visitorsDays), setting: '' },
                { what: rows.runs, howLong: span(runsDays), setting: 'RUNS_KEEP_DAYS' },
                { what: rows.rest, howLong: messages.untilDeleted, setting: '' },
                { what: rows.audit, howLong: messages.ever, setting: '' },
              ]}
            />
          )
        }}
      </Loaded>
    </Panel>
  )
}
