import type { ReactNode } from 'react'
import { useMessages } from '../../messages/catalogue.ts'
import { useFormat } from '../../messages/format.ts'
import { ticketsMessages } from '../../messages/tickets/messages.ts'
import { DueText, FlagTags, PriorityMark, StatusTag } from './ticket-tags.tsx'
import type { Ticket } from './ticket.ts'

/** How a ticket stands: status, priority, what is due, who reported it and who has it. */
export function TicketFacts({ ticket }: { ticket: Ticket }) {
  const messages = useMessages(ticketsMessages)
  const format = useFormat()
  const { reporter } = ticket
  const reported = [reporter?.name, reporter?.email].filter(Boolean).join(' · ')
  const facts: readonly (readonly [string, ReactNode])[] = [
    [messages.assignee, ticket.assignee ?? messages.nobody],
    [messages.reporter, reported],
    [messages.came, `${format.dateTime(ticket.createdAt)}, ${messages.sources[ticket.source]}`],
  ]
  return (
    <div className="flex flex-col gap-3">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <StatusTag status={ticket.status} />
        <PriorityMark priority={ticket.priority} />
        <DueText serviceLevel={ticket.serviceLevel} />
        <FlagTags flags={ticket.flags} />
      </p>
      <dl className="flex flex-wrap gap-x-8 gap-y-2 text-small">
        {facts
          .filter(([, value]) => Boolean(value))
          .map(([label, value]) => (
            <div key={label} className="min-w-0">
              <dt className="text-muted">{label}</dt>
              <dd className="wrap-anywhere">{value}</dd>
            </div>
          ))}
      </dl>
    </div>
  )
}
