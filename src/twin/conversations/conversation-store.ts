import { sql } from 'kysely'
import { audienceLevel, type Actor } from '#auth'
import type { Database, Transaction } from '#storage'
import type { AnswerSentence, RefusalReason } from '../answering/answer.ts'
import type { Language } from '../text/language.ts'

export interface ConversationSummary {
  id: string
  /** Its first question. */
  question: string
  answers: number
  startedAt: Date
  lastAt: Date
}

/** An answer as it was shown. */
export interface KeptAnswer {
  id: string
  question: string
  refused: boolean
  reason: RefusalReason | null
  mode: 'extractive' | 'generated'
  language: Language
  sentences: AnswerSentence[]
  durationMs: number
  createdAt: Date
}

/** Somebody's conversations, the one used last first; of each only what the actor may see now. */
export async function findConversations(
  database: Database,
  { id, audience }: Actor,
  limit: number,
): Promise<ConversationSummary[]> {
  const { rows } = await sql<ConversationSummary>`
    select conversation_id as id, (array_agg(question order by created_at))[1] as question, count(*)::int as answers,
      min(created_at) as "startedAt", max(created_at) as "lastAt"
    from answers where actor_id = ${id} and actor_id like 'user\\_%' and audience <= ${audienceLevel(audience)}
    group by conversation_id order by max(created_at) desc limit ${limit}`.execute(database)
  return rows
}

/** The answers of one of somebody's conversations, the oldest first. */
export async function findConversation(
  database: Database,
  { id: actorId, audience }: Actor,
  conversationId: string,
  limit: number,
): Promise<KeptAnswer[]> {
  const rows = await database
    .selectFrom('answers')
    .select(['id', 'question', 'refused', 'reason', 'mode', 'language', 'sentences', 'duration_ms', 'created_at'])
    .where('conversation_id', '=', conversationId)
    .where('actor_id', '=', actorId)
    .where('audience', '<=', audienceLevel(audience))
    .orderBy('created_at')
    .limit(limit)
    .execute()
  return rows.map(({ duration_ms: durationMs, created_at: createdAt, reason, mode, language, sentences, ...row }) => ({
    ...row,
    reason: reason as RefusalReason | null,
    mode: mode as KeptAnswer['mode'],
    language: language as Language,
    sentences: sentences as AnswerSentence[],
    durationMs,
    createdAt,
  }))
}

/** Deletes the answers of one of somebody's conversations, and returns their ids. */
export async function deleteConversation(
  transaction: Transaction,
  { id: actorId }: Actor,
  conversationId: string,
): Promise<string[]> {
  const rows = await transaction
    .deleteFrom('answers')
    .where('conversation_id', '=', conversationId)
    .where('actor_id', '=', actorId)
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}
