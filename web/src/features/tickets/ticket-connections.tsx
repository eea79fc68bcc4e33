import { Link } from '@tanstack/react-router'
import { Section } from '../../components/section.tsx'
import { Tag } from '../../components/tag.tsx'
import { useMessages } from '../../messages/catalogue.ts'
import { useFormat } from '../../messages/format.ts'
import { ticketsMessages } from '../../messages/tickets/messages.ts'
import { StatusTag } from './ticket-tags.tsx'
import type { TicketDetails } from './ticket.ts'

const outcomeTones = { succeeded: 'good', failed: 'danger', cancelled: 'plain' } as const

/** The runs that worked on a ticket, each with its receipt. */
export function TicketRuns({ runs }: Pick<TicketDetails, 'runs'>) {
  const { runs: words, outcomes } = useMessages(ticketsMessages)
  const format = useFormat()
  if (runs.length === 0) return <p className="text-small text-muted">{words.none}</p>
  return (
    <ul className="flex flex-col gap-2 text-small">
      {runs.map(({ runId, capability, outcome, startedAt }) => (
        <li key={runId} className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Link to="/runs/$id" params={{ id: runId }} className="font-medium text-accent hover:underline">
            {capability}
          </Link>
          <Tag tone={outcome ? outcomeTones[outcome] : 'accent'}>{outcome ? outcomes[outcome] : words.going}</Tag>
          <span className="text-muted">{format.relative(startedAt)}</span>
        </li>
      ))}
    </ul>
  )
}

/** Tickets that say the same, and the alerts that told of this one; nothing when there are none. */
export function TicketConnections({ links, alerts }: Pick<TicketDetails, 'links' | 'alerts'>) {
  const messages = useMessages(ticketsMessages)
  const format = useFormat()
  return (
    <>
      {links.length > 0 && (
        <Section title={messages.links.title}>
          <ul className="flex flex-col gap-2 text-small">
            {links.map(({ id, title, status, reason }) => (
              <li key={`${id} ${reason}`} className="flex flex-wrap items-center gap-x-3 gap-y-1">
                <Link
                  to="/tickets/$id"
                  params={{ id: String(id) }}
                  className="min-w-0 font-medium wrap-anywhere text-accent hover:underline"
                >
                  {id} {title}
                </Link>
                <StatusTag status={status} />
                <span className="text-muted">{messages.links.reasons[reason]}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {alerts.length > 0 && (
        <Section title={messages.alerts.title}>
          <ul className="flex flex-col gap-3 text-small">
            {alerts.map(({ fingerprint, state, startsAt, labels, annotations }) => (
              <li key={`${fingerprint} ${startsAt}`}>
                <p className="flex flex-wrap items-center gap-2">
                  <span className="font-medium">{labels['alertname'] ?? fingerprint}</span>
                  <Tag tone={state === 'firing' ? 'danger' : 'plain'}>{messages.alerts[state]}</Tag>
                  <span className="text-muted">{format.dateTime(startsAt)}</span>
                </p>
                {annotations['summary'] && <p className="wrap-anywhere">{annotations['summary']}</p>}
                <p className="font-mono wrap-anywhere text-muted">
                  {Object.entries(labels)
                    .map(([name, value]) => `${name}=${value}`)
                    .join('  ')}
                </p>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  )
}
