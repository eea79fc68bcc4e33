import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useMessages } from '../../messages/catalogue.ts'
import { ticketsMessages } from '../../messages/tickets/messages.ts'
import { DueText, FlagTags, PriorityMark, StatusTag } from './ticket-tags.tsx'
import { openStatuses, statuses, type Ticket, type TicketSearch } from './ticket.ts'

interface TicketRowsProps {
  tickets: readonly Ticket[]
  selected: number | undefined
  onSelect: (id: number) => void
}

/** Tickets one a line. The one that has the focus is the one that the keys are about. */
export function TicketList({ tickets, ...selection }: TicketRowsProps) {
  const messages = useMessages(ticketsMessages)
  return (
    <ul aria-label={messages.title} className="overflow-hidden rounded-lg border border-line bg-surface">
      {tickets.map((ticket) => (
        <li key={ticket.id} className="border-b border-line last:border-b-0">
          <TicketLink
            ticket={ticket}
            {...selection}
            className="flex flex-wrap items-center gap-x-4 gap-y-1 px-3 py-2 sm:flex-nowrap"
          >
            <span className="w-8 shrink-0 text-small text-muted tabular-nums">{ticket.id}</span>
            <span className="min-w-0 flex-1 basis-2/3 text-small font-medium max-sm:wrap-anywhere sm:truncate">
              {ticket.title}
            </span>
            <FlagTags flags={ticket.flags} />
            <span className="hidden w-48 shrink-0 text-right whitespace-nowrap md:block">
              <DueText serviceLevel={ticket.serviceLevel} />
            </span>
            <span className="hidden w-28 shrink-0 truncate text-small text-muted lg:block">
              {ticket.assignee ?? messages.nobody}
            </span>
            <span className="hidden w-24 shrink-0 truncate text-small text-muted lg:block">
              {ticket.category ? messages.categories[ticket.category] : messages.noCategory}
            </span>
            <span className="w-20 shrink-0">
              <PriorityMark priority={ticket.priority} />
            </span>
            <span className="w-24 shrink-0">
              <StatusTag status={ticket.status} />
            </span>
          </TicketLink>
        </li>
      ))}
    </ul>
  )
}

/** Tickets in columns by their status. */
export function TicketBoard({ tickets, shown, ...selection }: TicketRowsProps & { shown: TicketSearch['status'] }) {
  const messages = useMessages(ticketsMessages)
  const columns = shown === undefined ? openStatuses : shown === 'all' ? statuses : [shown]
  return (
    <div
      role="group"
      aria-label={messages.views.board}
      tabIndex={0}
      className="-mx-4 flex snap-x scroll-px-4 gap-3 overflow-x-auto px-4 pb-2 sm:-mx-6 sm:scroll-px-6 sm:px-6"
    >
      {columns.map((status) => {
        const own = tickets.filter((ticket) => ticket.status === status)
        return (
          <section key={status} aria-labelledby={`column-${status}`} className="min-w-64 flex-1 snap-start">
            <h2 id={`column-${status}`} className="flex items-center gap-2 pb-2 text-small font-medium">
              {messages.statuses[status]} <span className="text-muted tabular-nums">{own.length}</span>
            </h2>
            <ul className="flex flex-col gap-2">
              {own.map((ticket) => (
                <li key={ticket.id}>
                  <TicketLink ticket={ticket} {...selection} className="rounded-lg border border-line bg-surface p-3">
                    <span className="block text-small text-muted tabular-nums">{ticket.id}</span>
                    <span className="mt-0.5 mb-2 block text-small font-medium wrap-anywhere">{ticket.title}</span>
                    <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
                      <PriorityMark priority={ticket.priority} />
                      <DueText serviceLevel={ticket.serviceLevel} />
                      <FlagTags flags={ticket.flags} />
                      {ticket.assignee && <span className="text-small text-muted">{ticket.assignee}</span>}
                    </span>
                  </TicketLink>
                </li>
              ))}
            </ul>
          </section>
        )
      })}
    </div>
  )
}

interface TicketLinkProps extends Omit<TicketRowsProps, 'tickets'> {
  ticket: Ticket
  className: string
  children: ReactNode
}

function TicketLink({ ticket, selected, onSelect, className, children }: TicketLinkProps) {
  const look = ticket.id === selected ? 'bg-accent-soft!' : ''
  return (
    <Link
      to="/tickets/$id"
      params={{ id: String(ticket.id) }}
      data-ticket={ticket.id}
      className={`block outline-offset-[-2px] hover:bg-hover ${className} ${look}`}
      onFocus={() => onSelect(ticket.id)}
    >
      {children}
    </Link>
  )
}
