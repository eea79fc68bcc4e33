import { useMessages } from '../../messages/catalogue.ts'
import { useFormat } from '../../messages/format.ts'
import { runsMessages } from '../../messages/runs/messages.ts'
import { useNames } from '../work/use-names.ts'
import type { RunEvent } from './follow-run.ts'

/** The events of a run in words, as they come; read out to screen readers. */
export function RunLog({ events }: { events: readonly RunEvent[] }) {
  const messages = useMessages(runsMessages)
  const format = useFormat()
  const words = useWords()
  return (
    <ol aria-label={messages.log} aria-live="polite" className="flex flex-col gap-1 text-small">
      {events.map((event) => (
        <li key={event.id} className="flex gap-3">
          <time dateTime={event.at} className="shrink-0 text-muted tabular-nums">
            {format.time(event.at)}
          </time>
          <span className="min-w-0 wrap-anywhere">{words(event)}</span>
        </li>
      ))}
    </ol>
  )
}

function useWords(): (event: RunEvent) => string {
  const { events } = useMessages(runsMessages)
  const nameOf = useNames()
  return ({ type, data }) => {
    const { name, message, by, attempt } = (data ?? {}) as Record<string, unknown>
    switch (type) {
      case 'waiting':
      case 'queued':
      case 'suspended':
      case 'ended':
        return events[type]
      case 'started':
        return events.started(Number(attempt))
      case 'approved':
        return events.approved(nameOf(String(by)))
      case 'retry':
        return events.retry(String(message))
      default:
        return String(message ?? name ?? type)
    }
  }
}
