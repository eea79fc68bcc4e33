import { sql } from 'kysely'
import { audienceLevel, audienceOf, audiences, authorized, type Audience, type Authorized } from '#auth'
import type { Database, Transaction } from '#storage'
import type { Language } from '../text/language.ts'
import type { PageStart, PointerSpan, SourceKind } from './document.ts'
import type { PassageDraft } from './passages.ts'
import type { SourceDraft, SourceSummary, SourceText } from './source.ts'

type Connection = Database | Transaction

/** A passage as it was just stored, for the index. */
export interface StoredPassage {
  id: number
  draft: PassageDraft
}

/** Serialises writers of one origin until the transaction ends. */
export async function lockOrigin(transaction: Transaction, origin: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(7065510, hashtext(${origin}))`.execute(transaction)
}

/** The sources read from one file: its own, and its parts for other audiences (`origin#recruiter`). */
export async function findByFile(database: Connection, origin: string): Promise<KnownSource[]> {
  const rows = await database
    .selectFrom('sources')
    .select(['id', 'origin', 'fingerprint', 'audience', 'expires_at', 'title', 'kind', 'language', 'version'])
    .select(countOfPassages)
    .where('origin', 'in', [origin, ...audiences.map((audience) => `${origin}#${audience}`)])
    .orderBy('audience')
    .execute()
  return rows.map(({ audience, language, expires_at, ...row }) => ({
    ...row,
    audience: audienceOf(audience),
    language: language as Language,
    expiresAt: expires_at,
  }))
}

export interface KnownSource {
  id: string
  origin: string
  fingerprint: string
  audience: Audience
  expiresAt: Date | null
  title: string
  kind: SourceKind
  language: Language
  version: string
  passages: number
}

/** Remembers what was said about a file whose sources stay as they are. */
export async function setFingerprint(
  transaction: Transaction,
  ids: readonly string[],
  fingerprint: string,
): Promise<void> {
  await transaction.updateTable('sources').set({ fingerprint }).where('id', 'in', ids).execute()
}

/** Everyone who writes takes the row before the index, so that two writers wait for each other in one order. */
export async function lockSource(transaction: Transaction, id: string): Promise<void> {
  await transaction.selectFrom('sources').select('id').where('id', '=', id).forUpdate().execute()
}

/** Inserts a source or makes it this draft; returns its id. */
export async function upsertSource(transaction: Transaction, newId: string, draft: SourceDraft): Promise<string> {
  const row = {
    kind: draft.kind,
    title: draft.title,
    audience: audienceLevel(draft.audience),
    language: draft.language,
    expires_at: draft.expiresAt,
    version: draft.version,
    fingerprint: draft.fingerprint,
    metadata: JSON.stringify(draft.metadata),
  }
  const { id } = await transaction
    .insertInto('sources')
    .values({ id: newId, origin: draft.origin, ...row })
    .onConflict((conflict) => conflict.column('origin').doUpdateSet({ ...row, updated_at: new Date() }))
    .returning('id')
    .executeTakeFirstOrThrow()
  const version = {
    audience: row.audience,
    pages: draft.pages ? JSON.stringify(draft.pages) : null,
    pointers: draft.pointers ? JSON.stringify(draft.pointers) : null,
  }
  await transaction
    .insertInto('source_versions')
    .values({ source_id: id, version: draft.version, text: draft.text, ...version })
    .onConflict((conflict) => conflict.columns(['source_id', 'version']).doUpdateSet(version))
    .execute()
  return id
}

/** Stores passages in one statement; the ids come back in the order of the drafts. */
export async function insertPassages(
  transaction: Transaction,
  sourceId: string,
  source: SourceDraft,
  drafts: readonly PassageDraft[],
): Promise<StoredPassage[]> {
  if (drafts.length === 0) return []
  const { rows } = await sql<{ id: number; ordinal: number }>`
    insert into passages (source_id, version, ordinal, start_at, end_at, page, heading, text, audience, language, expires_at)
    select ${sourceId}, ${source.version}, d.ordinal, d.start_at, d.end_at, d.page, d.heading, d.text,
      ${audienceLevel(source.audience)}::smallint, ${source.language}, ${source.expiresAt}::timestamptz
    from unnest(
      ${drafts.map((_, index) => index)}::int[], ${drafts.map((draft) => draft.start)}::int[], ${drafts.map((draft) => draft.end)}::int[],
      ${drafts.map((draft) => draft.page ?? null)}::int[], ${drafts.map((draft) => draft.heading)}::text[],
      ${drafts.map((draft) => source.text.slice(draft.start, draft.end))}::text[]
    ) as d(ordinal, start_at, end_at, page, heading, text)
    returning id, ordinal`.execute(transaction)
  return rows.map((row) => ({ id: row.id, draft: drafts[row.ordinal]! }))
}

export async function deletePassages(transaction: Transaction, sourceId: string): Promise<void> {
  await transaction.deleteFrom('passages').where('source_id', '=', sourceId).execute()
}

/** True when there was such a source. */
export async function deleteSource(transaction: Transaction, id: string): Promise<boolean> {
  const { numDeletedRows } = await transaction.deleteFrom('sources').where('id', '=', id).executeTakeFirst()
  return numDeletedRows > 0n
}

/** What `audience` may see and what has not expired (the owner sees that too), newest change first. */
export async function listSources(database: Database, audience: Audience): Promise<Authorized<SourceSummary>[]> {
  const rows = await selectSummaries(database)
    .where('audience', '<=', audienceLevel(audience))
    .where(notExpiredFor(audience))
    .orderBy('updated_at', 'desc')
    .orderBy('title')
    .execute()
  return rows.map((row) => authorized(audience, asSummary(row)))
}

export async function findSource(
  database: Database,
  id: string,
  audience: Audience,
): Promise<Authorized<SourceSummary> | undefined> {
  const row = await selectSummaries(database)
    .where('id', '=', id)
    .where('audience', '<=', audienceLevel(audience))
    .executeTakeFirst()
  return row && authorized(audience, asSummary(row))
}

function selectSummaries(database: Database) {
  return database
    .selectFrom('sources')
    .select(['id', 'title', 'kind', 'audience', 'language', 'version', 'origin', 'expires_at', 'updated_at'])
    .select(countOfPassages)
}

const countOfPassages = sql<number>`(select count(*) from passages where passages.source_id = sources.id)`.as(
  'passages',
)

function notExpiredFor(audience: Audience) {
  return audience === 'owner' ? sql<boolean>`true` : sql<boolean>`(expires_at is null or expires_at > now())`
}

type SummaryRow = Awaited<ReturnType<ReturnType<typeof selectSummaries>['executeTakeFirstOrThrow']>>

function asSummary(row: SummaryRow): SourceSummary {
  return {
    id: row.id,
    title: row.title,
    kind: row.kind,
    audience: audienceOf(row.audience),
    language: row.language as Language,
    version: row.version,
    origin: row.origin,
    expiresAt: row.expires_at?.toISOString() ?? null,
    updatedAt: row.updated_at.toISOString(),
    passages: row.passages,
  }
}

/** One version of a source's text (the current one by default), if `audience` may see both the source and that version. */
export async function findSourceText(
  database: Database,
  id: string,
  audience: Audience,
  version?: string,
): Promise<Authorized<SourceText> | undefined> {
  const level = audienceLevel(audience)
  const row = await database
    .selectFrom('sources')
    .innerJoin('source_versions', 'source_versions.source_id', 'sources.id')
    .select([
      'sources.id',
      'title',
      'kind',
      'source_versions.audience',
      'language',
      'source_versions.version',
      'text',
      'pages',
      'pointers',
    ])
    .where('sources.id', '=', id)
    .where('sources.audience', '<=', level)
    .where('source_versions.audience', '<=', level)
    .where(notExpiredFor(audience))
    .where('source_versions.version', '=', version ?? sql.ref<string>('sources.version'))
    .executeTakeFirst()
  if (!row) return undefined
  return authorized<SourceText>(audience, {
    id: row.id,
    title: row.title,
    kind: row.kind,
    audience: audienceOf(row.audience),
    language: row.language as Language,
    version: row.version,
    text: row.text,
    ...(row.pages && { pages: row.pages as PageStart[] }),
    ...(row.pointers && { pointers: row.pointers as PointerSpan[] }),
  })
}

/** Origins under a folder, to tell which files are gone. */
export async function listOrigins(
  database: Database,
  prefix: string,
): Promise<{ id: string; origin: string; title: string }[]> {
  return database
    .selectFrom('sources')
    .select(['id', 'origin', 'title'])
    .where(sql<boolean>`starts_with(origin, ${prefix})`, '=', true)
    .execute()
}

export async function countSources(database: Database): Promise<number> {
  const row = await database
    .selectFrom('sources')
    .select((select) => select.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return row.count
}

/** Changes what the owner says about a source; its text stays. Undefined when there is none. */
export async function updateSource(
  transaction: Transaction,
  id: string,
  change: { audience?: Audience | undefined; title?: string | undefined; expiresAt?: string | null | undefined },
): Promise<Pick<SourceDraft, 'title' | 'language' | 'audience' | 'expiresAt' | 'text'> | undefined> {
  const row = await transaction
    .updateTable('sources')
    .set({
      updated_at: new Date(),
      // The file may say otherwise when it is read again: then it is read, not passed over as unchanged. What it holds is
      // still known.
      fingerprint: sql<string>`split_part(fingerprint, ':', 1)`,
      ...(change.audience && { audience: audienceLevel(change.audience) }),
      ...(change.title !== undefined && { title: change.title }),
      ...(change.expiresAt !== undefined && { expires_at: change.expiresAt }),
    })
    .where('id', '=', id)
    .returning(['title', 'language', 'audience', 'expires_at', 'version'])
    .executeTakeFirst()
  if (!row) return undefined
  const { text } = await transaction
    .updateTable('source_versions')
    .set({ audience: row.audience })
    .where('source_id', '=', id)
    .where('version', '=', row.version)
    .returning('text')
    .executeTakeFirstOrThrow()
  return {
    title: row.title,
    language: row.language as Language,
    audience: audienceOf(row.audience),
    expiresAt: row.expires_at,
    text,
  }
}

/** Writes a source's passages anew under its present audience and expiry, because a passage never changes. */
export async function copyPassages(transaction: Transaction, sourceId: string): Promise<StoredPassage[]> {
  const { rows } = await sql<{ id: number; start_at: number; end_at: number; heading: string; page: number | null }>`
    with old as (delete from passages where source_id = ${sourceId} returning *)
    insert into passages (source_id, version, ordinal, start_at, end_at, page, heading, text, audience, language, expires_at)
    select old.source_id, old.version, old.ordinal, old.start_at, old.end_at, old.page, old.heading, old.text, s.audience, s.language, s.expires_at
    from old join sources s on s.id = old.source_id
    returning id, start_at, end_at, heading, page`.execute(transaction)
  return rows.map((row) => ({
    id: row.id,
    draft: { start: row.start_at, end: row.end_at, heading: row.heading, ...(row.page !== null && { page: row.page }) },
  }))
}
