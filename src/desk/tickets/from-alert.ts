import { cutText } from '../cut-text.ts'
import { changeTicket, commentOn, requireTicket, saveTicket, statusUpdate, type Edit } from './change-ticket.ts'
import { lockAlert, updateAlert, type StoredAlert } from './intake-store.ts'
import { openTicket } from './open-ticket.ts'
import { isDone } from './status-flow.ts'
import { categories, maxDescriptionLength, priorities, type NewTicket, type Priority } from './ticket.ts'
import type { StoredTicket } from './ticket-store.ts'
import { addLink, addTicketEvent, listTicketRuns } from './trail-store.ts'

/** An alert in the words of Alertmanager's webhook: somebody's there, or our own monitoring's. */
export interface Alert {
  readonly status: 'firing' | 'resolved'
  readonly labels: Readonly<Record<string, string>>
  readonly annotations: Readonly<Record<string, string>>
  /** ISO 8601. */
  readonly startsAt: string
  /** Tells alerts apart, for ever. */
  readonly fingerprint: string
  readonly generatorURL?: string | undefined
}

export const alertOutcomes = [
  'created',
  'reopened',
  'continued',
  'escalated',
  'repeated',
  'commented',
  'resolved',
  'ignored',
] as const

export interface AlertResult {
  readonly fingerprint: string
  /**
   * `continued`: fires anew while its ticket is open. `escalated`: the same firing, more severe. `commented`: it ended, and a person or a run still has the ticket.
   * `ignored`: it ended before anything was heard of it, or an older delivery came late.
   */
  readonly outcome: (typeof alertOutcomes)[number]
  readonly ticketId: number | null
}

/** One ticket for each fingerprint while it fires; the same delivery again changes nothing. */
export async function receiveAlert(edit: Edit, alert: Alert): Promise<AlertResult> {
  const { fingerprint, labels, annotations, status } = alert
  const known = await lockAlert(edit.transaction, fingerprint, edit.at)
  const startsAt = new Date(alert.startsAt)
  const age = startsAt.getTime() - known.startsAt.getTime()
  // It has ended or begun anew since; this was sent before that.
  if (age < 0 || (age === 0 && status === 'firing' && known.state === 'resolved'))
    return { fingerprint, outcome: 'ignored', ticketId: known.ticketId }
  const { outcome, ticketId } =
    age === 0 && status === known.state
      ? { outcome: await repeat(edit, alert, known), ticketId: known.ticketId }
      : status === 'firing'
        ? await fire(edit, alert, known)
        : await end(edit, known)
  const told = { fingerprint, state: status, startsAt, labels, annotations, ticketId }
  if (outcome !== 'repeated') await updateAlert(edit.transaction, { ...told, at: edit.at })
  return { fingerprint, outcome, ticketId }
}

async function fire(
  edit: Edit,
  alert: Alert,
  known: StoredAlert,
): Promise<{ outcome: AlertResult['outcome']; ticketId: number }> {
  const before = known.ticketId === null ? undefined : await requireTicket(edit, known.ticketId)
  if (!before || before.status === 'closed') {
    const ticket = await openTicket(edit, ticketOf(alert), { source: 'alert', flags: [] })
    if (before) await linkSameAlert(edit, ticket, before.id)
    return { outcome: 'created', ticketId: ticket.id }
  }
  const text = `The alert ${nameOf(alert)} fires again since ${alert.startsAt}.`
  await commentOn(edit, before, { author: edit.actor, source: 'alert', text, isResponse: false })
  if (before.status !== 'resolved') return { outcome: 'continued', ticketId: before.id }
  await changeTicket(edit, before, { status: 'in_progress' })
  return { outcome: 'reopened', ticketId: before.id }
}

/**
 * Alertmanager gives a more severe alert another fingerprint; our own monitoring does not. It is compared with what was
 * told before, not with the ticket, whose priority a person may have lowered.
 */
async function repeat(edit: Edit, alert: Alert, known: StoredAlert): Promise<'escalated' | 'repeated'> {
  const [priority, before] = [priorityOf(alert.labels), priorityOf(known.labels)]
  if (known.ticketId === null || !priority || (before && rank(priority) <= rank(before))) return 'repeated'
  if (alert.status !== 'firing') return 'repeated'
  const ticket = await requireTicket(edit, known.ticketId)
  if (isDone(ticket.status) || rank(priority) <= rank(ticket.priority)) return 'repeated'
  await changeTicket(edit, ticket, { priority })
  return 'escalated'
}

async function end(
  edit: Edit,
  known: StoredAlert,
): Promise<{ outcome: AlertResult['outcome']; ticketId: number | null }> {
  if (known.ticketId === null || known.state === 'resolved') return { outcome: 'ignored', ticketId: known.ticketId }
  const ticket = await requireTicket(edit, known.ticketId)
  const pending = await whatIsPending(edit, ticket)
  const text = `The alert has ended.${pending ? ` The ticket stays as it is: ${pending}.` : ''}`
  await commentOn(edit, ticket, { author: edit.actor, source: 'alert', text, isResponse: false })
  if (pending || isDone(ticket.status)) return { outcome: 'commented', ticketId: ticket.id }
  // From any open status: what it told of is over, whoever had or had not taken it up.
  await saveTicket(
    edit,
    ticket,
    { ...statusUpdate(edit, ticket, 'resolved'), outcome: 'The alert ended by itself.' },
    { type: 'updated', data: { status: { from: ticket.status, to: 'resolved' }, because: 'the alert ended' } },
  )
  return { outcome: 'resolved', ticketId: ticket.id }
}

/** Who or what still has the ticket in hand, in words. */
async function whatIsPending({ transaction }: Edit, ticket: StoredTicket): Promise<string | undefined> {
  if (ticket.assignee !== null) return `${ticket.assignee} has it`
  const running = (await listTicketRuns(transaction, ticket.id)).find(({ outcome }) => outcome === null)
  return running && `${running.capability} (${running.runId}) is still at it`
}

async function linkSameAlert({ transaction, actor, at }: Edit, ticket: StoredTicket, before: number): Promise<void> {
  await addLink(transaction, {
    ticketId: ticket.id,
    otherId: before,
    reason: 'same_alert',
    similarity: null,
    at,
  })
  const data = { ticket: before, reason: 'same_alert' }
  await addTicketEvent(transaction, { ticketId: ticket.id, actor, type: 'linked', data, at })
}

/** Words that alert rules commonly use in the label `severity`. */
const severities: Readonly<Record<string, Priority>> = {
  critical: 'critical',
  page: 'critical',
  emergency: 'critical',
  high: 'high',
  error: 'high',
  major: 'high',
  warning: 'medium',
  medium: 'medium',
  minor: 'low',
  info: 'low',
  low: 'low',
  none: 'low',
}

function ticketOf(alert: Alert): NewTicket {
  const { labels, annotations } = alert
  const summary = annotations['summary']?.trim() || nameOf(alert)
  const lines = [
    annotations['description']?.trim() || `${summary}.`,
    '',
    ...Object.entries(labels).map(([key, value]) => `${key}: ${value}`),
    `since: ${alert.startsAt}`,
    ...(alert.generatorURL ? [alert.generatorURL] : []),
  ]
  const priority = priorityOf(labels)
  const category = categories.find((name) => name === labels['category'])
  return {
    title: cutText(summary, 200),
    description: cutText(lines.join('\n'), maxDescriptionLength),
    ...(priority && { priority }),
    ...(category && { category }),
  }
}

function priorityOf(labels: Alert['labels']): Priority | undefined {
  const severity = labels['severity']?.toLowerCase() ?? ''
  return Object.hasOwn(severities, severity) ? severities[severity] : undefined
}

function rank(priority: Priority): number {
  return priorities.indexOf(priority)
}

function nameOf({ labels }: Alert): string {
  const name = labels['alertname'] ?? 'without a name'
  return labels['instance'] ? `${name} on ${labels['instance']}` : name
}
