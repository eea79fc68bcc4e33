import { useMessages } from '../../messages/catalogue.ts'
import { useFormat } from '../../messages/format.ts'
import { ticketsMessages } from '../../messages/tickets/messages.ts'
import { useNames } from '../work/use-names.ts'
import type { Category, TicketDetails } from './ticket.ts'

type TicketEvent = TicketDetails['events'][number]

/** Everything that happened to a ticket, in words. */
export function TicketTrail({ events }: Pick<TicketDetails, 'events'>) {
  const { trail } = useMessages(ticketsMessages)
  const format = useFormat()
  const nameOf = useNames()
  const wordsOf = useWords()
  return (
    <ol aria-label={trail.title} className="flex flex-col gap-2 text-small">
      {events.map((event) => (
        <li key={event.id} className="flex flex-wrap gap-x-2">
          <span className="font-medium">{nameOf(event.actor)}</span>
          <span className="min-w-0 wrap-anywhere">{wordsOf(event)}</span>
          <time dateTime={event.createdAt} className="text-muted">
            {format.relative(event.createdAt)}
          </time>
        </li>
      ))}
    </ol>
  )
}

function useWords(): (event: TicketEvent) => string {
  const messages = useMessages(ticketsMessages)
  const { trail } = messages
  const format = useFormat()

  /** A value as the page says it elsewhere. */
  function shown(field: string, value: unknown): string {
    if (value === null || value === undefined || value === '') return trail.nothing
    const tables: Readonly<Record<string, Readonly<Record<string, string>>>> = {
      status: messages.statuses,
      priority: messages.priorities,
      category: messages.categories,
    }
    return Array.isArray(value) ? format.list(value.map(String)) : (tables[field]?.[String(value)] ?? String(value))
  }

  return ({ type, data }) => {
    switch (type) {
      case 'created':
        return trail.created(messages.sources[data['source'] as keyof typeof messages.sources])
      case 'classified':
        return trail.classified(
          messages.categories[data['category'] as Category],
          format.percent(Number(data['confidence'])),
        )
      case 'classifier_abstained':
        return trail.abstained
      case 'commented':
        return trail.commented
      case 'linked':
        return trail.linked(Number(data['ticket']))
      case 'run_started':
        return trail.run_started(String(data['capability']))
      case 'run_ended':
        return trail.run_ended(messages.outcomes[data['outcome'] as keyof typeof messages.outcomes])
      case 'updated':
        return Object.entries(data)
          .filter(([, change]) => typeof change === 'object' && change !== null && 'to' in change)
          .map(([field, change]) => {
            const { from, to } = change as { from: unknown; to: unknown }
            return trail.changed(trail.fields[field] ?? field, shown(field, from), shown(field, to))
          })
          .join('; ')
      default:
        return type.replaceAll('_', ' ')
    }
  }
}
