import { sql } from 'kysely'
import type { Database } from '#storage'
import type { QuestionKind } from '../scoring/rubric.ts'
import type { Score } from '../scoring/score.ts'
import type { Evaluation } from './evaluation.ts'

/** An answer that was scored, in a session or by itself. */
export interface ScoredAnswer {
  readonly at: Date
  readonly question: string
  readonly kind: QuestionKind
  readonly score: Score
}

export async function insertEvaluation(
  database: Database,
  holder: string,
  { id, question, kind, answer, score }: Omit<Evaluation, 'at'>,
): Promise<Date> {
  const { at } = await database
    .insertInto('evaluations')
    .values({ id, holder, question, kind, answer, total: score.total, score: JSON.stringify(score) })
    .returning('at')
    .executeTakeFirstOrThrow()
  return at
}

/** The newest first. */
export async function listEvaluations(
  database: Database,
  { holder, kind, limit }: { holder: string; kind?: QuestionKind | undefined; limit: number },
): Promise<Evaluation[]> {
  let query = database
    .selectFrom('evaluations')
    .select(['id', 'at', 'question', 'kind', 'answer', 'score'])
    .where('holder', '=', holder)
  if (kind) query = query.where('kind', '=', kind)
  const rows = await query.orderBy('at', 'desc').orderBy('id').limit(limit).execute()
  return rows.map(({ at, kind: stored, score, ...row }) => ({
    ...row,
    at: at.toISOString(),
    kind: stored as QuestionKind,
    score: score as unknown as Score,
  }))
}

/** False when the holder has none with this id. */
export async function deleteEvaluation(database: Database, holder: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await database
    .deleteFrom('evaluations')
    .where('id', '=', id)
    .where('holder', '=', holder)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** Scored answers of a holder, sessions' too, the latest `limit` of them, oldest first. */
export async function listScoredAnswers(
  database: Database,
  { holder, since, limit }: { holder: string; since?: Date | undefined; limit: number },
): Promise<ScoredAnswer[]> {
  const from = since ?? new Date(0)
  const { rows } = await sql<{ at: Date; question: string; kind: QuestionKind; score: Score }>`
    select * from (
      select at, id, question, kind, score from evaluations where holder = ${holder} and at >= ${from}
      union all
      select t.answered_at, t.session_id || lpad(t.position::text, 5, '0'), t.question, s.plan #>> array['questions', t.item::text, 'kind'], t.score
      from interview_turns t join interview_sessions s on s.id = t.session_id
      where s.holder = ${holder} and t.score is not null and t.answered_at >= ${from}
      order by 1 desc, 2 limit ${limit}) latest
    order by at, id`.execute(database)
  return rows
}
