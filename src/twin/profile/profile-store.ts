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

/** Something to ask about, and the state of the source that says so. */
export interface Topic {
  title: string
  kind: 'story' | 'document'
  sourceId: string
  /** Another one after every change of the source's row. */
  state: string
}

/** What one can ask about: the stories of the profile, and the documents, that this audience may see. */
export async function listTopics(database: Database, audience: Audience): Promise<Topic[]> {
  const { rows } = await sql<Topic>`
    select title, kind, id as "sourceId", state from (
      select story.title, 'story' as kind, s.id, s.xmin::text as state, s.audience, s.created_at, story.position
      from sources s, jsonb_array_elements_text(s.metadata #> '{person,stories}') with ordinality as story(title, position)
      where s.kind = 'profile' and ${visible(audience)}
      union all
      select s.title, 'document', s.id, s.xmin::text, s.audience, s.created_at, 0 from sources s where s.kind = 'document' and ${visible(audience)}
    ) as topics order by audience, created_at, position limit 60`.execute(database)
  return rows
}

/** Whether the sources of all these topics are as they were, and this audience may still see them. */
export async function areUnchanged(database: Database, audience: Audience, topics: readonly Topic[]): Promise<boolean> {
  if (topics.length === 0) return true
  const { rows } = await sql<{ count: number }>`
    select count(*) as count
    from unnest(${topics.map(({ sourceId }) => sourceId)}::text[], ${topics.map(({ state }) => state)}::text[]) as t(id, state)
    join sources s on s.id = t.id and s.xmin::text = t.state
    where ${visible(audience)}`.execute(database)
  return rows[0]!.count === topics.length
}

function visible(audience: Audience) {
  return sql`s.audience <= ${audienceLevel(audience)} and (s.expires_at is null or s.expires_at > now())`
}
