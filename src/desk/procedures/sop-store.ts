import { sql } from 'kysely'
import type { Database, Transaction } from '#storage'
import type { NewSopOutcome, SopFigures } from './sops.ts'

/** False when the run has been counted already. */
export async function addSopOutcome(
  transaction: Transaction,
  outcome: NewSopOutcome & { actor: string; at: Date },
): Promise<boolean> {
  const added = await transaction
    .insertInto('sop_outcomes')
    .values({
      sop_id: outcome.sopId,
      ticket_id: outcome.ticketId ?? null,
      run_id: outcome.runId ?? null,
      outcome: outcome.outcome,
      steps: JSON.stringify(outcome.steps),
      duration_ms: Math.round(outcome.durationMs),
      actor: outcome.actor,
      created_at: outcome.at,
    })
    .onConflict((conflict) => conflict.column('run_id').doNothing())
    .returning('id')
    .executeTakeFirst()
  return added !== undefined
}

/** What became of each procedure that was ever used, by its id. */
export async function sopFigures(database: Database): Promise<Map<string, SopFigures>> {
  const rows = await database
    .selectFrom('sop_outcomes')
    .select((select) => [
      'sop_id',
      select.fn.countAll<number>().as('used'),
      sql<number>`count(*) filter (where outcome = 'resolved')`.as('resolved'),
      sql<number>`count(*) filter (where outcome = 'failed')`.as('failed'),
      sql<number>`count(*) filter (where outcome = 'abandoned')`.as('abandoned'),
      sql<
        number | null
      >`percentile_cont(0.5) within group (order by duration_ms) filter (where outcome = 'resolved')`.as('median_ms'),
    ])
    .groupBy('sop_id')
    .execute()
  return new Map(
    rows.map(({ sop_id, used, resolved, failed, abandoned, median_ms }) => [
      sop_id,
      {
        used,
        resolved,
        failed,
        abandoned,
        successRate: resolved / used,
        medianMinutes: median_ms === null ? null : median_ms / 60_000,
      },
    ]),
  )
}
