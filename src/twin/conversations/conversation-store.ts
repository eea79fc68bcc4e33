import { sql } from 'kysely'
import { audienceLevel, audienceOf, authorized, type Actor, type Audience, type Authorized } from '#auth'
import type { Database, Transaction } from '#storage'
import type { AnswerSentence, RefusalReason } from '../answering/answer.ts'
import type { Language } from '../text/language.ts'

export interface ConversationSummary {
  id: string
  /** Its first question. */
  question: string
  answers: number
  startedAt: Date
  /** In whole milliseconds. */
  lastAt: Date
}

/** Where a page of conversations ends: two may have been used last at the same moment. */
export type ConversationPlace = Pick<ConversationSummary, 'id' | 'lastAt'>

/** An answer as it was shown, without what its reader may not see any more. */
export interface KeptAnswer {
  id: string
  question: string
  refused: boolean
  reason: RefusalReason | null
  mode: 'extractive' | 'generated'
  language: Language
  /** At which it was answered. */
  audience: Audience
  sentences: AnswerSentence[]
  /** How many more sentences it had. */
  leftOut: number
  durationMs: number
  createdAt: Date
}

/** Somebody's conversations, the one used last first, those after a place; of each only what the actor may see now. */
export async function findConversations(
  database: Database,
  { id, audience }: Actor,
  { before, limit }: { before?: ConversationPlace | undefined; limit: number },
): Promise<ConversationSummary[]> {
  const lastAt = sql`date_trunc('milliseconds', max(created_at))`
  const { rows } = await sql<ConversationSummary>`
    select conversation_id as id, (array_agg(question order by created_at))[1] as question, count(*)::int as answers,
      min(created_at) as "startedAt", ${lastAt} as "lastAt"
    from answers where actor_id = ${id} and actor_id like 'user\\_%' and audience <= ${audienceLevel(audience)}
    group by conversation_id
    ${before ? sql`having (${lastAt}, conversation_id) < (${before.lastAt}::timestamptz, ${before.id}::text)` : sql``}
    order by ${lastAt} desc, conversation_id desc limit ${limit}`.execute(database)
  return rows
}

/**
 * The newest answers of one of somebody's conversations, the oldest of them first. A sentence is among them only when all that it cites
 * can be opened by the actor now: the wall is that of a source's text, not the one at which it was answered.
 */
export async function findConversation(
  database: Database,
  { id: actorId, audience }: Actor,
  conversationId: string,
  limit: number,
): Promise<Authorized<KeptAnswer>[]> {
  const level = audienceLevel(audience)
  const { rows } = await sql<Omit<KeptAnswer, 'audience'> & { audience: number }>`
    select a.id, a.question, a.refused, a.reason, a.mode, a.language, a.audience, shown.sentences,
      jsonb_array_length(a.sentences) - jsonb_array_length(shown.sentences) as "leftOut",
      a.duration_ms as "durationMs", a.created_at as "createdAt"
    from (
      select * from answers
      where conversation_id = ${conversationId} and actor_id = ${actorId} and audience <= ${level}
      order by created_at desc, id desc limit ${limit}) a
    cross join lateral (
      select coalesce(jsonb_agg(sentence order by number), '[]') as sentences
      from jsonb_array_elements(a.sentences) with ordinality as kept (sentence, number)
      where not exists (
        select from jsonb_to_recordset(sentence -> 'citations') as cited ("sourceId" text, version text)
        where not exists (
          select from sources s join source_versions v on v.source_id = s.id
          where s.id = cited."sourceId" and v.version = cited.version and s.audience <= ${level} and v.audience <= ${level}
            and (s.expires_at is null or s.expires_at > now() or ${audience === 'owner'})))) shown
    order by a.created_at, a.id`.execute(database)
  return rows.map((row) => authorized<KeptAnswer>(audience, { ...row, audience: audienceOf(row.audience) }))
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
