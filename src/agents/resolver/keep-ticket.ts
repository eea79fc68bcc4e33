import type { Actor } from '#auth'
import type { Category, Desk, Sop } from '#desk'
import { AppError } from '../../errors.ts'
import type { SopRun, StepReport } from './run-sop.ts'

type DeskWithin = ReturnType<Desk['within']>

/** The ticket is in progress, and tied to the run. */
export async function takeUp(
  desk: DeskWithin,
  actor: Actor,
  ticketId: number,
  runId: string,
  category: Category,
): Promise<{ at: number }> {
  const { tickets } = desk
  const ticket = await tickets.find(actor, ticketId)
  if (ticket.status === 'resolved' || ticket.status === 'closed')
    throw new AppError('conflict', `Ticket ${ticketId} is ${ticket.status}. Reopen it first.`)
  await tickets.linkRun(actor, ticketId, { runId, capability: 'resolver.resolve_ticket' })
  if (ticket.status === 'new')
    await tickets.update(actor, ticketId, { status: 'classified', ...(!ticket.category && { category }) })
  if (ticket.status !== 'in_progress') await tickets.update(actor, ticketId, { status: 'in_progress' })
  return { at: Date.now() }
}

export interface Finished {
  readonly ticketId: number
  readonly runId: string
  readonly sop: Sop
  readonly outcome: SopRun['outcome']
  readonly steps: readonly StepReport[]
  readonly durationMs: number
}

const summaries: Record<SopRun['outcome'], string> = {
  resolved: 'resolved it',
  failed: 'did not resolve it',
  abandoned: 'does not apply any more',
}

/** Counts the outcome, tells the ticket, and resolves it when it is. */
export async function finish(desk: DeskWithin, actor: Actor, finished: Finished): Promise<void> {
  const { ticketId, runId, sop, outcome, steps, durationMs } = finished
  const failed = steps.find(({ state }) => state === 'failed')
  const why = failed ? `: ${failed.name}, ${failed.detail}`.replace(/\.+$/, '') : ''
  const summary = `The procedure "${sop.title}" ${summaries[outcome]}${why}.`
  await desk.sops.recordOutcome(actor, {
    sopId: sop.id,
    ticketId,
    runId,
    outcome,
    steps: steps.map(({ name, state, run_id: id }) => ({
      name,
      state: state === 'shown' ? 'skipped' : state,
      ...(id && { runId: id }),
    })),
    durationMs,
  })
  const runOutcome = outcome === 'resolved' ? 'succeeded' : outcome === 'failed' ? 'failed' : 'cancelled'
  await desk.tickets.endRun(actor, ticketId, { runId, outcome: runOutcome, response: { sop: sop.id, steps }, summary })
  await desk.tickets.comment(actor, ticketId, { text: summary }, 'agent')
  if (outcome === 'resolved') await desk.tickets.update(actor, ticketId, { status: 'resolved', outcome: summary })
}
