import { sql, type RawBuilder } from 'kysely'
import { audienceLevel, type Audience } from '#auth'
import type { Database } from '#storage'
import type { Language } from '../text/language.ts'
import type { QueryKey } from './query-terms.ts'
import type { IndexState } from './search-result.ts'

/** What a search found among the passages that the audience may see. */
export interface Found {
  /** Best first; ties by id. */
  readonly ids: readonly number[]
  readonly scores: readonly number[]
  /** Visible passages. */
  readonly passages: number
  /** Languages of the visible passages. */
  readonly languages: readonly Language[]
  readonly hasProfile: boolean
  /** Those of the asked `near` that are visible, in their order. */
  readonly near: readonly number[]
  readonly index: IndexState
  /** As `SearchResult.ownerName`. */
  readonly ownerName: string
  /** Visible passages that hold each stem, by term index. */
  readonly frequencies: readonly number[]
}

export interface FindOptions {
  readonly audience: Audience
  readonly limit: number
  /** Document frequencies of the terms below this index are reported. */
  readonly reported: number
  /** Passages whose visibility is asked for. */
  readonly near: readonly number[]
  /**
   * At most about these many postings, of the rarest terms, are scored; the other terms are looked up for the best
   * passages only, and frequencies of common terms are estimated. Left out, every posting of every term is read.
   */
  readonly maxScored?: number | undefined
}

/** Passages that the common terms are looked up for. */
const maxCandidates = 300

/** Scores the visible passages by BM25F, in one statement, which touches only the postings of the asked terms. */
export async function findPassages(
  database: Database,
  keys: readonly QueryKey[],
  options: FindOptions,
): Promise<Found> {
  const level = audienceLevel(options.audience)
  const several = keys.some(({ term }, index) => term === keys[index - 1]?.term)
  const alternatives = keys.some(({ term, group }) =>
    keys.some((other) => other.group === group && other.term !== term),
  )
  const { rows } = await sql<FoundRow>`
    with totals as materialized (${totalsOf(level)}), terms as materialized (
      select q.key, q.term, q.grp, q.weight, ${several ? sql`sum(m.df) over (partition by q.term)` : sql`m.df`} as df, m.df as own_df
      from ${unnestKeys(keys)} as q(key, term, grp, weight),
      lateral (${options.maxScored ? estimatedFrequency(sql`q.key`, level) : exactFrequency(sql`q.key`, level)}) m
    ), weighed as materialized (
      select key, grp, own_df, weight * ${idf} as weight from terms, totals where own_df > 0
    ), ${options.maxScored ? rarestFirst(options.maxScored, level, alternatives) : sql`matched as (${match(sql`weighed`, level, alternatives)})`},
    ranked as (select passage_id, ${rounded} as score from matched order by 2 desc, 1 limit ${options.limit})
    select (select array_agg(passage_id) from ranked) as ids, (select array_agg(score) from ranked) as scores,
      (select array_agg(term) from terms where term < ${options.reported}) as terms,
      (select array_agg(own_df) from terms where term < ${options.reported}) as frequencies,
      n as passages, languages, exists (select from sources s where s.kind = 'profile' and s.audience <= ${level}
        and coalesce(s.expires_at, 'infinity') > now()) as has_profile,
      array(select p.id from passages p where p.id = any(${asArray(options.near)}::int[]) and p.audience <= ${level}
        and (p.expires_at is null or p.expires_at > now())) as near,
      (select max(id) from passages) as newest, (select coalesce(sum(passages), 0)::int from index_totals) as all_passages,
      (select s.metadata #>> '{person,name}' from sources s where s.kind = 'profile' and s.audience <= ${level}
        and coalesce(s.expires_at, 'infinity') > now() order by s.audience, s.created_at limit 1) as owner_name
    from totals`.execute(database)
  const found = rows[0]!
  const frequencies = Array<number>(options.reported).fill(0)
  found.terms?.forEach((term, index) => (frequencies[term]! += found.frequencies![index]!))
  return {
    ids: found.ids ?? [],
    scores: found.scores ?? [],
    passages: found.passages,
    languages: found.languages ?? [],
    hasProfile: found.has_profile,
    near: options.near.filter((id) => found.near.includes(id)),
    index: { newest: found.newest ?? 0, passages: found.all_passages },
    ownerName: found.owner_name ?? '',
    frequencies,
  }
}

interface FoundRow {
  ids: number[] | null
  scores: number[] | null
  passages: number
  languages: Language[] | null
  has_profile: boolean
  near: number[]
  newest: number | null
  all_passages: number
  owner_name: string | null
  terms: number[] | null
  frequencies: number[] | null
}

/** Scores by passage of the terms in a table (key, grp, weight); of alternatives, a passage scores the best. */
function match(terms: RawBuilder<unknown>, level: number, alternatives: boolean): RawBuilder<unknown> {
  const parts = sql`select p.passage_id, t.grp, t.weight, ${frequency} as f
    from ${terms} t cross join totals join postings p on p.term = t.key and ${visible(level)} offset 0`
  if (!alternatives) return sql`select passage_id, sum(weight * ${saturated}) as score from (${parts}) x group by 1`
  return sql`select passage_id, sum(score) as score from (
    select passage_id, max(weight * ${saturated}) as score from (${parts}) x group by passage_id, grp) y group by 1`
}

/**
 * For many passages: as MaxScore does (Turtle and Flood 1995), terms are split into rare ones, whose postings find the
 * passages, and common ones, which are looked up for the best of those alone. The rarest term is always searched for.
 */
function rarestFirst(maxScored: number, level: number, alternatives: boolean): RawBuilder<unknown> {
  const parts = sql`select c.passage_id, t.grp, t.weight, ${frequency} as f
    from totals cross join candidates c cross join common t cross join ${lookUp(sql`t.key`, level)}`
  const best = alternatives
    ? sql`select passage_id, max(weight * ${saturated}) as score from (${parts}) x group by passage_id, grp`
    : sql`select passage_id, weight * ${saturated} as score from (${parts}) x`
  return sql`ordered as materialized (
      select *, sum(own_df) over (order by own_df, key) - own_df as before from weighed
    ), rare as materialized (select * from ordered where before = 0 or before + own_df <= ${maxScored}),
    common as materialized (select * from ordered where before > 0 and before + own_df > ${maxScored}),
    candidates as materialized (
      select passage_id, score from (${match(sql`rare`, level, alternatives)}) x order by ${rounded} desc, passage_id limit ${maxCandidates}
    ), matched as (
      select passage_id, sum(score) as score from (select * from candidates union all (${best})) x group by 1
    )`
}

export interface Feedback {
  /** The passages taken for relevant, and how far each is trusted. */
  readonly ids: readonly number[]
  readonly trust: readonly number[]
  /** The passages to be scored. */
  readonly candidates: readonly number[]
  /** Together, the added terms weigh as much as this many words of the question. */
  readonly weight: number
}

/** A term counts as typical of the trusted passages when at least this many have it. */
const minTrusted = 3
const addedTerms = 15
/** The most trusted, whose document frequencies are looked at. */
const consideredTerms = 40

/**
 * What the candidates score for the terms that the trusted passages share: pseudo-relevance feedback, with a term's
 * worth the trust in the passages that hold it times its idf (after Robertson's offer weight, 1990).
 */
export async function scoreByFeedback(
  database: Database,
  feedback: Feedback,
  audience: Audience,
): Promise<Map<number, number>> {
  const level = audienceLevel(audience)
  const { rows } = await sql<{ passage_id: number; score: number }>`
    with totals as materialized (${totalsOf(level)}), shared as materialized (
      select p.term, round(sum(r.trust) * 1e9) / 1e9 as trust
      from unnest(${feedback.ids}::int[], ${feedback.trust}::float8[]) as r(passage_id, trust)
      join postings p on p.passage_id = r.passage_id and ${visible(level)}
      where p.term & 3 = 0 group by p.term having count(*) >= ${minTrusted}
      order by trust desc, p.term limit ${consideredTerms}
    ), valued as (
      select term, trust * ${idf} as value, ${idf} as idf from totals, shared,
      lateral (${estimatedFrequency(sql`shared.term`, level)}) m
    ), chosen as materialized (
      select term, idf * value / sum(value) over () * ${feedback.weight} as weight
      from (select * from valued order by value desc, term limit ${addedTerms}) x
    )
    select passage_id, round(sum(weight * ${saturated}) * 1e9) / 1e9 as score from (
      select c.passage_id, t.weight, ${frequency} as f
      from totals cross join unnest(${feedback.candidates}::int[]) as c(passage_id) cross join chosen t
      cross join ${lookUp(sql`t.term`, level)}) x
    group by passage_id`.execute(database)
  return new Map(rows.map(({ passage_id, score }) => [passage_id, score]))
}

/** One index probe per term and passage: left to itself, the planner reads whole posting lists of common terms. */
function lookUp(key: RawBuilder<unknown>, level: number): RawBuilder<unknown> {
  return sql`lateral (select * from postings p where p.term = ${key} and p.passage_id = c.passage_id and ${visible(level)} offset 0) p`
}

function exactFrequency(key: RawBuilder<unknown>, level: number): RawBuilder<unknown> {
  return sql`select count(*)::float8 as df from postings p where p.term = ${key} and ${visible(level)}`
}

/** Postings that are counted before the rest is estimated. */
const maxCounted = 500

/**
 * Counts the first visible postings of a term in the order of passages. Where there are more, the part of the visible
 * passages that lies up to the last of them says how many. Ids are compared, never subtracted: between them lie hidden
 * passages. Ids grow with time, so this errs where a word is new or has gone out of use.
 */
function estimatedFrequency(key: RawBuilder<unknown>, level: number): RawBuilder<unknown> {
  return sql`select case when counted < ${maxCounted} then counted::float8
      else round(counted * totals.n / ${passagesUpTo(sql`reached`, level)}) end as df
    from (select count(*) as counted, max(passage_id) as reached from (
      select p.passage_id from postings p where p.term = ${key} and ${visible(level)} order by p.passage_id limit ${maxCounted}
    ) x) y, totals`
}

/** How many visible passages there are up to an id: the bits of `index_blocks`, of which the leftmost is the lowest id. */
function passagesUpTo(id: RawBuilder<unknown>, level: number): RawBuilder<unknown> {
  return sql`(select sum(bit_count(case when p.block < ${id} >> 10 then p.members
      else p.members & ((-1)::bit(1024) << (1023 - (${id} & 1023))) end))
    from index_blocks p where p.block <= ${id} >> 10 and ${visible(level)})`
}

function totalsOf(level: number): RawBuilder<unknown> {
  return sql`select coalesce(sum(passages), 0)::float8 as n, array_agg(distinct language) as languages,
      ${b} * sum(passages)::float8 / greatest(sum(body_length), 1)::float8 as body_slope,
      ${titleB} * sum(passages)::float8 / greatest(sum(title_length), 1)::float8 as title_slope
    from index_totals where audience <= ${level} and expires_at > now()`
}

/** The wall. */
function visible(level: number): RawBuilder<boolean> {
  return sql`p.audience <= ${level} and p.expires_at > now()`
}

function unnestKeys(keys: readonly QueryKey[]): RawBuilder<unknown> {
  const column = (name: keyof QueryKey) => asArray(keys.map((key) => key[name]))
  return sql`unnest(${column('key')}::bigint[], ${column('term')}::int[], ${column('group')}::int[], ${column('weight')}::float8[])`
}

/** PostgreSQL's text of an array of numbers: the driver quotes and escapes each of them, which costs 3 % of an answer. */
function asArray(numbers: readonly number[]): string {
  return `{${numbers.join(',')}}`
}

/**
 * BM25F (Robertson, Zaragoza and Taylor 2004). Values by measuring; anything near them does about as well. Literals, not
 * parameters, so that PostgreSQL folds them.
 */
const k1 = sql`1.5::float8`
const b = sql`0.65::float8`
const titleB = sql`0.8::float8`
const titleWeight = sql`3::float8`

const frequency = sql`p.body / (1 - ${b} + body_slope * p.body_length) + ${titleWeight} * p.title / (1 - ${titleB} + title_slope * p.title_length)`
/** Sums in another order differ in their last digits, which must not decide between equals. */
const rounded = sql`round(score * 1e9) / 1e9`
const saturated = sql`f / (f + ${k1})`

/**
 * Robertson and Spärck Jones's idf (1976). On long questions it is better than the form that is always positive: what
 * half of the passages have says nothing. The floor is for twins of a few passages, which must be found too.
 */
const idf = sql`greatest(0.1::float8, ln(greatest(n - df + 0.5::float8, 0.5::float8) / (df + 0.5::float8)))`
