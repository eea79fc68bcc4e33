import { sql } from 'kysely'
import { audienceLevel, audienceOf, type Audience } from '#auth'
import type { Database, Transaction } from '#storage'
import type {
  AnswerDefault,
  AnswerSettings,
  Arm,
  Experiment,
  ExperimentState,
  GuardrailName,
  OutcomeKind,
} from './experiment.ts'

type Within = Database | Transaction
type Settings = Pick<Experiment, 'name' | 'hypothesis' | 'metric' | 'audiences' | 'expectedVisitors' | 'minimumEffect'>
type StoredArm = Pick<Arm, 'name' | 'strategy' | 'writer' | 'weight'>

interface Row {
  id: string
  name: string
  hypothesis: string
  metric: string
  audiences: number[]
  expected_visitors: number
  minimum_effect: number
  state: string
  stopped_for: string | null
  note: string | null
  shipped_arm: string | null
  created_by: string
  created_at: Date
  started_at: Date | null
  ended_at: Date | null
  arms: (StoredArm & { stopped_at: string | null; stopped_for: string | null })[]
}

const columns = sql`e.id, e.name, e.hypothesis, e.metric, e.audiences, e.expected_visitors, e.minimum_effect, e.state,
  e.stopped_for, e.note, e.shipped_arm, e.created_by, e.created_at, e.started_at, e.ended_at, (
    select jsonb_agg(to_jsonb(a) - 'experiment_id' - 'arm' order by a.arm) from experiment_arms a where a.experiment_id = e.id
  ) as arms`

/** The newest first; at most 1,000. */
export async function listExperiments(
  database: Within,
  filter: { state?: ExperimentState | undefined; audience: Audience },
): Promise<Experiment[]> {
  const { rows } = await sql<Row>`
    select ${columns} from experiments e
    where ${filter.state ?? null}::text is null or e.state = ${filter.state ?? null}
    order by e.created_at desc, e.id limit 1000`.execute(database)
  return rows.map(toExperiment).filter((experiment) => isWithin(experiment, filter.audience))
}

/** Undefined also for one that is about an audience beyond the given one. */
export async function findExperiment(
  database: Within,
  id: string,
  audience: Audience,
): Promise<Experiment | undefined> {
  const { rows } = await sql<Row>`select ${columns} from experiments e where e.id = ${id}`.execute(database)
  const found = rows[0] && toExperiment(rows[0])
  return found && isWithin(found, audience) ? found : undefined
}

function isWithin({ audiences }: Experiment, audience: Audience): boolean {
  return audiences.every((one) => audienceLevel(one) <= audienceLevel(audience))
}

export async function insertExperiment(
  transaction: Transaction,
  { id, createdBy, arms, ...settings }: Settings & { id: string; createdBy: string; arms: readonly StoredArm[] },
): Promise<void> {
  await transaction
    .insertInto('experiments')
    .values({ id, created_by: createdBy, ...rowOf(settings) })
    .execute()
  await insertArms(transaction, id, arms)
}

/** False when it is no draft any more. */
export async function updateDraft(
  transaction: Transaction,
  id: string,
  { arms, ...settings }: Settings & { arms?: readonly StoredArm[] | undefined },
): Promise<boolean> {
  const updated = await transaction
    .updateTable('experiments')
    .set(rowOf(settings))
    .where('id', '=', id)
    .where('state', '=', 'draft')
    .returning('id')
    .executeTakeFirst()
  if (!updated) return false
  if (arms) {
    await transaction.deleteFrom('experiment_arms').where('experiment_id', '=', id).execute()
    await insertArms(transaction, id, arms)
  }
  return true
}

async function insertArms(transaction: Transaction, id: string, arms: readonly StoredArm[]): Promise<void> {
  await transaction
    .insertInto('experiment_arms')
    .values(
      arms.map(({ name, strategy, writer, weight }, arm) => ({
        experiment_id: id,
        arm,
        name,
        strategy,
        writer,
        weight,
      })),
    )
    .execute()
}

/** The update is the lock: false when it is no draft any more. */
export async function markRunning(transaction: Transaction, id: string, salt: Buffer): Promise<boolean> {
  const started = await transaction
    .updateTable('experiments')
    .set({ state: 'running', salt, started_at: sql<Date>`now()` })
    .where('id', '=', id)
    .where('state', '=', 'draft')
    .returning('id')
    .executeTakeFirst()
  return started !== undefined
}

/** Takes the audiences of an experiment; the id of the one that has one of them, if another has. */
export async function takeAudiences(
  transaction: Transaction,
  id: string,
  audiences: readonly Audience[],
): Promise<string | undefined> {
  for (const audience of [...audiences].sort()) {
    const level = audienceLevel(audience)
    const taken = await transaction
      .insertInto('running_experiments')
      .values({ audience: level, experiment_id: id })
      .onConflict((conflict) => conflict.doNothing())
      .returning('audience')
      .executeTakeFirst()
    if (taken) continue
    const other = await transaction
      .selectFrom('running_experiments')
      .select('experiment_id')
      .where('audience', '=', level)
      .executeTakeFirst()
    return other?.experiment_id ?? 'another'
  }
  return undefined
}

/** False when it does not run. Its salt goes with it. */
export async function markStopped(
  transaction: Transaction,
  id: string,
  { stoppedFor, note }: { stoppedFor: NonNullable<Experiment['stoppedFor']>; note?: string | undefined },
): Promise<boolean> {
  const stopped = await transaction
    .updateTable('experiments')
    .set({ state: 'stopped', salt: null, stopped_for: stoppedFor, note: note ?? null, ended_at: sql<Date>`now()` })
    .where('id', '=', id)
    .where('state', '=', 'running')
    .returning('id')
    .executeTakeFirst()
  if (!stopped) return false
  await transaction.deleteFrom('running_experiments').where('experiment_id', '=', id).execute()
  return true
}

/** With all that was counted of it; what it shipped stays. False when it runs, or is gone. */
export async function deleteExperiment(transaction: Transaction, id: string): Promise<boolean> {
  const deleted = await transaction
    .deleteFrom('experiments')
    .where('id', '=', id)
    .where('state', '<>', 'running')
    .returning('id')
    .executeTakeFirst()
  return deleted !== undefined
}

/** False when that arm has been stopped already, or its experiment does not run. */
export async function markArmStopped(
  transaction: Transaction,
  id: string,
  arm: string,
  stoppedFor: GuardrailName,
): Promise<boolean> {
  const { rows } = await sql`
    with running as (select id from experiments where id = ${id} and state = 'running' for update)
    update experiment_arms a set stopped_at = now(), stopped_for = ${stoppedFor} from running
    where a.experiment_id = running.id and a.name = ${arm} and a.stopped_at is null returning a.name`.execute(
    transaction,
  )
  return rows.length > 0
}

/** False when it is not stopped. */
export async function markShipped(
  transaction: Transaction,
  id: string,
  { arm, note }: { arm: string; note?: string | undefined },
): Promise<boolean> {
  const shipped = await transaction
    .updateTable('experiments')
    .set({ state: 'shipped', shipped_arm: arm, ...(note !== undefined && { note }) })
    .where('id', '=', id)
    .where('state', '=', 'stopped')
    .returning('id')
    .executeTakeFirst()
  return shipped !== undefined
}

export async function setDefaults(
  transaction: Transaction,
  {
    audiences,
    experimentId,
    strategy,
    writer,
  }: AnswerSettings & { audiences: readonly Audience[]; experimentId: string },
): Promise<void> {
  const set = { strategy, writer, experiment_id: experimentId, at: sql<Date>`now()` }
  await transaction
    .insertInto('answer_defaults')
    .values(audiences.map((audience) => ({ audience: audienceLevel(audience), ...set })))
    .onConflict((conflict) => conflict.column('audience').doUpdateSet(set))
    .execute()
}

/** Of the audiences that somebody of `audience` may know of. */
export async function listDefaults(database: Database, audience: Audience): Promise<AnswerDefault[]> {
  const rows = await database
    .selectFrom('answer_defaults')
    .selectAll()
    .where('audience', '<=', audienceLevel(audience))
    .orderBy('audience')
    .execute()
  return rows.map((row) => ({
    audience: audienceOf(row.audience),
    strategy: row.strategy as AnswerSettings['strategy'],
    writer: row.writer as AnswerSettings['writer'],
    experimentId: row.experiment_id,
    at: row.at.toISOString(),
  }))
}

/** False when there was none. */
export async function deleteDefault(transaction: Transaction, audience: Audience): Promise<boolean> {
  const deleted = await transaction
    .deleteFrom('answer_defaults')
    .where('audience', '=', audienceLevel(audience))
    .returning('audience')
    .executeTakeFirst()
  return deleted !== undefined
}

function rowOf(settings: Settings) {
  return {
    name: settings.name,
    hypothesis: settings.hypothesis,
    metric: settings.metric,
    audiences: settings.audiences.map(audienceLevel),
    expected_visitors: settings.expectedVisitors,
    minimum_effect: settings.minimumEffect,
  }
}

function toExperiment(row: Row): Experiment {
  return {
    id: row.id,
    name: row.name,
    hypothesis: row.hypothesis,
    metric: row.metric as OutcomeKind,
    audiences: row.audiences.map(audienceOf) as Experiment['audiences'],
    expectedVisitors: row.expected_visitors,
    minimumEffect: row.minimum_effect,
    arms: row.arms.map(({ name, strategy, writer, weight, stopped_at, stopped_for }) => ({
      name,
      strategy,
      writer,
      weight,
      stoppedAt: stopped_at === null ? null : new Date(stopped_at).toISOString(),
      stoppedFor: stopped_for as Arm['stoppedFor'],
    })),
    state: row.state as ExperimentState,
    stoppedFor: row.stopped_for as Experiment['stoppedFor'],
    note: row.note,
    shippedArm: row.shipped_arm,
    createdBy: row.created_by,
    createdAt: row.created_at.toISOString(),
    startedAt: row.started_at?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
  }
}
