import { sql, type Selectable } from 'kysely'
import type { Approvals, Database, Transaction } from '#storage'

export const approvalStates = ['pending', 'approved', 'refused', 'expired', 'used'] as const
export type ApprovalState = (typeof approvalStates)[number]

export interface Approval {
  readonly id: string
  readonly runId: string
  /** SHA-256 over the canonical action; whoever says yes sends it back. */
  readonly actionHash: string
  /** Why a person is asked. */
  readonly reason: string
  readonly state: ApprovalState
  readonly decidedBy: string | undefined
  readonly decisionReason: string | undefined
  readonly createdAt: Date
  readonly expiresAt: Date
  readonly decidedAt: Date | undefined
}

export async function insertApproval(
  transaction: Transaction,
  approval: { id: string; runId: string; actionHash: string; reason: string; expiresInMinutes: number },
): Promise<void> {
  await transaction
    .insertInto('approvals')
    .values({
      id: approval.id,
      run_id: approval.runId,
      action_hash: approval.actionHash,
      reason: approval.reason,
      state: 'pending',
      expires_at: sql<Date>`now() + make_interval(mins => ${approval.expiresInMinutes})`,
    })
    .execute()
}

export async function findApproval(database: Database | Transaction, id: string): Promise<Approval | undefined> {
  const row = await database.selectFrom('approvals').selectAll().where('id', '=', id).executeTakeFirst()
  return row && toApproval(row)
}

export async function findApprovalOfRun(
  database: Database | Transaction,
  runId: string,
): Promise<Approval | undefined> {
  const row = await database.selectFrom('approvals').selectAll().where('run_id', '=', runId).executeTakeFirst()
  return row && toApproval(row)
}

/** Pending ones the oldest first, because they end soonest; others the newest first. */
export async function listApprovals(database: Database, state: ApprovalState | undefined): Promise<Approval[]> {
  let query = database.selectFrom('approvals').selectAll()
  if (state) query = query.where('state', '=', state)
  const rows = await query
    .orderBy('created_at', state === 'pending' ? 'asc' : 'desc')
    .limit(500)
    .execute()
  return rows.map(toApproval)
}

/** Pending ones of a run and of all that it started, and they in turn; the oldest first. */
export async function listPendingApprovals(database: Database, runId: string): Promise<Approval[]> {
  const rows = await database
    .withRecursive('family(id)', (query) =>
      query
        .selectFrom('agent_runs')
        .select('id')
        .where('id', '=', runId)
        .unionAll(
          query
            .selectFrom('agent_runs')
            .innerJoin('family', 'family.id', 'agent_runs.parent_id')
            .select('agent_runs.id'),
        ),
    )
    .selectFrom('approvals')
    .innerJoin('family', 'family.id', 'approvals.run_id')
    .selectAll('approvals')
    .where('approvals.state', '=', 'pending')
    .orderBy('approvals.created_at')
    .execute()
  return rows.map(toApproval)
}

/** Pending and in time becomes decided: the update is the lock, so of two answers at once one counts. */
export async function decideApproval(
  transaction: Transaction,
  decision: { id: string; actionHash: string; state: 'approved' | 'refused'; by: string; reason: string | undefined },
): Promise<Approval | undefined> {
  let update = transaction
    .updateTable('approvals')
    .set({
      state: decision.state,
      decided_by: decision.by,
      decision_reason: decision.reason ?? null,
      decided_at: sql<Date>`now()`,
    })
    .where('id', '=', decision.id)
    .where('state', '=', 'pending')
    .where('expires_at', '>', sql<Date>`now()`)
  if (decision.state === 'approved') update = update.where('action_hash', '=', decision.actionHash)
  const row = await update.returningAll().executeTakeFirst()
  return row && toApproval(row)
}

/** Approved becomes used, once. */
export async function useApproval(transaction: Transaction, runId: string, actionHash: string): Promise<boolean> {
  const row = await transaction
    .updateTable('approvals')
    .set({ state: 'used' })
    .where('run_id', '=', runId)
    .where('state', '=', 'approved')
    .where('expires_at', '>', sql<Date>`now()`)
    .where('action_hash', '=', actionHash)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Marks one that nobody answered in time; undefined when there is none left. */
export async function expireApproval(transaction: Transaction): Promise<Approval | undefined> {
  const row = await transaction
    .updateTable('approvals')
    .set({ state: 'expired' })
    .where('id', '=', ({ selectFrom }) =>
      selectFrom('approvals')
        .select('id')
        .where('state', '=', 'pending')
        .where('expires_at', '<=', sql<Date>`now()`)
        .orderBy('expires_at')
        .limit(1)
        .forUpdate()
        .skipLocked(),
    )
    .returningAll()
    .executeTakeFirst()
  return row && toApproval(row)
}

function toApproval(row: Selectable<Approvals>): Approval {
  return {
    id: row.id,
    runId: row.run_id,
    actionHash: row.action_hash,
    reason: row.reason,
    state: row.state as ApprovalState,
    decidedBy: row.decided_by ?? undefined,
    decisionReason: row.decision_reason ?? undefined,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    decidedAt: row.decided_at ?? undefined,
  }
}
