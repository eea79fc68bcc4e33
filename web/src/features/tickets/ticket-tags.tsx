import { ChevronDown, ChevronUp, ChevronsUp, Equal } from 'lucide-react'
import { Tag, type Tone } from '../../components/tag.tsx'
import { useMessages } from '../../messages/catalogue.ts'
import { useFormat } from '../../messages/format.ts'
import { ticketsMessages } from '../../messages/tickets/messages.ts'
import type { Priority, Status, Ticket } from './ticket.ts'

const statusTones: Record<Status, Tone> = {
  new: 'warn',
  classified: 'accent',
  in_progress: 'accent',
  resolved: 'good',
  closed: 'plain',
}
const priorityLooks = {
  critical: { icon: ChevronsUp, colour: 'text-danger' },
  high: { icon: ChevronUp, colour: 'text-warn' },
  medium: { icon: Equal, colour: 'text-muted' },
  low: { icon: ChevronDown, colour: 'text-muted' },
} as const

export function StatusTag({ status }: { status: Status }) {
  const { statuses } = useMessages(ticketsMessages)
  return <Tag tone={statusTones[status]}>{statuses[status]}</Tag>
}

export function PriorityMark({ priority }: { priority: Priority }) {
  const { priorities } = useMessages(ticketsMessages)
  const { icon: Icon, colour } = priorityLooks[priority]
  return (
    <span className="inline-flex items-center gap-1 align-middle text-small whitespace-nowrap">
      <Icon className={`size-4 shrink-0 ${colour}`} /> {priorities[priority]}
    </span>
  )
}

export function FlagTags({ flags }: { flags: readonly string[] }) {
  const { flags: words } = useMessages(ticketsMessages)
  return flags.map((flag) => (
    <Tag key={flag} tone="warn">
      {words[flag] ?? flag}
    </Tag>
  ))
}

/** By when the next thing is due: the first answer, then the end; nothing while the clocks stand still. */
export function DueText({ serviceLevel }: Pick<Ticket, 'serviceLevel'>) {
  const messages = useMessages(ticketsMessages)
  const format = useFormat()
  const { responseDueAt, resolutionDueAt, respondedAt, responseBreached, resolutionBreached, paused } = serviceLevel
  if (paused) return null
  const isAnswer = !respondedAt && !responseBreached
  const when = format.relative(isAnswer || (!respondedAt && !resolutionBreached) ? responseDueAt : resolutionDueAt)
  const late = resolutionBreached || (!respondedAt && responseBreached)
  return (
    <span className={`text-small ${late ? 'text-danger' : 'text-muted'}`}>
      {late ? messages.overdue(when) : isAnswer ? messages.answerDue(when) : messages.due(when)}
    </span>
  )
}
