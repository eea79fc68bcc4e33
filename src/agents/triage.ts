import type { Logger } from 'pino'
import { system } from '#auth'
import { troubleOf, type Desk, type Ticket } from '#desk'
import type { StartRun } from './runs/start-run.ts'

export interface TriageNeeds {
  readonly desk: Desk
  readonly startRun: StartRun
  readonly log: Logger
}

/** What happens to a ticket by itself: it is classified, and when an alert told of it, its procedure is begun. */
export interface Triage {
  /** Takes a ticket up, soon. Never throws: what fails is logged, and found again by the next round. */
  take(ticket: Pick<Ticket, 'id'>): void
  /** Looks now for tickets that nobody took up. Never throws. */
  lookAround(): void
  /** Looks for tickets that nobody took up, now and every minute: those of a process that died. */
  start(): AsyncDisposable
}

const roundMs = 60_000

/**
 * A procedure begun here acts as `system`, so by default whatever it changes waits for a person's yes. It is begun once for
 * each time that the alert fires or a person reopens the ticket, however many processes see it, and whatever else is
 * changed of the ticket while it waits.
 */
export function createTriage({ desk, startRun, log }: TriageNeeds): Triage {
  const under = new Set<Promise<void>>()

  async function triage(id: number): Promise<void> {
    const found = await desk.tickets.find(system, id)
    const isNew = found.status === 'new' && found.classification === null
    // Of an alert that brings its category, the classifier's word is kept beside it.
    const isUnread = isNew && (found.category === null || found.source === 'alert')
    const ticket = isUnread ? await desk.tickets.classify(system, id) : found
    const isOpen = ticket.status !== 'resolved' && ticket.status !== 'closed'
    if (found.source !== 'alert' || !isOpen || found.runs.some(({ outcome }) => outcome === null)) return
    // Only where a procedure fits: a storm of alerts must not be a storm of questions.
    const [best] = await desk.sops.match(system, troubleOf({ ...found, category: ticket.category }))
    if (!best?.chosen) return
    await startRun(
      system,
      'resolver.resolve_ticket',
      { ticket_id: id },
      { origin: 'alert', idempotencyKey: ['triage', id, found.alerts.at(-1)?.startsAt, found.runs.length].join(':') },
    )
  }

  function take({ id }: Pick<Ticket, 'id'>): void {
    const work = triage(id)
      .catch((error: unknown) =>
        log.warn({ err: error, ticket: id }, 'a ticket could not be taken up; the next round tries again'),
      )
      .finally(() => under.delete(work))
    under.add(work)
  }

  async function round(): Promise<void> {
    const { tickets } = await desk.tickets.list(system, { status: ['new', 'classified'], limit: 100 })
    for (const ticket of tickets)
      if (ticket.source === 'alert' || (ticket.category === null && !ticket.flags.includes('needs_triage')))
        take(ticket)
  }

  const lookAround = () =>
    void round().catch((error: unknown) => log.warn({ err: error }, 'open tickets could not be looked through'))

  return {
    take,
    lookAround,
    start() {
      lookAround()
      const timer = setInterval(lookAround, roundMs)
      return {
        async [Symbol.asyncDispose]() {
          clearInterval(timer)
          await Promise.all(under)
        },
      }
    },
  }
}
