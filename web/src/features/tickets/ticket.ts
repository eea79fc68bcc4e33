import type { ResponseOf } from '../../api/call.ts'

export type Ticket = ResponseOf<'GET /api/v1/tickets'>['tickets'][number]
export type TicketDetails = ResponseOf<'GET /api/v1/tickets/{id}'>

export type Status = Ticket['status']
export type Priority = Ticket['priority']
export type Category = NonNullable<Ticket['category']>

export const statuses = ['new', 'classified', 'in_progress', 'resolved', 'closed'] as const satisfies Status[]
export const openStatuses = ['new', 'classified', 'in_progress'] as const satisfies Status[]
export const priorities = ['critical', 'high', 'medium', 'low'] as const satisfies Priority[]
export const categories = [
  'network',
  'hardware',
  'software',
  'account',
  'email',
  'security',
  'performance',
  'database',
] as const satisfies Category[]
export const flags = ['needs_triage', 'upset_reporter', 'reporter_replied'] as const

/** What stands in the URL of the list. */
export interface TicketSearch {
  view?: 'board'
  /** Left out: those that are open. */
  status?: Status | 'all'
  priority?: Priority
  category?: Category
  assignee?: string
  flag?: (typeof flags)[number]
  q?: string
  /** The ticket that the keys are about. */
  at?: number
}

/** What the URL says, as far as it makes sense. */
export function ticketSearch(search: Record<string, unknown>): TicketSearch {
  const oneOf = <Value extends string>(values: readonly Value[], value: unknown) =>
    values.find((known) => known === value)
  const { assignee, q, at } = search
  const found = {
    view: oneOf(['board'], search['view']),
    status: oneOf(['all', ...statuses], search['status']),
    priority: oneOf(priorities, search['priority']),
    category: oneOf(categories, search['category']),
    flag: oneOf(flags, search['flag']),
    assignee: typeof assignee === 'string' && assignee !== '' ? assignee : undefined,
    q: q === undefined || q === '' ? undefined : String(q as string | number), // a number is read as one
    at: Number.isSafeInteger(at) ? (at as number) : undefined,
  }
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined))
}
