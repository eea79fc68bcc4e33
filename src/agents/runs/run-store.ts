import { sql, type Selectable } from 'kysely'
import type { AgentRuns, Database, Transaction } from '#storage'
import type { Probe, Risk, Verdict } from '../agent.ts'
import { storedJson } from './stored-json.ts'
import type { Run, RunError, RunState, StoredActor } from './run.ts'

export interface NewRun {
  readonly id: string
  readonly capability: string
  readonly risk: Risk
  readonly input: unknown
  readonly resolved: unknown
  readonly actor: StoredActor
  readonly origin: string
  readonly parentId: string | undefined
  readonly idempotencyKey: string | undefined
  readonly actionHash: string
  readonly state: RunState
}

/** How long a run may be silent before another process may take it over. Every owner writes once a second. */
const silenceSeconds = 8

/** Stores a run; undefined when one with the same idempotency key is there already. */
export async function insertRun(transaction: Transaction, run: NewRun): Promise<Run | undefined> {
  const row = await transaction
    .insertInto('agent_runs')
    .values({
      id: run.id,
      capability: run.capability,
      risk: run.risk,
      input: json(run.input),
      resolved: json(run.resolved ?? null),
      actor: json(run.actor),
      origin: run.origin,
      parent_id: run.parentId ?? null,
      idempotency_key: run.idempotencyKey ?? null,
      action_hash: run.actionHash,
      state: run.state,
    })
    .onConflict((conflict) => conflict.column('idempotency_key').doNothing())
    .returningAll()
    .executeTakeFirst()
  return row && toRun(row)
}

export async function findRun(database: Database | Transaction, id: string): Promise<Run | undefined> {
  const row = await database.selectFrom('agent_runs').selectAll().where('id', '=', id).executeTakeFirst()
  return row && toRun(row)
}

export async function findRunByKey(database: Database, idempotencyKey: string): Promise<Run | undefined> {
  const row = await database
    .selectFrom('agent_runs')
    .selectAll()
    .where('idempotency_key', '=', idempotencyKey)
    .executeTakeFirst()
  return row && toRun(row)
}

export interface RunFilter {
  readonly state?: RunState | undefined
  readonly capability?: string | undefined
  readonly parentId?: string | undefined
  readonly limit: number
}

/** The newest first. */
export async function listRuns(
  database: Database | Transaction,
  { state, capability, parentId, limit }: RunFilter,
): Promise<Run[]> {
  let query = database.selectFrom('agent_runs').selectAll()
  if (state) query = query.where('state', '=', state)
  if (capability) query = query.where('capability', '=', capability)
  if (parentId) query = query.where('parent_id', '=', parentId)
  const rows = await query.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(limit).execute()
  return rows.map(toRun)
}

/** Waiting becomes queued: the update is the lock. */
export async function releaseRun(transaction: Transaction, id: string): Promise<boolean> {
  const released = await transaction
    .updateTable('agent_runs')
    .set({ state: 'queued' })
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .returning('id')
    .executeTakeFirst()
  return released !== undefined
}

/** Takes a run that is queued, or whose owner has fallen silent. No row: somebody else has it, or it has ended. */
export async function claimRun(
  transaction: Transaction,
  id: string,
  claim: string,
): Promise<(Run & { readonly cancelRequested: boolean }) | undefined> {
  const row = await transaction
    .updateTable('agent_runs')
    .set({
      state: 'running',
      claim,
      heartbeat_at: sql<Date>`now()`,
      attempt: sql<number>`attempt + 1`,
      started_at: sql<Date>`coalesce(started_at, now())`,
    })
    .where('id', '=', id)
    .where((where) =>
      where.or([
        where('state', '=', 'queued'),
        where.and([
          where('state', '=', 'running'),
          where('heartbeat_at', '<', sql<Date>`now() - make_interval(secs => ${silenceSeconds})`),
        ]),
      ]),
    )
    .returningAll()
    .executeTakeFirst()
  return row && { ...toRun(row), cancelRequested: row.cancel_requested }
}

/** A sign of life; tells whether the run is still this owner's and whether it is to stop. */
export async function beat(database: Database, id: string, claim: string): Promise<'ours' | 'cancel' | 'lost'> {
  const row = await database
    .updateTable('agent_runs')
    .set({ heartbeat_at: sql<Date>`now()` })
    .where('id', '=', id)
    .where('claim', '=', claim)
    .where('state', '=', 'running')
    .returning('cancel_requested')
    .executeTakeFirst()
  if (!row) return 'lost'
  return row.cancel_requested ? 'cancel' : 'ours'
}

/** Gives a run back for another try. */
export async function requeueRun(database: Database, id: string, claim: string): Promise<boolean> {
  const row = await database
    .updateTable('agent_runs')
    .set({ state: 'queued', claim: null, heartbeat_at: null })
    .where('id', '=', id)
    .where('claim', '=', claim)
    .where('state', '=', 'running')
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Lets go of a run that waits for another. It is not a try that failed, so the count of tries stays. */
export async function suspendRun(transaction: Transaction, id: string, claim: string): Promise<boolean> {
  const row = await transaction
    .updateTable('agent_runs')
    .set({ state: 'suspended', claim: null, heartbeat_at: null, attempt: sql<number>`attempt - 1` })
    .where('id', '=', id)
    .where('claim', '=', claim)
    .where('state', '=', 'running')
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Suspended becomes queued. Waits for whoever is suspending it this moment, so that no wake-up is lost. */
export async function wakeRun(transaction: Transaction, id: string): Promise<Run | undefined> {
  await transaction.selectFrom('agent_runs').select('id').where('id', '=', id).forUpdate().execute()
  const row = await transaction
    .updateTable('agent_runs')
    .set({ state: 'queued' })
    .where('id', '=', id)
    .where('state', '=', 'suspended')
    .returningAll()
    .executeTakeFirst()
  return row && toRun(row)
}

export async function requestCancel(database: Database, id: string): Promise<boolean> {
  const row = await database
    .updateTable('agent_runs')
    .set({ cancel_requested: true })
    .where('id', '=', id)
    .where('state', '=', 'running')
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export interface Ending {
  readonly state: 'succeeded' | 'failed' | 'cancelled'
  readonly output?: unknown
  readonly error?: RunError | undefined
  readonly probe?: Probe | { readonly error: string } | undefined
  readonly verdict: Verdict
}

/** Ends a run that `claim` owns, or (without a claim) one that nobody executes. No row: it was not theirs to end. */
export async function endRun(
  transaction: Transaction,
  id: string,
  claim: string | undefined,
  { state, output, error, probe, verdict }: Ending,
): Promise<Run | undefined> {
  const update = transaction
    .updateTable('agent_runs')
    .set({
      state,
      output: output === undefined ? null : storedJson(output),
      error: error ? storedJson(error) : null,
      probe: probe ? storedJson(probe) : null,
      verdict,
      claim: null,
      finished_at: sql<Date>`now()`,
    })
    .where('id', '=', id)
  const row = await (
    claim
      ? update.where('claim', '=', claim).where('state', '=', 'running')
      : update.where('state', 'in', ['waiting', 'queued', 'suspended'])
  )
    .returningAll()
    .executeTakeFirst()
  return row && toRun(row)
}

/** Whether a process is connected whose name begins so. */
export async function isConnected(database: Database, name: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from pg_stat_activity
    where datname = current_database() and starts_with(application_name, ${`${name} `}) limit 1`.execute(database)
  return rows.length > 0
}

/** Runs of one statement, so that none holds its locks for long. */
const deletedAtOnce = 1_000

/**
 * Deletes runs that ended more than `days` ago, with their steps, events and approvals; returns how many. What nobody has
 * ended stays, and with it what it started. Stops between two batches when `signal` aborts.
 */
export async function deleteOldRuns(
  database: Database,
  days: number,
  { signal, batch = deletedAtOnce }: { signal: AbortSignal; batch?: number },
): Promise<number> {
  const before = sql<Date>`now() - make_interval(days => ${days}::int)`
  let total = 0
  for (let deleted = batch; deleted === batch && !signal.aborted; total += deleted) {
    const { numAffectedRows } = await sql`
      delete from agent_runs where id in (
        select run.id from agent_runs run left join agent_runs parent on parent.id = run.parent_id
        where run.created_at < ${before} and run.finished_at < ${before}
          and (parent.id is null or parent.finished_at is not null)
        order by run.created_at limit ${batch} for update of run skip locked)`.execute(database)
    deleted = Number(numAffectedRows ?? 0n)
  }
  return total
}

/** Whether a run may still start others: it is executed, and nobody wants it stopped. Holds it so until the transaction ends. */
export async function mayStartOthers(transaction: Transaction, id: string): Promise<boolean> {
  const row = await transaction
    .selectFrom('agent_runs')
    .select('id')
    .where('id', '=', id)
    .where('state', '=', 'running')
    .where('cancel_requested', '=', false)
    .forShare()
    .executeTakeFirst()
  return row !== undefined
}

/** Locks the run's row until the transaction ends, if `claim` still owns it. */
export async function holdsRun(transaction: Transaction, id: string, claim: string): Promise<boolean> {
  const row = await transaction
    .selectFrom('agent_runs')
    .select('id')
    .where('id', '=', id)
    .where('claim', '=', claim)
    .where('state', '=', 'running')
    .forShare()
    .executeTakeFirst()
  return row !== undefined
}

function toRun(row: Selectable<AgentRuns>): Run {
  return {
    id: row.id,
    capability: row.capability,
    risk: row.risk as Risk,
    input: row.input,
    resolved: row.resolved ?? undefined,
    actor: row.actor as unknown as StoredActor,
    origin: row.origin,
    parentId: row.parent_id ?? undefined,
    actionHash: row.action_hash,
    state: row.state as RunState,
    attempt: row.attempt,
    output: row.output ?? undefined,
    error: (row.error as unknown as RunError | null) ?? undefined,
    probe: (row.probe as unknown as Run['probe'] | null) ?? undefined,
    verdict: (row.verdict as Verdict | null) ?? undefined,
    createdAt: row.created_at,
    startedAt: row.started_at ?? undefined,
    finishedAt: row.finished_at ?? undefined,
  }
}

function json(value: unknown): string {
  return JSON.stringify(value)
}
