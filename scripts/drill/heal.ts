import { isDeepStrictEqual } from 'node:util'
import type { Tell } from './story.ts'
import { until } from './until.ts'
import type { World } from './world.ts'

export interface Healing {
  /** Of the alert rule, as the ticket's alert carries it. */
  readonly alertname: string
  readonly sop: string
  /** The category that the classifier should come to. */
  readonly category: string
  /** What the owner will be asked, in this order and nothing else; every input that is not false. */
  readonly asks: readonly Ask[]
}

interface Ask {
  readonly capability: string
  readonly input: Readonly<Record<string, unknown>>
}

interface TicketRow {
  readonly id: number
  readonly title: string
  readonly status: string
  readonly priority: string
  readonly source: string
  readonly category: string | null
  readonly subcategory: string | null
  readonly classification: { category: string | null; confidence: number; method: string } | null
  readonly outcome: string | null
  readonly fingerprint: string
}

interface Pending {
  readonly approval: { id: string; actionHash: string }
  readonly run: {
    id: string
    capability: string
    input: Record<string, unknown>
    actor: string
    parentId: string | null
  }
}

/**
 * From the ticket that an alert became to the end of its procedure: reads each step from the rows, and says the owner's yes
 * over REST to what was foreseen. Gives back the ticket's id and its run's.
 */
export async function followTicket(
  world: World,
  tell: Tell,
  healing: Healing,
): Promise<{ ticketId: number; runId: string }> {
  const { alertname, sop, category, asks } = healing
  const opened = await until(`a ticket of the alert ${alertname}`, () => findTicket(world, alertname))
  tell(
    'ticket',
    `row ${opened.id} of tickets: "${opened.title}", ${opened.priority}, from an ${opened.source} (${opened.fingerprint})`,
  )

  const classified = await until('its classification', async () => {
    const row = (await findTicket(world, alertname))!
    return row.classification ? row : undefined
  })
  const { category: said, confidence, method } = classified.classification!
  if (classified.category !== category)
    throw new Error(`the ticket was classified as ${classified.category}, not ${category}`)
  tell(
    'classification',
    `row ${opened.id} of tickets: ${[classified.category, classified.subcategory].filter(Boolean).join(' / ')}; the classifier (${method}) says ${said ?? 'nothing'}, confidence ${confidence.toFixed(2)}`,
  )

  const runId = await until('the run of its procedure', async () => {
    const runs = await world.sql<{ id: string }>(
      `select id from agent_runs where capability = 'resolver.resolve_ticket' and input->'ticket_id' = to_jsonb($1::int)`,
      [opened.id],
    )
    if (runs.length > 1) throw new Error(`${runs.length} runs are at the ticket`)
    return runs[0]?.id
  })
  const chosen = await until('the procedure that was chosen', async () => {
    const [step] = await world.sql<{ output: { sopId: string; reasons: string[] } | null }>(
      `select output from agent_steps where run_id = $1 and name = 'choose' and finished_at is not null`,
      [runId],
    )
    return step
  })
  if (chosen.output?.sopId !== sop)
    throw new Error(`the procedure ${sop} was not chosen: ${JSON.stringify(chosen.output)}`)
  tell(
    'SOP',
    `rows of agent_runs and agent_steps: ${runId.slice(0, 12)}… chose ${sop}, because ${chosen.output.reasons.join('; ')}`,
  )
  for (const ask of asks) await approve(world, tell, ask, runId)
  return { ticketId: opened.id, runId }
}

/** Waits for what the procedure is to bring about; no longer than the procedure lasts. */
export async function untilHealed<Found>(
  world: World,
  runId: string,
  what: string,
  look: () => Promise<Found | undefined>,
): Promise<Found> {
  return until(what, async () => {
    const ended = await endedRun(world, runId)
    const found = await look()
    if (found === undefined && ended)
      throw new Error(`there is still no ${what}; the procedure is ${ended.verdict}: ${JSON.stringify(ended.why)}`)
    return found
  })
}

/** What the procedure left: its verified run, the resolved ticket; then the owner closes the ticket over REST. */
export async function closeTicket(
  world: World,
  tell: Tell,
  { ticketId, runId }: { ticketId: number; runId: string },
): Promise<void> {
  const run = await until('the end of the procedure', () => endedRun(world, runId))
  if (run.verdict !== 'verified')
    throw new Error(`${runId} ended ${run.state}, ${run.verdict}: ${JSON.stringify(run.why)}`)
  const { entries, broken } = await world.get<{ entries: number; broken?: unknown }>('/api/v1/audit/verification')
  if (broken) throw new Error(`the chain of receipts is broken: ${JSON.stringify(broken)}`)
  const [receipt] = await world.sql<{ sequence: string; hash: string }>(
    "select sequence, hash from audit_entries where kind = 'receipt' and subject = $1",
    [runId],
  )
  tell(
    'receipt',
    `row of agent_runs: ${run.state}, ${run.verdict}; entry ${receipt!.sequence} of the chain (${receipt!.hash.slice(0, 12)}…), ${entries} entries recomputed`,
  )
  await world.send('PATCH', `/api/v1/tickets/${ticketId}`, { status: 'closed' })
  const [row] = await world.sql<{ status: string; outcome: string; seconds: string; sop: string; ended: string }>(
    `select status, tickets.outcome, round(extract(epoch from closed_at - tickets.created_at)) as seconds,
       sop_outcomes.sop_id as sop, sop_outcomes.outcome as ended
     from tickets left join sop_outcomes on sop_outcomes.ticket_id = tickets.id where tickets.id = $1`,
    [ticketId],
  )
  if (row?.status !== 'closed' || row.ended !== 'resolved') throw new Error(`the ticket is ${JSON.stringify(row)}`)
  tell(
    'closed',
    `row ${ticketId} of tickets: closed after ${row.seconds} s; "${row.outcome}" (sop_outcomes: ${row.sop} ${row.ended})`,
  )
}

async function findTicket(world: World, alertname: string): Promise<TicketRow | undefined> {
  const rows = await world.sql<TicketRow>(
    `select tickets.*, fingerprint from ticket_alerts join tickets on tickets.id = ticket_id
     where labels->>'alertname' = $1 order by tickets.id`,
    [alertname],
  )
  if (rows.length > 1) throw new Error(`there are ${rows.length} tickets of the alert ${alertname}`)
  return rows[0]
}

/** Waits until exactly this is asked, says yes to its hash, and sees the approval used up. */
async function approve(world: World, tell: Tell, ask: Ask, parentId: string): Promise<void> {
  const { approval, run } = await until(`the question whether to do ${ask.capability}`, async () => {
    await requireOpen(world, parentId)
    const { approvals } = await world.get<{ approvals: Pending[] }>('/api/v1/approvals?state=pending')
    if (approvals.length > 1) throw new Error(`the owner is asked ${approvals.length} things at once`)
    return approvals[0]
  })
  const { capability, input } = run
  const switchedOn = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== false))
  if (!isDeepStrictEqual({ capability, input: switchedOn }, ask) || run.parentId !== parentId)
    throw new Error(`the owner was to be asked ${JSON.stringify(ask)}, and is asked ${JSON.stringify(run)}`)
  await world.send('POST', `/api/v1/approvals/${approval.id}/approve`, { actionHash: approval.actionHash })
  const used = await until('the approval to be used', async () => {
    const [row] = await world.sql<{ decided_by: string; action_hash: string }>(
      `select decided_by, action_hash from approvals where id = $1 and state = 'used'`,
      [approval.id],
    )
    return row
  })
  tell(
    'approval',
    `row of approvals: ${capability} ${JSON.stringify(ask.input)} for ${run.actor}, approved by ${used.decided_by} with the hash ${used.action_hash.slice(0, 12)}…, used`,
  )
}

interface EndedRun {
  readonly state: string
  readonly verdict: string | null
  readonly why: unknown
}

async function endedRun(world: World, runId: string): Promise<EndedRun | undefined> {
  const [row] = await world.sql<EndedRun>(
    `select state, verdict, jsonb_build_object('error', error, 'probe', probe, 'steps', output->'steps') as why
     from agent_runs where id = $1 and finished_at is not null`,
    [runId],
  )
  return row
}

/** A procedure that has ended asks for nothing more. */
async function requireOpen(world: World, runId: string): Promise<void> {
  const ended = await endedRun(world, runId)
  if (ended) throw new Error(`the procedure ended too early, ${ended.verdict}: ${JSON.stringify(ended.why)}`)
}
