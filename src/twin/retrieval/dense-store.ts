import { sql } from 'kysely'
import type { Database } from '#storage'
import type { Language } from '../text/language.ts'

export interface StoredPassage {
  readonly id: number
  readonly title: string
  readonly heading: string
  readonly text: string
  readonly language: Language
  /** As `audienceLevel` counts. */
  readonly level: number
  readonly expiresAt: Date | null
}

/**
 * Ids of at most `limit` passages: the profile's first, then by audience, so that what is private leaves no trace in what others
 * find, and the newest first.
 */
export async function listPassageIds(database: Database, limit: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select p.id from passages p join sources s on s.id = p.source_id
    order by s.kind = 'profile' desc, p.audience, p.id desc limit ${limit}`.execute(database)
  return rows.map(({ id }) => id)
}

/** The passages of these ids that are still there, whoever may see them. */
export async function readPassages(database: Database, ids: readonly number[]): Promise<StoredPassage[]> {
  const { rows } = await sql<StoredPassage>`
    select p.id, s.title, p.heading, p.text, p.language, p.audience as level, p.expires_at as "expiresAt"
    from passages p join sources s on s.id = p.source_id where p.id = any(${[...ids]}::int[])`.execute(database)
  return rows
}
