import { useQuery } from '@tanstack/react-query'
import type { ResponseOf } from '../../api/call.ts'
import { queryOf } from '../../api/query.ts'
import { DataTable } from '../../components/data-table.tsx'
import { Empty } from '../../components/empty.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { Section } from '../../components/section.tsx'
import { ShareBars } from '../../components/share-bars.tsx'
import { Tag } from '../../components/tag.tsx'
import { analyticsMessages } from '../../messages/analytics/messages.ts'
import { useMessages } from '../../messages/catalogue.ts'
import { useFormat } from '../../messages/format.ts'
import { InboxLink } from './inbox-link.tsx'
import { queryOfSearch, type AnalyticsSearch } from './search.ts'

type Ratings = ResponseOf<'GET /api/v1/analytics/ratings'>

/** What people think of answers, which topics need work, and what they said. */
export function RatingsTab({ search }: { search: AnalyticsSearch }) {
  const messages = useMessages(analyticsMessages)
  const query = useQuery(queryOf('GET /api/v1/analytics/ratings', { query: queryOfSearch(search) }))
  return (
    <Loaded query={query}>
      {(ratings) =>
        ratings.ratings.count === 0 ? (
          <Empty title={messages.noRatings.title}>{messages.noRatings.advice}</Empty>
        ) : (
          <>
            <div className="grid gap-x-8 lg:grid-cols-2">
              <div>
                <Distribution ratings={ratings} />
              </div>
              <div>
                <NeedWork topics={ratings.needWork} />
              </div>
            </div>
            <Recent ratings={ratings.recent} />
          </>
        )
      }
    </Loaded>
  )
}

function Distribution({ ratings: { ratings, byRating } }: { ratings: Ratings }) {
  const messages = useMessages(analyticsMessages)
  const format = useFormat()
  return (
    <Section title={messages.distribution}>
      <ShareBars
        label={messages.distribution}
        bars={byRating.toReversed().map(({ rating, count }) => ({
          key: String(rating),
          label: messages.ofFive(format.number(rating)),
          value: format.number(count),
          share: count / ratings.count,
        }))}
      />
    </Section>
  )
}

function NeedWork({ topics }: { topics: Ratings['needWork'] }) {
  const messages = useMessages(analyticsMessages)
  const format = useFormat()
  return (
    <Section title={messages.needWork}>
      {topics.length === 0 ? (
        <p className="text-small text-muted">{messages.nothingNeedsWork}</p>
      ) : (
        <ul className="flex flex-col gap-3 text-small">
          {topics.map(({ id, name, priority, ratings: { mean, count } }) => (
            <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <Tag tone={priority === 'high' ? 'danger' : 'warn'}>{messages.priorities[priority]}</Tag>
              <span className="min-w-0 flex-1 font-medium">{name}</span>
              <span className="text-muted">
                {mean !== null && messages.ratedBy(format.number(mean, { maximumFractionDigits: 1 }), count)}
              </span>
              <InboxLink>
                {messages.improve}
                <span className="sr-only">{`: ${name}`}</span>
              </InboxLink>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

function Recent({ ratings }: { ratings: Ratings['recent'] }) {
  const messages = useMessages(analyticsMessages)
  const format = useFormat()
  if (ratings.length === 0) return null
  return (
    <Section title={messages.newest}>
      <DataTable
        caption={messages.newest}
        rows={ratings}
        rowKey={({ answerId, at }) => `${answerId} ${at}`}
        columns={[
          { title: messages.when, cell: ({ at }) => <time dateTime={at}>{format.dateTime(at)}</time> },
          { title: messages.oneRating, numeric: true, cell: ({ rating }) => format.number(rating) },
          { title: messages.reason, cell: ({ reason }) => reason ?? messages.none },
          { title: messages.topic, secondary: true, cell: ({ topic }) => topic },
        ]}
      />
    </Section>
  )
}
