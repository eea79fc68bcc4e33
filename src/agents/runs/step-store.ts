import { sql } from 'kysely'
import type { Database, Transaction } from '#storage'
import type { RunEvent, Step } from './run.ts'
import { storedJson } from './stored-json.ts'

export async function listSteps(database: Database | Transaction, runId: string): Promise<Step[]> {
  const rows = await database
    .selectFrom('agent_steps')
    .selectAll()
    .where('run_id', '=', runId)
    .orderBy('position')
    .execute()
  return rows.map((row) => ({
    position: row.position,
    name: row.name,
    idempotencyKey: row.idempotency_key ?? undefined,
    output: row.output ?? undefined,
    startedAt: row.started_at,
    finishedAt: row.finished_at ?? undefined,
  }))
}

export async function beginStep(
  transaction: Transaction,
  step: { runId: string; position: number; name: string; idempotencyKey?: string },
): Promise<void> {
  await transaction
    .insertInto('agent_steps')
    .values({
      run_id: step.runId,
      position: step.position,
      name: step.name,
      idempotency_key: step.idempotencyKey ?? null,
    })
    .onConflict((conflict) => conflict.columns(['run_id', 'position']).doNothing())
    .execute()
}

/** Stores a step's result; `null` stands for nothing. */
export async function finishStep(
  transaction: Transaction,
  step: { runId: string; position: number; output: unknown },
): Promise<void> {
  await transaction
    .updateTable('agent_steps')
    .set({ output: storedJson(step.output), finished_at: sql<Date>`clock_timestamp()` })
    .where('run_id', '=', step.runId)
    .where('position', '=', step.position)
    .execute()
}

export async function addEvent(
  database: Database | Transaction,
  runId: string,
  type: string,
  data: unknown,
): Promise<void> {
  await database
    .insertInto('agent_events')
    .values({ run_id: runId, type, data: storedJson(data) })
    .execute()
}

/** Events of a run after the given one, in order. */
export async function listEvents(database: Database, runId: string, after: number): Promise<RunEvent[]> {
  const rows = await database
    .selectFrom('agent_events')
    .select(['id', 'type', 'data', 'created_at'])
    .where('run_id', '=', runId)
    .where('id', '>', after)
    .orderBy('id')
    .execute()
  return rows.map(({ created_at, ...row }) => ({ ...row, at: created_at }))
}
