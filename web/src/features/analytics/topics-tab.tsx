import { useQuery } from '@tanstack/react-query'
import { queryOf } from '../../api/query.ts'
import type { ResponseOf } from '../../api/call.ts'
import { DataTable } from '../../components/data-table.tsx'
import { Empty } from '../../components/empty.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { Tag } from '../../components/tag.tsx'
import { analyticsMessages } from '../../messages/analytics/messages.ts'
import { useMessages } from '../../messages/catalogue.ts'
import { useFormat } from '../../messages/format.ts'
import { InboxLink } from './inbox-link.tsx'
import { queryOfSearch, type AnalyticsSearch } from './search.ts'

type Topic = ResponseOf<'GET /api/v1/analytics/topics'>['topics'][number]
type Priority = ResponseOf<'GET /api/v1/analytics/ratings'>['needWork'][number]['priority']

/** What people ask about, with what needs work marked. */
export function TopicsTab({ search }: { search: AnalyticsSearch }) {
  const messages = useMessages(analyticsMessages)
  const query = queryOfSearch(search)
  const topics = useQuery(queryOf('GET /api/v1/analytics/topics', { query: { ...query, limit: 100 } }))
  const ratings = useQuery(queryOf('GET /api/v1/analytics/ratings', { query }))
  const priorities = new Map(ratings.data?.needWork.map(({ id, priority }) => [id, priority]))
  return (
    <Loaded query={topics}>
      {({ topics: rows, questions }) =>
        rows.length === 0 ? (
          <Empty title={messages.noTopics.title}>{messages.noTopics.advice}</Empty>
        ) : (
          <TopicTable rows={rows} questions={questions} priorities={priorities} />
        )
      }
    </Loaded>
  )
}

interface TopicTableProps {
  rows: readonly Topic[]
  questions: number
  priorities: ReadonlyMap<number, Priority>
}

function TopicTable({ rows, questions, priorities }: TopicTableProps) {
  const messages = useMessages(analyticsMessages)
  const format = useFormat()
  return (
    <DataTable
      caption={messages.tabs.topics}
      rows={rows}
      rowKey={({ id }) => String(id)}
      columns={[
        {
          title: messages.topic,
          cell: ({ id, name, refused }) => (
            <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <span className="font-medium">{name}</span>
              {priorities.has(id) && (
                <Tag tone={priorities.get(id) === 'high' ? 'danger' : 'warn'}>{messages.needsWork}</Tag>
              )}
              {(refused > 0 || priorities.has(id)) && (
                <InboxLink>
                  {messages.improve}
                  <span className="sr-only">{`: ${name}`}</span>
                </InboxLink>
              )}
            </span>
          ),
        },
        { title: messages.questions, numeric: true, cell: (row) => format.number(row.questions) },
        {
          title: messages.shareOfAll,
          numeric: true,
          secondary: true,
          cell: (row) => format.percent(row.questions / questions),
        },
        {
          title: messages.refused,
          numeric: true,
          cell: (row) => (row.questions === 0 ? messages.none : format.percent(row.refused / row.questions)),
        },
        {
          title: messages.rating,
          numeric: true,
          cell: ({ ratings: { mean } }) =>
            mean === null ? messages.none : format.number(mean, { maximumFractionDigits: 1 }),
        },
        {
          title: messages.ratings,
          numeric: true,
          secondary: true,
          cell: ({ ratings: { count } }) => format.number(count),
        },
      ]}
    />
  )
}
