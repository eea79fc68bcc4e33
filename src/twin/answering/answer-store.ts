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
export async function findTurns(database: Database, conversationId: string, audience: Audience): Promise<Turn[] | undefined> {
  const rows = await database
    .selectFrom('answers')
    .select(['question', 'sentences'])
    .where('conversation_id', '=', conversationId)
    .where('audience', '=', audienceLevel(audience))
    .orderBy('created_at', 'desc')
    .limit(maxTurns)
    .execute()
  if (rows.length === 0) return undefined
  return rows.reverse().map((row) => ({ question: row.question, sentences: (row.sentences as AnswerSentence[]).map((sentence) => sentence.text) }))
}

/**
 * Stores an answer, which is also the conversation's memory. Does not wait for the disk: a crash of the machine may forget
 * the last half second of conversation, and 640 answers a second on one core are worth that.
 */
export async function saveAnswer(database: Database, answer: Answer, asked: { question: string; audience: Audience; strategy: Strategy }): Promise<void> {
  const { id, conversationId, language, mode, refused, reason, sentences, durationMs } = answer
  await sql`
    with quick as (select set_config('synchronous_commit', 'off', true))
    insert into answers (id, conversation_id, audience, question, language, strategy, mode, refused, reason, sentences, duration_ms)
    select ${id}, ${conversationId}, ${audienceLevel(asked.audience)}::smallint, ${asked.question}, ${language}, ${asked.strategy}, ${mode},
      ${refused}, ${reason ?? null}, ${JSON.stringify(sentences)}::jsonb, ${durationMs}::real from quick`.execute(database)
}
