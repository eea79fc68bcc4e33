import { useQuery } from '@tanstack/react-query'
import type { ResponseOf } from '../../api/call.ts'
import { queryOf } from '../../api/query.ts'
import { Empty } from '../../components/empty.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { ShareBars } from '../../components/share-bars.tsx'
import { analyticsMessages } from '../../messages/analytics/messages.ts'
import { useMessages } from '../../messages/catalogue.ts'
import { useFormat } from '../../messages/format.ts'
import { queryOfSearch, type AnalyticsSearch } from './search.ts'

type LinkFigures = ResponseOf<'GET /api/v1/analytics/links'>['links'][number]

const stages = ['opened', 'asked', 'citationOpened', 'contactClicked'] as const

/** Share links, and how far their visitors came. */
export function LinksTab({ search }: { search: AnalyticsSearch }) {
  const messages = useMessages(analyticsMessages)
  const query = useQuery(queryOf('GET /api/v1/analytics/links', { query: queryOfSearch(search) }))
  return (
    <Loaded query={query}>
      {({ links }) =>
        links.length === 0 ? (
          <Empty title={messages.noLinks.title}>{messages.noLinks.advice}</Empty>
        ) : (
          <ul className="grid gap-4 md:grid-cols-2 xl:grid-cols-3">
            {links.map((link) => (
              <li key={link.link}>
                <Funnel link={link} />
              </li>
            ))}
          </ul>
        )
      }
    </Loaded>
  )
}

function Funnel({ link: { link, name, visitors, questions, refused, funnel } }: { link: LinkFigures }) {
  const messages = useMessages(analyticsMessages)
  const format = useFormat()
  return (
    <article aria-labelledby={link} className="h-full rounded-lg border border-line bg-surface p-4">
      <h2 id={link} className="text-base font-semibold">
        {name}
      </h2>
      <p className="mb-4 text-small text-muted">{messages.linkActivity({ visitors, questions, refused })}</p>
      <ShareBars
        label={messages.funnelOf(name)}
        bars={stages.map((stage) => ({
          key: stage,
          label: messages.funnel[stage],
          value:
            stage === 'opened' || funnel.opened === 0
              ? format.number(funnel[stage])
              : `${format.number(funnel[stage])} · ${format.percent(funnel[stage] / funnel.opened)}`,
          share: funnel.opened === 0 ? 0 : funnel[stage] / funnel.opened,
        }))}
      />
    </article>
  )
}
