import { sql, type Selectable } from 'kysely'
import type { Database, InterviewSessions, InterviewTurns, Transaction } from '#storage'
import type { Plan } from '../interviewer/plan.ts'
import type { FollowUpReason } from '../interviewer/follow-up.ts'
import type { Score } from '../scoring/score.ts'
import type { EndedBecause, SessionResult, SessionState } from './session.ts'

export interface StoredSession {
  readonly id: string
  readonly state: SessionState
  readonly endedBecause: EndedBecause | null
  readonly plan: Plan
  readonly minutes: number
  readonly startedAt: Date
  readonly endedAt: Date | null
  readonly pausedAt: Date | null
  readonly pauses: number
  readonly pausedMs: number
  readonly result: SessionResult | null
}

export interface StoredTurn {
  readonly position: number
  readonly item: number
  readonly followUp: FollowUpReason | null
  readonly question: string
  readonly askedAt: Date
  readonly pausedMs: number
  readonly answeredAt: Date | null
  readonly answer: string | null
  readonly key: string | null
  readonly score: Score | null
}

/** The moment by the one clock that all processes share. */
export async function readClock(database: Database | Transaction): Promise<Date> {
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(database)
  return rows[0]!.now
}

export async function insertSession(
  transaction: Transaction,
  { id, holder, plan, startedAt }: { id: string; holder: string; plan: Plan; startedAt: Date },
): Promise<void> {
  await transaction
    .insertInto('interview_sessions')
    .values({ id, holder, plan: JSON.stringify(plan), minutes: plan.minutes, state: 'running', started_at: startedAt })
    .execute()
}

/** Held until the transaction ends: of two answers at once, the second sees what the first made of it. */
export async function lockSession(
  transaction: Transaction,
  { id, holder }: { id: string; holder: string },
): Promise<StoredSession | undefined> {
  const row = await transaction
    .selectFrom('interview_sessions')
    .selectAll()
    .where('id', '=', id)
    .where('holder', '=', holder)
    .forUpdate()
    .executeTakeFirst()
  return row && toSession(row)
}

/** The newest first, after the one named. */
export async function listSessions(
  database: Database,
  {
    holder,
    state,
    before,
    limit,
  }: { holder: string; state?: SessionState | undefined; before?: string | undefined; limit: number },
): Promise<StoredSession[]> {
  let query = database.selectFrom('interview_sessions').selectAll().where('holder', '=', holder)
  if (state) query = query.where('state', '=', state)
  if (before)
    query = query.where(
      sql<boolean>`(started_at, id) < (select started_at, id from interview_sessions where id = ${before} and holder = ${holder})`,
    )
  const rows = await query.orderBy('started_at', 'desc').orderBy('id', 'desc').limit(limit).execute()
  return rows.map(toSession)
}

export async function countOpenSessions(transaction: Transaction, holder: string): Promise<number> {
  const { count } = await transaction
    .selectFrom('interview_sessions')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('holder', '=', holder)
    .where('state', 'in', ['running', 'paused'])
    .executeTakeFirstOrThrow()
  return count
}

/** Questions of the bank that were asked in the last sessions. */
export async function listAskedQuestions(database: Database, holder: string, sessions: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct plan #>> array['questions', item::text, 'questionId'] as id
    from (
      select id, plan from interview_sessions where holder = ${holder} order by started_at desc, id limit ${sessions}
    ) latest join interview_turns on session_id = latest.id
    where plan #>> array['questions', item::text, 'questionId'] is not null`.execute(database)
  return rows.map(({ id }) => id)
}

export async function updateSession(
  transaction: Transaction,
  id: string,
  change: Partial<Omit<StoredSession, 'id' | 'plan' | 'minutes' | 'startedAt'>>,
): Promise<void> {
  const { state, endedBecause, endedAt, pausedAt, pauses, pausedMs, result } = change
  await transaction
    .updateTable('interview_sessions')
    .set({
      ...(state !== undefined && { state }),
      ...(endedBecause !== undefined && { ended_because: endedBecause }),
      ...(endedAt !== undefined && { ended_at: endedAt }),
      ...(pausedAt !== undefined && { paused_at: pausedAt }),
      ...(pauses !== undefined && { pauses }),
      ...(pausedMs !== undefined && { paused_ms: pausedMs }),
      ...(result !== undefined && { result: result && JSON.stringify(result) }),
    })
    .where('id', '=', id)
    .execute()
}

export async function deleteSession(
  database: Database,
  { id, holder }: { id: string; holder: string },
): Promise<boolean> {
  const deleted = await database
    .deleteFrom('interview_sessions')
    .where('id', '=', id)
    .where('holder', '=', holder)
    .returning('id')
    .executeTakeFirst()
  return deleted !== undefined
}

/** In the order in which they were asked. */
export async function listTurns(database: Database | Transaction, sessionId: string): Promise<StoredTurn[]> {
  const rows = await database
    .selectFrom('interview_turns')
    .selectAll()
    .where('session_id', '=', sessionId)
    .orderBy('position')
    .execute()
  return rows.map(toTurn)
}

export async function insertTurn(
  transaction: Transaction,
  sessionId: string,
  turn: Pick<StoredTurn, 'position' | 'item' | 'followUp' | 'question' | 'askedAt'>,
): Promise<void> {
  const { position, item, followUp, question, askedAt } = turn
  await transaction
    .insertInto('interview_turns')
    .values({ session_id: sessionId, position, item, follow_up: followUp, question, asked_at: askedAt })
    .execute()
}

export async function answerTurn(
  transaction: Transaction,
  sessionId: string,
  {
    position,
    answeredAt,
    answer,
    key,
    score,
  }: Pick<StoredTurn, 'position' | 'answeredAt' | 'answer' | 'key' | 'score'>,
): Promise<void> {
  await transaction
    .updateTable('interview_turns')
    .set({ answered_at: answeredAt, answer, key, score: score && JSON.stringify(score) })
    .where('session_id', '=', sessionId)
    .where('position', '=', position)
    .where('answered_at', 'is', null)
    .returning('position')
    .executeTakeFirstOrThrow()
}

/** Pauses do not count for the question that waits either. */
export async function pauseOpenTurn(transaction: Transaction, sessionId: string, addedMs: number): Promise<void> {
  await transaction
    .updateTable('interview_turns')
    .set({ paused_ms: sql<number>`paused_ms + ${addedMs}` })
    .where('session_id', '=', sessionId)
    .where('answered_at', 'is', null)
    .execute()
}

/** A question that the end of the session left without an answer was never answered. */
export async function deleteOpenTurn(transaction: Transaction, sessionId: string): Promise<void> {
  await transaction
    .deleteFrom('interview_turns')
    .where('session_id', '=', sessionId)
    .where('answered_at', 'is', null)
    .execute()
}

function toSession(row: Selectable<InterviewSessions>): StoredSession {
  return {
    id: row.id,
    state: row.state as SessionState,
    endedBecause: row.ended_because as EndedBecause | null,
    plan: row.plan as unknown as Plan,
    minutes: row.minutes,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    pausedAt: row.paused_at,
    pauses: row.pauses,
    pausedMs: Number(row.paused_ms),
    // Sessions that ended before they were counted have none of it.
    result: row.result === null ? null : ({ skippedFollowUps: 0, ...(row.result as object) } as SessionResult),
  }
}

function toTurn(row: Selectable<InterviewTurns>): StoredTurn {
  return {
    position: row.position,
    item: row.item,
    followUp: row.follow_up as FollowUpReason | null,
    question: row.question,
    askedAt: row.asked_at,
    pausedMs: Number(row.paused_ms),
    answeredAt: row.answered_at,
    answer: row.answer,
    key: row.key,
    score: row.score as unknown as Score | null,
  }
}
