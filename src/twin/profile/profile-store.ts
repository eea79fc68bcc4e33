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
    select title, kind from (
      select story.title, 'story' as kind, s.audience, s.created_at, story.position
      from sources s, jsonb_array_elements_text(s.metadata #> '{person,stories}') with ordinality as story(title, position)
      where s.kind = 'profile' and ${visible(audience)}
      union all
      select s.title, 'document', s.audience, s.created_at, 0 from sources s where s.kind = 'document' and ${visible(audience)}
    ) as topics order by audience, created_at, position limit 60`.execute(database)
  return rows
}

function visible(audience: Audience) {
  return sql`s.audience <= ${audienceLevel(audience)} and (s.expires_at is null or s.expires_at > now())`
}
