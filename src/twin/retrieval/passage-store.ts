import { sql } from 'kysely'
import { audienceLevel, audienceOf, authorized, type Audience, type Authorized } from '#auth'
import type { Database, Transaction } from '#storage'
import type { SourceKind } from '../knowledge/document.ts'
import type { Language } from '../text/language.ts'
import { indexTerms, type IndexedPassage } from './index-terms.ts'
import type { Passage } from './search-result.ts'

export interface PassageToIndex {
  id: number
  title: string
  heading: string
  text: string
  language: Language
  audience: Audience
  expiresAt: Date | null
  /** Its terms, when they were found before; else they are found now, while other writers wait. */
  indexed?: IndexedPassage | undefined
}

/** Rows of one insert: about 2 MB of parameters. */
const maxRows = 50_000

/** One writer at a time, until its transaction ends: two that update the totals in different orders would deadlock. */
const indexLock = 7_065_520

/** Makes passages findable. Their rows must be in `passages`; the same passage must not be indexed twice. */
export async function indexPassages(transaction: Transaction, passages: readonly PassageToIndex[]): Promise<void> {
  if (passages.length === 0) return
  await sql`select pg_advisory_xact_lock(${indexLock})`.execute(transaction)
  let batch: { passage: PassageToIndex; indexed: IndexedPassage }[] = []
  let rows = 0
  for (const passage of passages) {
    const indexed = passage.indexed ?? indexTerms(passage)
    batch.push({ passage, indexed })
    rows += indexed.postings.length
    if (rows < maxRows) continue
    await insertBatch(transaction, batch)
    batch = []
    rows = 0
  }
  await insertBatch(transaction, batch)
}

async function insertBatch(
  transaction: Transaction,
  batch: readonly { passage: PassageToIndex; indexed: IndexedPassage }[],
): Promise<void> {
  if (batch.length === 0) return
  const passages = batch.map(({ passage, indexed }) => ({ ...passage, ...indexed }))
  await addToBlocks(
    transaction,
    passages.map(({ id }) => id),
  )
  const rows = passages.flatMap(({ id, postings }) => postings.map((posting) => ({ id, ...posting })))
  await sql`
    with batch as materialized (
      select * from unnest(
        ${passages.map(({ id }) => id)}::int[], ${passages.map(({ language }) => language)}::text[],
        ${passages.map(({ bodyLength }) => bodyLength)}::smallint[], ${passages.map(({ titleLength }) => titleLength)}::smallint[],
        ${passages.map(({ audience }) => audienceLevel(audience))}::smallint[],
        ${passages.map(({ expiresAt }) => expiresAt?.toISOString() ?? 'infinity')}::timestamptz[]
      ) as b(passage_id, language, body_length, title_length, audience, expires_at)
    ), counted as (
      insert into index_totals as t (audience, language, expires_at, passages, body_length, title_length)
      select audience, language, expires_at, count(*), sum(body_length), sum(title_length) from batch group by 1, 2, 3
      on conflict (audience, language, expires_at) do update set
        passages = t.passages + excluded.passages,
        body_length = t.body_length + excluded.body_length,
        title_length = t.title_length + excluded.title_length
    )
    insert into postings (term, passage_id, body, title, body_length, title_length, audience, expires_at)
    select p.term, p.passage_id, p.body, p.title, b.body_length, b.title_length, b.audience, b.expires_at
    from unnest(
      ${rows.map(({ key }) => key)}::bigint[], ${rows.map(({ id }) => id)}::int[],
      ${rows.map(({ body }) => body)}::smallint[], ${rows.map(({ title }) => title)}::smallint[]
    ) as p(term, passage_id, body, title)
    join batch b using (passage_id)`.execute(transaction)
}

/** Bits of ids, as `index_blocks` keeps them; the search counts them up to an id. */
const members = sql`bit_or(set_bit(0::bit(1024), id & 1023, 1))`

async function addToBlocks(transaction: Transaction, ids: readonly number[]): Promise<void> {
  await sql`
    insert into index_blocks as t (block, audience, expires_at, members)
    select id >> 10, audience, coalesce(expires_at, 'infinity'), ${members}
    from passages where id = any(${[...ids]}::int[]) group by 1, 2, 3
    on conflict (block, audience, expires_at) do update set members = t.members | excluded.members`.execute(transaction)
}

async function removeFromBlocks(transaction: Transaction, sourceId: string): Promise<void> {
  await sql`
    with gone as (
      select id >> 10 as block, audience, coalesce(expires_at, 'infinity') as expires_at, ${members} as members
      from passages where source_id = ${sourceId} group by 1, 2, 3
    )
    update index_blocks t set members = t.members & ~gone.members from gone
    where (t.block, t.audience, t.expires_at) = (gone.block, gone.audience, gone.expires_at)`.execute(transaction)
  await sql`delete from index_blocks where bit_count(members) = 0`.execute(transaction)
}

/** Makes a source's passages unfindable. To be called while their rows are still in `passages`. */
export async function removePassages(transaction: Transaction, sourceId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(${indexLock})`.execute(transaction)
  await sql`
    with gone as (
      delete from postings where passage_id in (select id from passages where source_id = ${sourceId})
      returning passage_id, body_length, title_length
    ), lengths as (
      select distinct passage_id, body_length, title_length from gone
    ), totals as (
      select p.audience, p.language, coalesce(p.expires_at, 'infinity') as expires_at,
        count(*) as passages, coalesce(sum(l.body_length), 0) as body_length, coalesce(sum(l.title_length), 0) as title_length
      from passages p left join lengths l on l.passage_id = p.id
      where p.source_id = ${sourceId}
      group by 1, 2, 3
    )
    update index_totals t set
      passages = t.passages - totals.passages,
      body_length = t.body_length - totals.body_length,
      title_length = t.title_length - totals.title_length
    from totals
    where (t.audience, t.language, t.expires_at) = (totals.audience, totals.language, totals.expires_at)`.execute(
    transaction,
  )
  await sql`delete from index_totals where passages = 0`.execute(transaction)
  await removeFromBlocks(transaction, sourceId)
}

/**
 * Tells PostgreSQL which postings everybody can see, so that the index alone answers: a search after a large ingestion took
 * twice as long without. Autovacuum does the same, a minute or more later.
 */
export async function tidyIndex(database: Database): Promise<void> {
  await sql`vacuum (analyze) postings`.execute(database)
}

/** The passages among `ids` that the audience may see and that have not expired, in no particular order. */
export async function loadPassages(
  database: Database,
  ids: readonly number[],
  audience: Audience,
): Promise<Authorized<Passage>[]> {
  const { rows } = await sql<PassageRow>`
    select p.id, p.source_id, p.version, s.title, p.heading, p.audience, p.language, p.start_at, p.end_at, p.page, p.text, s.kind
    from passages p join sources s on s.id = p.source_id
    where p.id = any(${[...ids]}::int[]) and p.audience <= ${audienceLevel(audience)}
      and (p.expires_at is null or p.expires_at > now())`.execute(database)
  return rows.map((row) =>
    authorized<Passage>(audience, {
      id: row.id,
      sourceId: row.source_id,
      version: row.version,
      title: row.title,
      heading: row.heading,
      audience: audienceOf(row.audience),
      language: row.language,
      start: row.start_at,
      end: row.end_at,
      ...(row.page !== null && { page: row.page }),
      text: row.text,
      kind: row.kind,
    }),
  )
}

/** Where something stands in a source, in UTF-16 offsets: a citation is one. */
export interface Place {
  readonly sourceId: string
  readonly version: string
  readonly start: number
  readonly end: number
}

/** Beside a place of a document so many of its passages are part of the same account. */
const passagesAround = 20

/**
 * The passages that hold one of the places, and of documents those around them; a profile tells one thing after the other, so
 * that the next passage is another story. Only what the audience may see and what has not expired; the nearest first.
 */
export async function listPassagesAround(
  database: Database,
  places: readonly Place[],
  audience: Audience,
): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select p.id, min(greatest(p.start_at - place.end_at, place.start_at - p.end_at, 0)) as distance
    from ${asRows(places)}
    cross join lateral (
      select near.id, near.start_at, near.end_at from passages near join sources s on s.id = near.source_id
      where near.source_id = place.source_id and near.version = place.version
        and near.audience <= ${audienceLevel(audience)} and (near.expires_at is null or near.expires_at > now())
        and (s.kind <> 'profile' or (near.start_at <= place.start_at and near.end_at >= place.end_at))
      order by greatest(near.start_at - place.end_at, place.start_at - near.end_at, 0), near.id
      limit ${passagesAround}) p
    group by p.id order by distance, p.id`.execute(database)
  return rows.map(({ id }) => id)
}

/** The headings under which each place stands; undefined for one that the audience may not see, or that is gone. */
export async function listHeadings(
  database: Database,
  places: readonly Place[],
  audience: Audience,
): Promise<(string | undefined)[]> {
  const { rows } = await sql<{ number: number; heading: string }>`
    select distinct on (place.number) place.number, p.heading
    from ${asRows(places)}
    join passages p on p.source_id = place.source_id and p.version = place.version
      and p.start_at <= place.start_at and p.end_at >= place.end_at
    where p.audience <= ${audienceLevel(audience)} and (p.expires_at is null or p.expires_at > now())
    order by place.number, p.id`.execute(database)
  const headings = new Map(rows.map(({ number, heading }) => [number, heading]))
  return places.map((_, index) => headings.get(index))
}

function asRows(places: readonly Place[]) {
  const rows = places.map(({ sourceId, version, start, end }, number) => ({
    number,
    source_id: sourceId,
    version,
    start_at: start,
    end_at: end,
  }))
  return sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as place(number int, source_id text, version text, start_at int, end_at int)`
}

interface PassageRow {
  id: number
  source_id: string
  version: string
  title: string
  heading: string
  audience: number
  language: Language
  start_at: number
  end_at: number
  page: number | null
  text: string
  kind: SourceKind
}
