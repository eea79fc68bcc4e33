import { sql } from 'kysely'
import { audienceLevel, type Audience } from '#auth'
import type { Database } from '#storage'
import type { Answer, AnswerSentence, Strategy } from './answer.ts'
import type { Turn } from './analyze-question.ts'

/** Turns further back than this say nothing about what "it" means now. */
const maxTurns = 3

/**
 * The last turns of a conversation, oldest first; undefined when this audience has no such conversation, so that nobody
 * reads on in somebody else's.
 */
export async function findTurns(
  database: Database,
  conversationId: string,
  audience: Audience,
): Promise<Turn[] | undefined> {
  const rows = await database
    .selectFrom('answers')
    .select(['question', 'sentences'])
    .where('conversation_id', '=', conversationId)
    .where('audience', '=', audienceLevel(audience))
    .orderBy('created_at', 'desc')
    .limit(maxTurns)
    .execute()
  if (rows.length === 0) return undefined
  return rows.reverse().map((row) => ({
    question: row.question,
    sentences: (row.sentences as AnswerSentence[]).map((sentence) => sentence.text),
  }))
}

/** An answer with what the asker does not see of it. */
export interface AnswerRecord {
  readonly answer: Answer
  readonly question: string
  readonly audience: Audience
  readonly strategy: Strategy
}

/**
 * Stores answers, which are also their conversations' memory. Does not wait for the disk: a crash of the machine may
 * forget the last half second of conversation.
 */
export async function saveAnswers(database: Database, records: readonly AnswerRecord[]): Promise<void> {
  const rows = records.map(({ answer, question, audience, strategy }) => ({
    id: answer.id,
    conversation_id: answer.conversationId,
    audience: audienceLevel(audience),
    question,
    language: answer.language,
    strategy,
    mode: answer.mode,
    refused: answer.refused,
    reason: answer.reason ?? null,
    sentences: answer.sentences,
    duration_ms: answer.durationMs,
  }))
  await sql`
    with quick as (select set_config('synchronous_commit', 'off', true))
    insert into answers (id, conversation_id, audience, question, language, strategy, mode, refused, reason, sentences, duration_ms)
    select r.* from quick, jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id text, conversation_id text, audience smallint,
      question text, language text, strategy text, mode text, refused boolean, reason text, sentences jsonb, duration_ms real)`.execute(
    database,
  )
}

/** Answers of one statement, so that none holds its locks for long. */
const deletedAtOnce = 5_000

/**
 * Deletes the answers that are older than `days`, with them what their conversations remember; returns how many. Stops
 * between two batches when `signal` aborts. Two processes that do it at once share the work.
 */
export async function deleteOldAnswers(
  database: Database,
  days: number,
  { signal, batch = deletedAtOnce }: { signal: AbortSignal; batch?: number },
): Promise<number> {
  let total = 0
  for (let deleted = batch; deleted === batch && !signal.aborted; total += deleted) {
    const { numAffectedRows } = await sql`
      delete from answers where id in (
        select id from answers where created_at < now() - make_interval(days => ${days}::int)
        order by created_at limit ${batch} for update skip locked)`.execute(database)
    deleted = Number(numAffectedRows ?? 0n)
  }
  return total
}
