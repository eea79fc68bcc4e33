import { sql } from 'kysely'
import { audienceLevel, audienceOf, type Audience } from '#auth'
import type { Database } from '#storage'
import type { AnswerSettings, OutcomeKind } from './experiment.ts'

/** A running experiment, as far as those who answer must know it. */
export interface Trial {
  readonly id: string
  readonly salt: Buffer
  readonly arms: readonly (AnswerSettings & {
    readonly name: string
    readonly weight: number
    readonly stopped: boolean
  })[]
}

export interface Visit {
  readonly experimentId: string
  readonly visitor: Buffer
}

/** The running experiment of each audience that has one. */
export async function findTrials(database: Database): Promise<Map<Audience, Trial>> {
  const { rows } = await sql<{ audience: number; id: string; salt: Buffer; arms: Trial['arms'] }>`
    select r.audience, e.id, e.salt, (
      select jsonb_agg(jsonb_build_object('name', a.name, 'strategy', a.strategy, 'writer', a.writer, 'weight', a.weight,
        'stopped', a.stopped_at is not null) order by a.arm)
      from experiment_arms a where a.experiment_id = e.id) as arms
    from running_experiments r join experiments e on e.id = r.experiment_id and e.state = 'running'`.execute(database)
  return new Map(rows.map(({ audience, ...trial }) => [audienceOf(audience), trial]))
}

export async function findDefaults(database: Database): Promise<Map<Audience, AnswerSettings>> {
  const rows = await database.selectFrom('answer_defaults').select(['audience', 'strategy', 'writer']).execute()
  return new Map(rows.map(({ audience, ...settings }) => [audienceOf(audience), settings as AnswerSettings]))
}

/**
 * Stores that a visitor is shown an arm, unless that is stored; resolves when it is on disk. The experiment's row is held
 * meanwhile, so that nothing is added to one that has ended. `over`: it has, or that arm has.
 */
export async function addExposure(
  database: Database,
  { experimentId, visitor, arm, audience }: Visit & { arm: number; audience: Audience },
): Promise<'added' | 'known' | 'over'> {
  const { rows } = await sql<{ open: boolean; added: boolean }>`
    with open as (
      select e.id from experiments e join experiment_arms a on a.experiment_id = e.id and a.arm = ${arm}::smallint
      where e.id = ${experimentId} and e.state = 'running' and a.stopped_at is null
      for share
    ), added as (
      insert into experiment_exposures (experiment_id, visitor, arm, audience)
      select id, ${visitor}, ${arm}::smallint, ${audienceLevel(audience)}::smallint from open
      on conflict do nothing returning 1
    )
    select exists (select from open) as open, exists (select from added) as added`.execute(database)
  const { open, added } = rows[0]!
  return added ? 'added' : open ? 'known' : 'over'
}

/** What became of an answer that somebody was given under an arm. */
export async function addTrialAnswer(
  database: Database,
  { experimentId, visitor }: Visit,
  answer: { answerId: string; refused: boolean; sentences: number; dropped: number },
): Promise<void> {
  // Those of an experiment that has ended meanwhile come too late for it, and are answers like all others.
  await sql`
    insert into experiment_answers (answer_id, experiment_id, visitor, refused, sentences, dropped)
    select ${answer.answerId}, id, ${visitor}, ${answer.refused}, ${answer.sentences}::smallint, ${answer.dropped}::smallint
    from experiments where id = ${experimentId} and state = 'running' for share
    on conflict do nothing`.execute(database)
}

/** Undefined for an answer that no experiment knows, or that was given to who sees more than that audience. */
export async function findVisit(
  database: Database,
  answerId: string,
  audience: Audience,
): Promise<(Visit & { exposedAt: Date; now: Date }) | undefined> {
  const { rows } = await sql<{ experiment_id: string; visitor: Buffer; at: Date; now: Date }>`
    select x.experiment_id, x.visitor, x.at, now() as now from experiment_answers a
    join experiment_exposures x on x.experiment_id = a.experiment_id and x.visitor = a.visitor
    where a.answer_id = ${answerId} and x.audience <= ${audienceLevel(audience)}::smallint`.execute(database)
  const [row] = rows
  return row && { experimentId: row.experiment_id, visitor: row.visitor, exposedAt: row.at, now: row.now }
}

/**
 * Stores that a visitor who was exposed did something, at most once for each kind; resolves when it is on disk. `none`: they were
 * not exposed, or the experiment or their arm has ended.
 */
export async function addOutcome(
  database: Database,
  { experimentId, visitor }: Visit,
  { kind, at }: { kind: OutcomeKind; at?: Date | undefined },
): Promise<'added' | 'known' | 'none'> {
  const { rows } = await sql<{ open: boolean; added: boolean }>`
    with open as (
      select x.experiment_id, x.visitor from experiment_exposures x
      join experiments e on e.id = x.experiment_id and e.state = 'running'
      join experiment_arms a on a.experiment_id = x.experiment_id and a.arm = x.arm and a.stopped_at is null
      where x.experiment_id = ${experimentId} and x.visitor = ${visitor}
      for share of e, a
    ), added as (
      insert into experiment_outcomes (experiment_id, visitor, kind, at)
      select experiment_id, visitor, ${kind}, coalesce(${at ?? null}::timestamptz, now()) from open
      on conflict do nothing returning 1
    )
    select exists (select from open) as open, exists (select from added) as added`.execute(database)
  const { open, added } = rows[0]!
  return added ? 'added' : open ? 'known' : 'none'
}
