import { sql } from 'kysely'
import { audienceLevel, audienceOf, type Audience } from '#auth'
import type { Database } from '#storage'

/** A source that was read from a file; a profile's parts for other audiences come from the same one. */
export interface FolderSource {
  readonly id: string
  /** Of the file. */
  readonly origin: string
  readonly title: string
  readonly audience: Audience
  readonly language: string
  readonly version: string
  /** Fingerprint of the bytes it was read from. */
  readonly content: string
  /** Another one whenever anything that people can change is changed. */
  readonly state: string
  readonly updatedAt: Date
}

const part = '#(public|recruiter|colleague|owner)$'

/** The sources of all files whose origin begins so. */
export async function listSourcesUnder(database: Database, prefix: string): Promise<FolderSource[]> {
  const { rows } = await sql<Omit<FolderSource, 'audience'> & { level: number }>`
    select id, regexp_replace(origin, ${part}, '') as origin, title, audience as level, language, version,
      split_part(fingerprint, ':', 1) as content, updated_at as "updatedAt",
      md5(concat_ws('|', origin, version, kind, title, audience, extract(epoch from expires_at))) as state
    from sources where starts_with(origin, ${prefix}) order by sources.origin`.execute(database)
  return rows.map(({ level, ...source }) => ({ ...source, audience: audienceOf(level) }))
}

/** The sources of one file. */
export async function findFileSources(database: Database, origin: string): Promise<FolderSource[]> {
  return (await listSourcesUnder(database, origin)).filter((source) => source.origin === origin)
}

/** The text of a source as it is; undefined when it is gone. */
export async function readCurrentText(database: Database, id: string): Promise<string | undefined> {
  const row = await database
    .selectFrom('sources')
    .innerJoin('source_versions', (join) =>
      join
        .onRef('source_versions.source_id', '=', 'sources.id')
        .onRef('source_versions.version', '=', 'sources.version'),
    )
    .select('text')
    .where('sources.id', '=', id)
    .executeTakeFirst()
  return row?.text
}

/** A file and its sources as they were when they were last brought in step. */
export interface SyncedFile {
  readonly origin: string
  /** Fingerprint of the file's bytes. */
  readonly content: string
  /** Fingerprint of what the folder and its manifest said about it. */
  readonly declared: string
  /** Who they said may see it. */
  readonly audience: Audience
  /** The states of its sources, together. */
  readonly state: string
}

export async function listSynced(database: Database, prefix: string): Promise<SyncedFile[]> {
  const rows = await database
    .selectFrom('synced_files')
    .select(['origin', 'content', 'declared', 'audience', 'state'])
    .where(sql<boolean>`starts_with(origin, ${prefix})`, '=', true)
    .execute()
  return rows.map((row) => ({ ...row, audience: audienceOf(row.audience) }))
}

export async function saveSynced(database: Database, { origin, audience, ...synced }: SyncedFile): Promise<void> {
  const row = { ...synced, audience: audienceLevel(audience), synced_at: new Date() }
  await database
    .insertInto('synced_files')
    .values({ origin, ...row })
    .onConflict((conflict) => conflict.column('origin').doUpdateSet(row))
    .execute()
}

export async function forgetSynced(database: Database, origin: string): Promise<void> {
  await database.deleteFrom('synced_files').where('origin', '=', origin).execute()
}
