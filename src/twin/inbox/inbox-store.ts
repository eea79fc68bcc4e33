import { sql, type RawBuilder } from 'kysely'
import { audienceLevel, audienceOf, type Audience } from '#auth'
import type { Database, Transaction } from '#storage'
import type { Language } from '../text/language.ts'

export const gapStates = ['open', 'answered', 'dismissed'] as const
export type GapState = (typeof gapStates)[number]

/** A question that the twin could not answer, or answered badly. */
export interface Gap {
  id: string
  question: string
  /** The question before it, when it was first asked inside a conversation. */
  context: string | null
  language: Language
  /** How often it was asked. */
  times: number
  /** The most trusted audience that asked. */
  audience: Audience
  state: GapState
  /** The source that answers it since. */
  sourceId: string | null
  /** ISO 8601. */
  createdAt: string
  lastAskedAt: string
  /** When an answer to it was last rated badly, and why if that was said. */
  ratedBadlyAt: string | null
  ratingReason: string | null
}

/** What a caller is shown of a state, and how many there are. */
export interface GapList {
  questions: Gap[]
  total: number
}

/**
 * Of each audience. A flood of nonsense must not fill the disk, nor take the place of what those ask whom the owner trusts more:
 * beyond so many, new ones only count in the metrics.
 */
const maxOpenGaps = 5_000

function hasRoom(level: number): RawBuilder<boolean> {
  return sql<boolean>`(select count(*) from unanswered where state = 'open' and audience = ${level}) < ${maxOpenGaps}`
}

/** A gap that no source answers; what an answered one became is a source. */
const isUnsettled = sql<boolean>`(state <> 'answered' or source_id is null)`

const columns = [
  'id',
  'question',
  'context',
  'language',
  'times',
  'audience',
  'state',
  'source_id',
  'created_at',
  'last_asked_at',
  'rated_badly_at',
  'rating_reason',
] as const

/**
 * Counts the question; true when it is kept. A gap that was answered opens again when no answer the owner gave is there for this
 * asker (it is for others, has expired or was deleted); one that was dismissed, when somebody asks whom the owner trusts more.
 */
export async function recordGap(
  database: Database,
  gap: Pick<Gap, 'id' | 'question' | 'context' | 'language' | 'audience'> & { folded: string },
): Promise<boolean> {
  const level = audienceLevel(gap.audience)
  // A source that is named and not there was written while this statement waited for the row.
  const reopens = sql`case unanswered.state
      when 'answered' then not exists (${answersFor(sql`excluded.audience`)})
        and (unanswered.source_id is null or exists (select from sources where id = unanswered.source_id))
      when 'dismissed' then unanswered.audience < excluded.audience
      else false end`
  const { rows } = await sql`
    insert into unanswered (id, question, context, folded, language, audience)
    select ${gap.id}, ${gap.question}, ${gap.context}, ${gap.folded}, ${gap.language}, ${level}::smallint
    where exists (select from unanswered where folded = ${gap.folded}) or ${hasRoom(level)}
    on conflict (folded) do update set times = unanswered.times + 1, last_asked_at = now(),
      audience = greatest(unanswered.audience, excluded.audience),
      (state, source_id, resolved_at) = (
        select case when r then 'open' else unanswered.state end, case when not r then unanswered.source_id end,
          case when not r then unanswered.resolved_at end
        from (select ${reopens} as r) x)
    returning id`.execute(database)
  return rows.length > 0
}

/**
 * Marks the question as rated badly, once however often that is told. One that was answered opens again: that answer was the
 * bad one. One that was dismissed stays so, unless somebody says it whom the owner trusts more.
 */
export async function recordBadRating(
  database: Database,
  gap: Pick<Gap, 'id' | 'question' | 'context' | 'language' | 'audience'> & { folded: string },
  reason: string | null,
): Promise<void> {
  const level = audienceLevel(gap.audience)
  await sql`
    insert into unanswered (id, question, context, folded, language, audience, rated_badly_at, rating_reason)
    select ${gap.id}, ${gap.question}, ${gap.context}, ${gap.folded}, ${gap.language}, ${level}::smallint, now(), ${reason}
    where exists (select from unanswered where folded = ${gap.folded}) or ${hasRoom(level)}
    on conflict (folded) do update set rated_badly_at = now(), rating_reason = excluded.rating_reason,
      audience = greatest(unanswered.audience, excluded.audience),
      (state, source_id, resolved_at) = (
        select case when r then 'open' else unanswered.state end, case when not r then unanswered.source_id end,
          case when not r then unanswered.resolved_at end
        from (select unanswered.state <> 'dismissed' or unanswered.audience < excluded.audience as r) x)`.execute(
    database,
  )
}

/** The gaps in this state, the most asked first; of more than `limit` those of the most trusted askers. */
export async function listGaps(database: Database, state: GapState, limit: number): Promise<GapList> {
  const rows = await database
    .selectFrom('unanswered')
    .select(columns)
    .select(total)
    .where('state', '=', state)
    .orderBy('audience', 'desc')
    .orderBy('times', 'desc')
    .orderBy('last_asked_at', 'desc')
    .limit(limit)
    .execute()
  return asList(rows)
}

/**
 * The same as somebody at this audience may know them: no question that was asked above it, and one whose answers are all above
 * it is still open.
 */
export async function listGapsFor(
  database: Database,
  audience: Audience,
  state: GapState,
  limit: number,
): Promise<GapList> {
  const level = audienceLevel(audience)
  const rows = await database
    .with('known', (query) =>
      query
        .selectFrom('unanswered')
        .selectAll()
        .select(sql<string | null>`(${answersFor(sql`${level}`)} limit 1)`.as('answer'))
        .where('audience', '<=', level),
    )
    .with('shown', (query) =>
      query
        .selectFrom('known')
        .select(['id', 'question', 'context', 'language', 'times', 'audience', 'created_at', 'last_asked_at'])
        .select(['rated_badly_at', 'rating_reason'])
        .select([
          'answer as source_id',
          sql<GapState>`case when state = 'answered' and answer is null then 'open' else state end`.as('state'),
        ]),
    )
    .selectFrom('shown')
    .select(columns)
    .select(total)
    .where('state', '=', state)
    .orderBy('audience', 'desc')
    .orderBy('times', 'desc')
    .orderBy('last_asked_at', 'desc')
    .limit(limit)
    .execute()
  return asList(rows)
}

/** Of all rows, not only of those within the limit. */
const total = sql<number>`count(*) over ()`.as('total')

/** The sources with answers of the owner to a row of `unanswered` that are there for an audience, the newest answer first. */
function answersFor(level: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`select s.id from sources s
    where (s.id = unanswered.source_id or s.id in (
        select source_id from regression_cases r
        where r.question = unanswered.question and r.context is not distinct from unanswered.context))
      and s.audience <= ${level} and (s.expires_at is null or s.expires_at > now())
    order by s.id = unanswered.source_id desc`
}

export async function findGap(database: Database | Transaction, id: string): Promise<Gap | undefined> {
  const row = await database.selectFrom('unanswered').select(columns).where('id', '=', id).executeTakeFirst()
  return row && asGap(row)
}

/** The gap, and those that were answered by the same source. */
export async function listAnsweredWith(database: Transaction, { id, sourceId }: Gap): Promise<string[]> {
  const rows = await database
    .selectFrom('unanswered')
    .select('id')
    .where((where) => where.or([where('id', '=', id), where('source_id', '=', sourceId)]))
    .execute()
  return rows.map((row) => row.id)
}

/** The update is the lock: undefined when another call has already resolved it. */
export async function resolveGap(
  database: Database | Transaction,
  id: string,
  state: 'answered' | 'dismissed',
  sourceId: string | null,
): Promise<Gap | undefined> {
  const row = await database
    .updateTable('unanswered')
    .set({ state, source_id: sourceId, resolved_at: new Date() })
    .where('id', '=', id)
    .where('state', '=', 'open')
    .returning(columns)
    .executeTakeFirst()
  return row && asGap(row)
}

/** True when it was there, and nothing answers it. */
export async function deleteGap(transaction: Transaction, id: string): Promise<boolean> {
  const { numDeletedRows } = await transaction
    .deleteFrom('unanswered')
    .where('id', '=', id)
    .where(isUnsettled)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/**
 * Deletes at most `limit` gaps that nothing answers and that nobody asked again, or rated, since that moment; returns how many.
 * Those that are being asked, answered or deleted right now are left alone.
 */
export async function deleteGapsBefore(transaction: Transaction, before: Date, limit: number): Promise<number> {
  const { rows } = await sql`
    delete from unanswered where id in (
      select id from unanswered where greatest(last_asked_at, rated_badly_at) < ${before} and ${isUnsettled}
      order by last_asked_at limit ${limit} for update skip locked)
    returning id`.execute(transaction)
  return rows.length
}

/** Those of them that were not open; a list that is empty says that another call was first. */
export async function reopenGaps(database: Database | Transaction, ids: readonly string[]): Promise<Gap[]> {
  const rows = await database
    .updateTable('unanswered')
    .set({ state: 'open', source_id: null, resolved_at: null })
    .where('id', 'in', ids)
    .where('state', '!=', 'open')
    .returning(columns)
    .execute()
  return rows.map(asGap)
}

export interface RegressionCase {
  id: string
  question: string
  context: string | null
  language: Language
  audience: number
  sourceId: string
}

export async function addRegressionCase(transaction: Transaction, regression: RegressionCase): Promise<void> {
  const { id, question, context, language, audience, sourceId } = regression
  await transaction
    .insertInto('regression_cases')
    .values({ id, question, context, language, audience, source_id: sourceId })
    .execute()
}

export async function listRegressionCases(database: Database): Promise<RegressionCase[]> {
  const rows = await database.selectFrom('regression_cases').selectAll().orderBy('created_at').execute()
  return rows.map((row) => ({
    id: row.id,
    question: row.question,
    context: row.context,
    language: row.language as Language,
    audience: row.audience,
    sourceId: row.source_id,
  }))
}

interface GapRow {
  id: string
  question: string
  context: string | null
  language: string
  times: number
  audience: number
  state: GapState
  source_id: string | null
  created_at: Date
  last_asked_at: Date
  rated_badly_at: Date | null
  rating_reason: string | null
}

function asList(rows: readonly (GapRow & { total: number })[]): GapList {
  const mostAskedFirst = rows.toSorted(
    (one, other) => other.times - one.times || other.last_asked_at.getTime() - one.last_asked_at.getTime(),
  )
  return { questions: mostAskedFirst.map(asGap), total: rows[0]?.total ?? 0 }
}

function asGap(row: GapRow): Gap {
  return {
    id: row.id,
    question: row.question,
    context: row.context,
    language: row.language as Language,
    times: row.times,
    audience: audienceOf(row.audience),
    state: row.state,
    sourceId: row.source_id,
    createdAt: row.created_at.toISOString(),
    lastAskedAt: row.last_asked_at.toISOString(),
    ratedBadlyAt: row.rated_badly_at?.toISOString() ?? null,
    ratingReason: row.rating_reason,
  }
}
