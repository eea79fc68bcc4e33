import { useQuery } from '@tanstack/react-query'
import { queryOf } from '../../api/query.ts'
import type { ResponseOf } from '../../api/call.ts'
import { Button } from '../../components/button.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { Section } from '../../components/section.tsx'
import { Tag } from '../../components/tag.tsx'
import { useMessages } from '../../messages/catalogue.ts'
import { useFormat } from '../../messages/format.ts'
import { knowledgeMessages } from '../../messages/knowledge/messages.ts'
import { shellMessages } from '../../messages/shell/messages.ts'
import { endingSources, hasExpired, type Source } from './source.ts'

interface CheckTabProps {
  sources: readonly Source[]
  onOpen: (id: string) => void
}

/** What a careful owner looks after: what has expired or will soon, and what contradicts itself. */
export function CheckTab({ sources, onOpen }: CheckTabProps) {
  const messages = useMessages(knowledgeMessages)
  const query = useQuery({ ...queryOf('GET /api/v1/twin/contradictions'), staleTime: 0 })
  const ending = endingSources(sources)
  return (
    <div className="-mt-8">
      <Section title={messages.expiredTitle} about={messages.expiredAbout}>
        {ending.length === 0 ? (
          <p className="text-small">{messages.noneExpired}</p>
        ) : (
          <ul className="rounded-lg border border-line bg-surface">
            {ending.map((source) => (
              <li key={source.id} className="border-b border-line px-4 py-2 last:border-b-0">
                <EndingRow source={source} onOpen={onOpen} />
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section title={messages.contradictions} about={messages.contradictionsAbout}>
        <Loaded query={query}>{(found) => <Contradictions found={found} onOpen={onOpen} />}</Loaded>
      </Section>
    </div>
  )
}

function EndingRow({ source, onOpen }: { source: Source; onOpen: (id: string) => void }) {
  const messages = useMessages(knowledgeMessages)
  const format = useFormat()
  const date = format.date(source.expiresAt ?? 0)
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-small">
      <span lang={source.language} className="min-w-40 flex-1">
        {source.title}
      </span>
      {hasExpired(source) ? <Tag tone="warn">{messages.expiredOn(date)}</Tag> : <Tag>{messages.endsOn(date)}</Tag>}
      <Button aria-label={`${messages.open}: ${source.title}`} onClick={() => onOpen(source.id)}>
        {messages.open}
      </Button>
    </div>
  )
}

type Found = ResponseOf<'GET /api/v1/twin/contradictions'>

function Contradictions({ found, onOpen }: { found: Found; onOpen: (id: string) => void }) {
  const messages = useMessages(knowledgeMessages)
  const { audiences } = useMessages(shellMessages)
  const { contradictions, compared, comparable } = found
  return (
    <div className="flex flex-col gap-4">
      {contradictions.length === 0 && <p className="text-small">{messages.noContradictions(compared)}</p>}
      {contradictions.map(({ kind, about, statements }) => (
        <article key={`${kind} ${about}`} className="rounded-lg border border-line bg-surface">
          <h3 className="border-b border-line px-4 py-2 text-small font-medium">
            {kind === 'profile' ? messages.field(about) : about.replace('#', '…')}
          </h3>
          <ul>
            {statements.map(({ sourceId, title, audience, language, value, quote, start }) => (
              <li
                key={`${sourceId} ${start}`}
                className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-4 py-2 text-small last:border-b-0"
              >
                <Tag tone="warn">{value}</Tag>
                <q lang={language} className="min-w-40 flex-1">
                  {quote}
                </q>
                <span className="text-muted">{audiences[audience]}</span>
                <Button aria-label={`${messages.open}: ${title}`} onClick={() => onOpen(sourceId)}>
                  {title}
                </Button>
              </li>
            ))}
          </ul>
        </article>
      ))}
      {compared < comparable && <p className="text-small text-muted">{messages.comparedSome(compared, comparable)}</p>}
    </div>
  )
}
