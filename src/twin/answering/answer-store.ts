import { sql } from 'kysely'
import { audienceLevel, audienceOf, type Audience } from '#auth'
import type { Database, Transaction } from '#storage'
import type { Answer, AnswerSentence, Strategy } from './answer.ts'
import type { Language } from '../text/language.ts'
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
  readonly actorId: string
  readonly question: string
  readonly audience: Audience
  readonly strategy: Strategy
  /** Of all this; what the chain will say. */
  readonly digest: string
}

/**
 * Stores answers, which are also their conversations' memory, each with its leaf, which waits for the chain. Does not
 * wait for the disk: a crash of the machine may forget the last half second of conversation.
 */
export async function saveAnswers(database: Database, records: readonly AnswerRecord[]): Promise<void> {
  const rows = records.map(({ answer, actorId, question, audience, strategy, digest }) => ({
    id: answer.id,
    conversation_id: answer.conversationId,
    actor_id: actorId,
    audience: audienceLevel(audience),
    question,
    language: answer.language,
    strategy,
    mode: answer.mode,
    refused: answer.refused,
    reason: answer.reason ?? null,
    sentences: answer.sentences,
    duration_ms: answer.durationMs,
    digest,
  }))
  await sql`
    with quick as (select set_config('synchronous_commit', 'off', true)),
    given as (select r.* from quick, jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id text, conversation_id text,
      actor_id text, audience smallint, question text, language text, strategy text, mode text, refused boolean, reason text,
      sentences jsonb, duration_ms real, digest text)),
    leaves as (insert into answer_leaves (answer_id, digest) select id, digest from given)
    insert into answers (id, conversation_id, actor_id, audience, question, language, strategy, mode, refused, reason, sentences,
      duration_ms)
    select id, conversation_id, actor_id, audience, question, language, strategy, mode, refused, reason, sentences, duration_ms
    from given`.execute(database)
}

/**
 * Deletes at most `limit` answers from before that moment, the oldest first, and returns their ids; those another process
 * deletes are its own.
 */
export async function deleteAnswersBefore(transaction: Transaction, before: Date, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    delete from answers where id in (
      select id from answers where created_at < ${before} order by created_at limit ${limit} for update skip locked)
    returning id`.execute(transaction)
  return rows.map(({ id }) => id)
}

/** A question and who asked it, for who was given the answer. */
export interface AskedQuestion {
  readonly question: string
  readonly language: Language
  readonly audience: Audience
  readonly refused: boolean
  readonly actorId: string | null
}

export async function findAskedQuestion(database: Database, answerId: string): Promise<AskedQuestion | undefined> {
  const row = await database
    .selectFrom('answers')
    .select(['question', 'language', 'audience', 'refused', 'actor_id'])
    .where('id', '=', answerId)
    .executeTakeFirst()
  if (!row) return undefined
  const { language, audience, actor_id: actorId, ...asked } = row
  return { ...asked, actorId, language: language as Language, audience: audienceOf(audience) }
}

/** The moment that was `days` ago by the database's clock, in whole milliseconds. */
export async function daysAgo(database: Database, days: number): Promise<Date> {
  const { rows } = await sql<{ at: Date }>`
    select date_trunc('milliseconds', now() - make_interval(days => ${days}::int)) as at`.execute(database)
  return rows[0]!.at
}
