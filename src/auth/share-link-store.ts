import { sql, type Selectable } from 'kysely'
import type { Database, ShareLinks, Transaction } from '#storage'
import { audienceLevel, audienceOf, type Audience } from './audience.ts'

export interface ShareLink {
  readonly id: string
  readonly name: string
  readonly audience: Audience
  readonly createdBy: string
  readonly createdAt: Date
  readonly expiresAt: Date | undefined
  readonly revokedAt: Date | undefined
  /** How many questions may be asked by it in all; undefined for any number. */
  readonly questionLimit: number | undefined
  readonly questions: number
}

export interface ShareLinkDay {
  /** YYYY-MM-DD, UTC. */
  readonly day: string
  readonly questions: number
  readonly refused: number
}

export type NewShareLink = Pick<ShareLink, 'id' | 'name' | 'audience' | 'createdBy' | 'expiresAt' | 'questionLimit'>

export async function insertShareLink(transaction: Transaction, link: NewShareLink): Promise<ShareLink> {
  const row = await transaction
    .insertInto('share_links')
    .values({
      id: link.id,
      name: link.name,
      audience: audienceLevel(link.audience),
      created_by: link.createdBy,
      expires_at: link.expiresAt ?? null,
      question_limit: link.questionLimit ?? null,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  return toShareLink(row)
}

/** Those for this audience or a lower one, the newest first, revoked ones too. */
export async function listShareLinks(database: Database, audience: Audience): Promise<ShareLink[]> {
  const rows = await database
    .selectFrom('share_links')
    .selectAll()
    .where('audience', '<=', audienceLevel(audience))
    .orderBy('created_at', 'desc')
    .limit(1_000)
    .execute()
  return rows.map(toShareLink)
}

export async function findShareLink(database: Database | Transaction, id: string): Promise<ShareLink | undefined> {
  const row = await database.selectFrom('share_links').selectAll().where('id', '=', id).executeTakeFirst()
  return row && toShareLink(row)
}

/** False when it was revoked already. */
export async function revokeShareLink(transaction: Transaction, id: string): Promise<boolean> {
  const row = await transaction
    .updateTable('share_links')
    .set({ revoked_at: sql<Date>`now()` })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Ends those that somebody or a key made, and the keys they made, revoked ones too; returns the ids of all that were still open. */
export async function revokeShareLinksOf(transaction: Transaction, maker: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive family as (
      select ${maker}::text as id
      union select key.id from api_keys key join family on key.created_by = family.id
    )
    update share_links set revoked_at = now() where created_by in (select id from family) and revoked_at is null
    returning id`.execute(transaction)
  return rows.map(({ id }) => id)
}

/** Takes one question of the link, if it is good and has one left; the update is the lock. */
export async function takeQuestion(database: Database, id: string): Promise<boolean> {
  const { rows } = await sql`
    with taken as (
      update share_links set questions = questions + 1
      where id = ${id} and revoked_at is null and coalesce(expires_at > now(), true)
        and coalesce(questions < question_limit, true)
      returning id
    )
    insert into share_link_days (link_id, day, questions) select id, (now() at time zone 'utc')::date, 1 from taken
    on conflict (link_id, day) do update set questions = share_link_days.questions + 1
    returning link_id`.execute(database)
  return rows.length > 0
}

export async function countRefusal(database: Database, id: string): Promise<void> {
  await sql`update share_link_days set refused = refused + 1
    where link_id = ${id} and day = (now() at time zone 'utc')::date`.execute(database)
}

/** The newest day first; at most a year. */
export async function listShareLinkDays(database: Database, id: string): Promise<ShareLinkDay[]> {
  return database
    .selectFrom('share_link_days')
    .select([sql<string>`to_char(day, 'YYYY-MM-DD')`.as('day'), 'questions', 'refused'])
    .where('link_id', '=', id)
    .orderBy('share_link_days.day', 'desc')
    .limit(366)
    .execute()
}

function toShareLink(row: Selectable<ShareLinks>): ShareLink {
  return {
    id: row.id,
    name: row.name,
    audience: audienceOf(row.audience),
    createdBy: row.created_by,
    createdAt: row.created_at,
    expiresAt: row.expires_at ?? undefined,
    revokedAt: row.revoked_at ?? undefined,
    questionLimit: row.question_limit ?? undefined,
    questions: row.questions,
  }
}
