import { sql } from 'kysely'
import { audiences } from '#auth'
import type { Database } from '#storage'
import type { Language } from '../text/language.ts'

export interface StoredPassage {
  readonly id: number
  readonly title: string
  readonly heading: string
  readonly text: string
  readonly language: Language
  readonly expiresAt: Date | null
}

/**
 * By audience, lowest first: ids of at most `limit` passages that it may see, the profile's first, then by audience, and the
 * newest first. Each audience has a list of its own, so that what is private takes nobody else's place.
 */
export async function listPassageIds(database: Database, limit: number): Promise<number[][]> {
  const { rows } = await sql<{ id: number; level: number }>`
    select p.id, level from generate_series(0, ${audiences.length - 1}::int) as level cross join lateral (
      select p.id, s.kind = 'profile' as of_profile from passages p join sources s on s.id = p.source_id
      where p.audience = level order by of_profile desc, p.id desc limit ${limit}) p
    order by of_profile desc, level, id desc`.execute(database)
  return audiences.map((_, seen) => rows.flatMap(({ id, level }) => (level <= seen ? [id] : [])).slice(0, limit))
}

/** The passages of these ids that are still there, whoever may see them. */
export async function readPassages(database: Database, ids: readonly number[]): Promise<StoredPassage[]> {
  const { rows } = await sql<StoredPassage>`
    select p.id, s.title, p.heading, p.text, p.language, p.expires_at as "expiresAt"
    from passages p join sources s on s.id = p.source_id where p.id = any(${[...ids]}::int[])`.execute(database)
  return rows
}
