import { sql } from 'kysely'
import type { Database, Transaction } from '#storage'
import type { Language } from '../text/language.ts'

export const gapStates = ['open', 'answered', 'dismissed'] as const
export type GapState = (typeof gapStates)[number]

/** A question that the twin could not answer. */
export interface Gap {
  id: string
  question: string
  language: Language
  /** How often it was asked. */
  times: number
  state: GapState
  /** The source that answers it since. */
  sourceId: string | null
  /** ISO 8601. */
  createdAt: string
  lastAskedAt: string
}

/** A strangers' flood of nonsense must not fill the disk: beyond this many open gaps, new ones only count in the metrics. */
const maxOpenGaps = 5_000

const columns = ['id', 'question', 'language', 'times', 'state', 'source_id', 'created_at', 'last_asked_at'] as const

/** Counts the question, and opens its gap again when it had been answered or is new. A dismissed one stays dismissed. */
export async function recordGap(
  database: Database,
  gap: { id: string; question: string; folded: string; language: Language },
): Promise<void> {
  await sql`
    insert into unanswered (id, question, folded, language)
    select ${gap.id}, ${gap.question}, ${gap.folded}, ${gap.language}
    where exists (select from unanswered where folded = ${gap.folded})
      or (select count(*) from unanswered where state = 'open') < ${maxOpenGaps}
    on conflict (folded) do update set times = unanswered.times + 1, last_asked_at = now(),
      state = case when unanswered.state = 'answered' then 'open' else unanswered.state end`.execute(database)
}

export async function listGaps(database: Database, state: GapState, limit: number): Promise<Gap[]> {
  const rows = await database
    .selectFrom('unanswered')
    .select(columns)
    .where('state', '=', state)
    .orderBy('times', 'desc')
    .orderBy('last_asked_at', 'desc')
    .limit(limit)
    .execute()
  return rows.map(asGap)
}

export async function findGap(database: Database, id: string): Promise<Gap | undefined> {
  const row = await database.selectFrom('unanswered').select(columns).where('id', '=', id).executeTakeFirst()
  return row && asGap(row)
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

export async function setGapSource(database: Database, id: string, sourceId: string): Promise<void> {
  await database.updateTable('unanswered').set({ source_id: sourceId }).where('id', '=', id).execute()
}

export async function reopenGap(database: Database, id: string): Promise<void> {
  await database
    .updateTable('unanswered')
    .set({ state: 'open', source_id: null, resolved_at: null })
    .where('id', '=', id)
    .execute()
}

export interface RegressionCase {
  id: string
  question: string
  language: Language
  audience: number
  sourceId: string
}

export async function addRegressionCase(database: Database, regression: RegressionCase): Promise<void> {
  const { id, question, language, audience, sourceId } = regression
  await database
    .insertInto('regression_cases')
    .values({ id, question, language, audience, source_id: sourceId })
    .execute()
}

export async function listRegressionCases(database: Database): Promise<RegressionCase[]> {
  const rows = await database.selectFrom('regression_cases').selectAll().orderBy('created_at').execute()
  return rows.map((row) => ({
    id: row.id,
    question: row.question,
    language: row.language as Language,
    audience: row.audience,
    sourceId: row.source_id,
  }))
}

function asGap(row: {
  id: string
  question: string
  language: string
  times: number
  state: GapState
  source_id: string | null
  created_at: Date
  last_asked_at: Date
}): Gap {
  return {
    id: row.id,
    question: row.question,
    language: row.language as Language,
    times: row.times,
    state: row.state,
    sourceId: row.source_id,
    createdAt: row.created_at.toISOString(),
    lastAskedAt: row.last_asked_at.toISOString(),
  }
}
