import { sql } from 'kysely'
import { audienceOf } from '#auth'
import type { Database, Transaction } from '#storage'
import type { Language } from '../text/language.ts'
import type { Answer, AnswerSentence } from './answer.ts'
import type { ShownAnswer } from './answer-digest.ts'

/** The leaf of an answer that is not in the chain yet. */
export interface WaitingLeaf {
  readonly answerId: string
  readonly createdAt: Date
  /** Null of answers stored by an older Pollux. */
  readonly digest: string | null
}

/** A leaf in the chain, with the answer it stands for. */
export interface ChainedLeaf {
  readonly answerId: string
  readonly createdAt: Date
  readonly digest: string
  /** Of the entry in the chain. */
  readonly sequence: number
  /** Among the leaves of that entry, from 0. */
  readonly position: number
  /** Undefined when it is there no more. */
  readonly shown: (ShownAnswer & { readonly createdAt: Date }) | undefined
}

/** Answers that an older Pollux stored without one get a leaf, to wait for the chain like the others. */
export async function addMissingLeaves(database: Database): Promise<void> {
  await sql`
    insert into answer_leaves (answer_id, created_at)
    select id, created_at from answers where not exists (select from answer_leaves where answer_id = answers.id)
    on conflict do nothing`.execute(database)
}

/** The oldest first, locked until the transaction ends; what another process has locked is left to it. */
export async function lockWaitingLeaves(transaction: Transaction, limit: number): Promise<WaitingLeaf[]> {
  const { rows } = await sql<WaitingLeaf>`
    select answer_id as "answerId", created_at as "createdAt", digest from answer_leaves
    where sequence is null order by created_at, answer_id limit ${limit} for update skip locked`.execute(transaction)
  return rows
}

export async function countWaitingLeaves(database: Database): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from answer_leaves where sequence is null`.execute(database)
  return rows[0]!.count
}

/** Leaves take their places under an entry, in the order given. */
export async function placeLeaves(
  transaction: Transaction,
  sequence: number,
  leaves: readonly { answerId: string; digest: string }[],
): Promise<void> {
  await sql`
    update answer_leaves set sequence = ${sequence}, position = placed.position - 1, digest = placed.digest
    from unnest(${leaves.map(({ answerId }) => answerId)}::text[], ${leaves.map(({ digest }) => digest)}::text[])
      with ordinality as placed (id, digest, position)
    where answer_id = placed.id`.execute(transaction)
}

export async function deleteLeaves(transaction: Transaction, answerIds: readonly string[]): Promise<void> {
  await transaction.deleteFrom('answer_leaves').where('answer_id', 'in', answerIds).execute()
}

/** Deletes leaves of answers from before `before`, of trees that no younger answer can stand in. */
export async function deleteOldLeaves(database: Database, before: Date): Promise<void> {
  await sql`delete from answer_leaves where created_at < ${before} and sequence is not null`.execute(database)
}

/** Every leaf under these entries, in order. */
export async function listLeaves(database: Database, sequences: readonly number[]): Promise<ChainedLeaf[]> {
  const rows = await leaves(database)
    .where('sequence', 'in', sequences)
    .orderBy('sequence')
    .orderBy('position')
    .execute()
  return rows.map(toLeaf)
}

/** Undefined when there is no such answer; without `sequence` when it is not in the chain yet. */
export async function findLeaf(
  database: Database,
  answerId: string,
): Promise<ChainedLeaf | { sequence: undefined } | undefined> {
  const row = await leaves(database).where('answer_id', '=', answerId).executeTakeFirst()
  if (row) return row.sequence === null ? { sequence: undefined } : toLeaf(row)
  const answer = await database.selectFrom('answers').select('id').where('id', '=', answerId).executeTakeFirst()
  return answer && { sequence: undefined }
}

export async function findShownAnswers(database: Database, ids: readonly string[]): Promise<ShownAnswer[]> {
  const rows = await database.selectFrom('answers').selectAll().where('id', 'in', ids).execute()
  return rows.map(toShown)
}

/** Answers from before that moment have been deleted as too old; undefined when none were. */
export async function findDeletedBefore(database: Database): Promise<Date | undefined> {
  const { rows } = await sql<{ before: string | null }>`
    select max((regexp_match(body, '"before":"([^"]{24})"'))[1]) as before from audit_entries where kind = 'answers_deleted'`.execute(
    database,
  )
  const before = rows[0]?.before
  return before ? new Date(before) : undefined
}

/** Ids of the answers that whoever asked has deleted since, as the chain has it. */
export async function findDeletedByAskers(database: Database): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select jsonb_array_elements_text(body::jsonb -> 'answers') as id from audit_entries
    where kind = 'conversation_deleted'`.execute(database)
  return new Set(rows.map(({ id }) => id))
}

function leaves(database: Database) {
  return database
    .selectFrom('answer_leaves')
    .leftJoin('answers', 'answers.id', 'answer_leaves.answer_id')
    .selectAll('answers')
    .select([
      'answer_leaves.answer_id',
      'answer_leaves.created_at as leaf_created_at',
      'answer_leaves.digest',
      'answer_leaves.sequence',
      'answer_leaves.position',
    ])
}

type LeafRow = Awaited<ReturnType<ReturnType<typeof leaves>['execute']>>[number]

function toLeaf(row: LeafRow): ChainedLeaf {
  return {
    answerId: row.answer_id,
    createdAt: row.leaf_created_at,
    digest: row.digest ?? '',
    sequence: row.sequence!,
    position: row.position!,
    shown: row.id === null ? undefined : { ...toShown(row as AnswerRow), createdAt: row.created_at! },
  }
}

type AnswerRow = Parameters<typeof toShown>[0]

function toShown(row: {
  id: string
  actor_id: string | null
  audience: number
  conversation_id: string
  question: string
  language: string
  strategy: string
  mode: string
  refused: boolean
  reason: string | null
  sentences: unknown
}): ShownAnswer {
  return {
    id: row.id,
    actorId: row.actor_id ?? undefined,
    audience: audienceOf(row.audience),
    conversationId: row.conversation_id,
    question: row.question,
    language: row.language as Language,
    strategy: row.strategy,
    mode: row.mode as Answer['mode'],
    refused: row.refused,
    reason: row.reason ?? undefined,
    sentences: row.sentences as AnswerSentence[],
  }
}
