import { sql } from 'kysely'
import { audienceLevel, type Audience } from '#auth'
import type { Database } from '#storage'

/** Metadata of the least private profile part that this audience may see. */
export async function findProfileMetadata(
  database: Database,
  audience: Audience,
): Promise<Record<string, unknown> | undefined> {
  const row = await database
    .selectFrom('sources')
    .select('metadata')
    .where('kind', '=', 'profile')
    .where('audience', '<=', audienceLevel(audience))
    .where(sql<boolean>`(expires_at is null or expires_at > now())`)
    .orderBy('audience')
    .orderBy('created_at')
    .executeTakeFirst()
  return row?.metadata
}

/** What one can ask about: the stories of the profile, and the documents, that this audience may see. */
export async function listTopics(
  database: Database,
  audience: Audience,
): Promise<{ title: string; kind: 'story' | 'document' }[]> {
  const { rows } = await sql<{ title: string; kind: 'story' | 'document' }>`
    select distinct on (title) title, kind from (
      select split_part(p.heading, ' > ', 2) as title, 'story' as kind, p.id as position
      from passages p join sources s on s.id = p.source_id
      where s.kind = 'profile' and split_part(p.heading, ' > ', 3) <> '' and p.audience <= ${audienceLevel(audience)}
        and (p.expires_at is null or p.expires_at > now())
      union all
      select s.title, 'document', 1000000 from sources s
      where s.kind = 'document' and s.audience <= ${audienceLevel(audience)} and (s.expires_at is null or s.expires_at > now())
    ) as topics where title <> '' limit 60`.execute(database)
  return rows
}
