import { sql } from 'kysely'
import { audienceLevel, audienceOf, authorized, type Audience, type Authorized } from '#auth'
import type { Database } from '#storage'
import type { PointerSpan } from '../knowledge/document.ts'
import type { SourceText } from '../knowledge/source.ts'
import type { Language } from '../text/language.ts'

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

export interface ProfileText extends SourceText {
  /** Another one after every change of the source's row. */
  readonly state: string
}

const stateOfSource = sql<string>`s.xmin::text`

/** The present text of every profile part that this audience may see, the least private first. */
export async function listProfileTexts(database: Database, audience: Audience): Promise<Authorized<ProfileText>[]> {
  const rows = await profileParts(database, audience)
    .select(['s.id', 's.title', 's.audience', 's.language', 's.version', 'v.text', 'v.pointers'])
    .select(stateOfSource.as('state'))
    .execute()
  return rows.map((row) =>
    authorized<ProfileText>(audience, {
      state: row.state,
      id: row.id,
      title: row.title,
      kind: 'profile',
      audience: audienceOf(row.audience),
      language: row.language as Language,
      version: row.version,
      text: row.text,
      pointers: (row.pointers ?? []) as PointerSpan[],
    }),
  )
}

/** Which those are, in the same order, without what they say. */
export async function listProfileStates(
  database: Database,
  audience: Audience,
): Promise<Pick<ProfileText, 'id' | 'state'>[]> {
  return profileParts(database, audience)
    .select(['s.id', stateOfSource.as('state')])
    .execute()
}

function profileParts(database: Database, audience: Audience) {
  return database
    .selectFrom('sources as s')
    .innerJoin('source_versions as v', (join) =>
      join.onRef('v.source_id', '=', 's.id').onRef('v.version', '=', 's.version'),
    )
    .where('s.kind', '=', 'profile')
    .where(visible(audience))
    .where('v.audience', '<=', audienceLevel(audience))
    .orderBy('s.audience')
    .orderBy('s.created_at')
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
  return sql<boolean>`s.audience <= ${audienceLevel(audience)} and (s.expires_at is null or s.expires_at > now())`
}
