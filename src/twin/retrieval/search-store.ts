import { sql, type RawBuilder } from 'kysely'
import { audienceLevel, type Audience } from '#auth'
import type { Database } from '#storage'
import type { Language } from '../text/language.ts'
import type { QueryKey } from './query-terms.ts'

/** BM25F (Robertson, Zaragoza and Taylor 2004): how fast a repeated word stops counting, and how far length matters. */
const k1 = sql`1.5::float8`
const b = sql`0.65::float8`
const titleB = sql`0.8::float8`
/** What a word in title or headings counts beside one in the text. */
const titleWeight = sql`3::float8`

export interface Found {
  ids: number[]
  scores: number[]
  /** Visible passages. */
  passages: number
  /** Of the visible passages. */
  languages: Language[]
  /** Visible passages by term index, for the first `reported` terms. */
  frequencies: number[]
}

export async function findPassages(
  database: Database,
  keys: readonly QueryKey[],
  { audience, limit, reported }: { audience: Audience; limit: number; reported: number },
): Promise<Found> {
  const level = audienceLevel(audience)
  const { rows } = await sql<Found>`
    with totals as materialized (
      select coalesce(sum(passages), 0)::float8 as n, sum(body_length)::float8 as body, sum(title_length)::float8 as title,
        coalesce(array_agg(distinct language), '{}') as languages
      from index_totals where audience <= ${level} and expires_at > now()
    ), matched as materialized (
      select q.term, q.grp, q.weight, p.passage_id, ${frequency} as frequency, count(*) over (partition by q.term) as df
      from totals t, ${queryRows(keys)} join postings p on p.term = q.key and p.audience <= ${level} and p.expires_at > now()
    ), best as (
      select passage_id, max(weight * ${idf} * frequency / (frequency + ${k1})) as score
      from matched, totals group by passage_id, grp
    ), ranked as (
      select passage_id, sum(score) as score from best group by 1 order by 2 desc, 1 limit ${limit}
    )
    select (select array_agg(passage_id order by score desc, passage_id) from ranked) as ids,
      (select array_agg(score order by score desc, passage_id) from ranked) as scores,
      n::int as passages, languages,
      array(select coalesce((select m.df from matched m where m.term = i limit 1), 0)::int from generate_series(0, ${reported - 1}) as i) as frequencies
    from totals`.execute(database)
  const found = rows[0]!
  return { ...found, ids: found.ids ?? [], scores: found.scores ?? [] }
}

const frequency = sql`(p.body / (1::float8 - ${b} + ${b} * p.body_length * t.n / greatest(t.body, 1))
  + ${titleWeight} * p.title / (1::float8 - ${titleB} + ${titleB} * p.title_length * t.n / greatest(t.title, 1)))`

/**
 * Robertson and Spärck Jones's idf: on long questions better than the always positive form, because what half of the
 * passages have says nothing. The floor keeps a twin of three passages able to find them.
 */
const idf = sql`greatest(0.1::float8, ln((n - df + 0.5) / (df + 0.5)))`

function queryRows(keys: readonly QueryKey[]): RawBuilder<unknown> {
  return sql`unnest(
    ${keys.map(({ key }) => key)}::bigint[], ${keys.map(({ term }) => term)}::int[],
    ${keys.map(({ group }) => group)}::int[], ${keys.map(({ weight }) => weight)}::float8[]
  ) as q(key, term, grp, weight)`
}
