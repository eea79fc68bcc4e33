import { sql } from 'kysely'
import { audienceLevel, audienceOf, type Audience } from '#auth'
import type { Database, Transaction } from '#storage'
import type { SourceKind } from '../knowledge/document.ts'
import type { Language } from '../text/language.ts'
import { indexTerms } from './index-terms.ts'
import type { Passage, QueryTerm, SearchResult } from './search-result.ts'

export interface PassageToIndex {
  id: number
  title: string
  heading: string
  text: string
  language: Language
  audience: Audience
  expiresAt: Date | null
}

export async function indexPassages(transaction: Transaction, passages: readonly PassageToIndex[]): Promise<void> {
  const first = passages[0]
  if (!first) return
  const rows = passages.flatMap((passage) => indexTerms(passage).map((posting) => ({ ...posting, passage })))
  const level = audienceLevel(first.audience)
  await sql`
    insert into postings (term, passage_id, frequency, length, audience, expires_at)
    select p.term, p.passage_id, p.frequency, p.length, ${level}::smallint, ${first.expiresAt}::timestamptz
    from unnest(${rows.map((row) => row.term)}::text[], ${rows.map((row) => row.passage.id)}::int[],
      ${rows.map((row) => row.frequency)}::real[], ${rows.map((row) => row.length)}::real[]) as p(term, passage_id, frequency, length)`.execute(transaction)
  const lengths = new Map(rows.map((row) => [row.passage.id, row.length]))
  const total = [...lengths.values()].reduce((sum, length) => sum + length, 0)
  await sql`update index_totals set passages = passages + ${passages.length}, length = length + ${total} where audience = ${level}`.execute(transaction)
}

export async function removePassages(transaction: Transaction, sourceId: string): Promise<void> {
  await sql`
    with gone as (
      delete from postings where passage_id in (select id from passages where source_id = ${sourceId}) returning passage_id, length, audience
    ), totals as (
      select audience, count(*) as passages, sum(length) as length from (select distinct passage_id, length, audience from gone) as each group by audience
    )
    update index_totals t set passages = t.passages - totals.passages, length = t.length - totals.length
    from totals where t.audience = totals.audience`.execute(transaction)
}

const k1 = 1.2
const b = 0.75

export async function searchPostings(database: Database, terms: readonly QueryTerm[], audience: Audience, limit: number): Promise<SearchResult> {
  const level = audienceLevel(audience)
  const { rows } = await sql<{ passage_id: number | null; score: number; passages: number; frequencies: Record<string, number> | null }>`
    with q as (select * from unnest(${terms.map((t) => t.term)}::text[], ${terms.map((t) => t.weight)}::real[], ${terms.map((t) => t.group)}::int[]) as q(term, weight, grp)),
    n as (select coalesce(sum(passages), 0)::real as n, (sum(length) / greatest(sum(passages), 1))::real as avg from index_totals where audience <= ${level}),
    hits as materialized (
      select q.term, q.grp, q.weight, p.passage_id, p.frequency, p.length, count(*) over (partition by q.term, q.grp) as df
      from q join postings p on p.term = q.term and p.audience <= ${level} and (p.expires_at is null or p.expires_at > now())),
    scored as (
      select passage_id, grp, max(weight * ln(1 + (n - df + 0.5) / (df + 0.5)) * frequency * ${k1 + 1}::real / (frequency + ${k1}::real * (${1 - b}::real + ${b}::real * length / avg))) as s
      from hits, n group by passage_id, grp),
    best as (select passage_id, sum(s) as score from scored group by passage_id order by 2 desc, 1 limit ${limit})
    select passage_id, score, n.n as passages, (select jsonb_object_agg(term, df) from (select distinct term, df from hits) as f) as frequencies
    from n left join best on true order by score desc, passage_id`.execute(database)
  return {
    hits: rows.flatMap((row) => (row.passage_id === null ? [] : [{ passageId: row.passage_id, score: row.score }])),
    passageCount: rows[0]?.passages ?? 0,
    documentFrequency: new Map(Object.entries(rows[0]?.frequencies ?? {})),
  }
}

export async function loadPassages(database: Database, ids: readonly number[], audience: Audience): Promise<Passage[]> {
  const rows = await database
    .selectFrom('passages')
    .innerJoin('sources', 'sources.id', 'passages.source_id')
    .select(['passages.id', 'source_id', 'passages.version', 'title', 'heading', 'passages.audience', 'passages.language', 'start_at', 'end_at', 'page', 'text', 'kind'])
    .where(sql<boolean>`passages.id = any(${[...ids]}::int[])`)
    .where('passages.audience', '<=', audienceLevel(audience))
    .where(sql<boolean>`(passages.expires_at is null or passages.expires_at > now())`)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    sourceId: row.source_id,
    version: row.version,
    title: row.title,
    heading: row.heading,
    audience: audienceOf(row.audience),
    language: row.language as Language,
    start: row.start_at,
    end: row.end_at,
    ...(row.page !== null && { page: row.page }),
    text: row.text,
    kind: row.kind as SourceKind,
  }))
}
