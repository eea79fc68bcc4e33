import { sql, type RawBuilder } from 'kysely'
import { audienceLevel, audienceOf, type Audience } from '#auth'
import type { Database } from '#storage'
import { grains, type Measure } from './counting.ts'
import type { AnalyticsQuery, Range, SeriesStep } from './period.ts'
import { any, type Segment } from './segment.ts'

export type Filter = Pick<AnalyticsQuery, 'audience' | 'link' | 'client'>

interface Wanted {
  readonly measures: readonly Measure[]
  readonly ranges: readonly Range[]
  readonly filter: Filter
}

export interface Sum {
  readonly measure: Measure
  readonly item: number
  readonly n: number
}

export async function sumCounts(database: Database, wanted: Wanted): Promise<Sum[]> {
  const { rows } = await sql<Sum>`
    select measure, item, sum(n)::bigint as n from (${rowsOf(wanted)}) c group by measure, item`.execute(database)
  return rows
}

export interface PartSum {
  readonly part: string
  readonly measure: Measure
  readonly n: number
}

/** Apart for each audience (as a level), link or client; what has no link is no link's. */
export async function sumByPart(database: Database, part: keyof Segment, wanted: Wanted): Promise<PartSum[]> {
  const { filter } = wanted
  const narrow = Object.values(filter).some((value) => value !== undefined)
  const wider = (['audience', 'link', 'client'] as const).map((name) =>
    name === part
      ? sql`${sql.ref(name)} not in (${any[name]}, ${name === 'audience' ? -2 : ''})`
      : sql`${sql.ref(name)} = ${any[name]}`,
  )
  const segments = narrow ? exactly(filter) : sql.join(wider, sql` and `)
  const { rows } = await sql<PartSum>`
    select s.${sql.ref(part)}::text as part, c.measure, sum(c.n)::bigint as n
    from (${rowsOf(wanted, segments)}) c join analytics_segments s on s.id = c.segment
    group by 1, c.measure order by 1, c.measure`.execute(database)
  return rows.filter((row) => row.part !== '')
}

export interface StepSum extends Sum {
  /** Milliseconds since 1970. */
  readonly startsAt: number
}

export async function sumBySteps(database: Database, step: SeriesStep, wanted: Wanted): Promise<StepSum[]> {
  const { rows } = await sql<StepSum>`
    select (extract(epoch from date_trunc(${step}, starts_at, 'UTC')) * 1000)::double precision as "startsAt",
      measure, item, sum(n)::bigint as n
    from (${rowsOf(wanted)}) c group by 1, measure, item`.execute(database)
  return rows
}

export interface TopicSum {
  readonly topic: number
  readonly questions: number
  readonly refused: number
  readonly ratings: number
  readonly stars: number
  readonly good: number
}

/** The topics with the most questions first. */
export async function sumTopics(database: Database, wanted: Omit<Wanted, 'measures'>): Promise<TopicSum[]> {
  const measures: Measure[] = ['topic', 'topic_refused', 'topic_ratings', 'topic_stars', 'topic_good']
  const of = (measure: Measure) => sql`coalesce(sum(n) filter (where measure = ${measure}), 0)::bigint`
  const { rows } = await sql<TopicSum>`
    select item as topic, ${of('topic')} as questions, ${of('topic_refused')} as refused, ${of('topic_ratings')} as ratings,
      ${of('topic_stars')} as stars, ${of('topic_good')} as good
    from (${rowsOf({ ...wanted, measures })}) c group by item order by questions desc, item`.execute(database)
  return rows
}

export async function listTopicTerms(
  database: Database,
  ids: readonly number[],
): Promise<{ id: number; questions: number; terms: Record<string, readonly [number, string]> }[]> {
  const { rows } = await sql<{ id: number; questions: number; terms: Record<string, readonly [number, string]> }>`
    select id, questions, terms from analytics_topics where id = any(${ids}::integer[])`.execute(database)
  return rows
}

export interface RatedAnswer {
  readonly answerId: string
  readonly at: Date
  readonly rating: number
  readonly reason: string | null
  readonly topic: number | null
}

/** The newest first. */
export async function listRatings(
  database: Database,
  { from, to, filter, limit }: { from: number; to: number; filter: Filter; limit: number },
): Promise<RatedAnswer[]> {
  const { rows } = await sql<RatedAnswer>`
    select answer_id as "answerId", at, rating, reason, topic from analytics_ratings
    where at >= ${new Date(from)} and at < ${new Date(to)} and segment in (select id from analytics_segments where ${exactly(filter)})
    order by at desc, answer_id limit ${limit}`.execute(database)
  return rows
}

export interface ListedEvent {
  readonly id: string
  readonly at: Date
  readonly kind: string
  readonly audience: Audience
  readonly link: string
  readonly client: string
  readonly topic: number | null
  readonly refused: boolean | null
  readonly durationMs: number | null
  readonly answerId: string | null
}

/** The oldest first. */
export async function listEvents(
  database: Database,
  { from, to, filter, limit }: { from: number; to: number; filter: Filter; limit: number },
): Promise<ListedEvent[]> {
  const { rows } = await sql<Omit<ListedEvent, 'audience'> & { audience: number }>`
    select e.id, e.at, e.kind, s.audience, s.link, s.client, e.topic, e.refused, e.duration_ms as "durationMs",
      coalesce(e.answer_id, case when e.kind = 'asked' then e.id end) as "answerId"
    from analytics_events e join analytics_segments s on s.id = e.segment
    where e.at >= ${new Date(from)} and e.at < ${new Date(to)} and segment in (select id from analytics_segments where ${exactly(filter)})
    order by e.at, e.id limit ${limit}`.execute(database)
  return rows.map((row) => ({ ...row, audience: audienceOf(row.audience) }))
}

/** One select a range, so that each reads few stretches of the primary key. */
function rowsOf({ measures, ranges, filter }: Wanted, segments = narrowest(filter)): RawBuilder<unknown> {
  const selects = ranges.map(
    ({ grain, from, to }) => sql`
      select measure, starts_at, segment, item, n from analytics_counts
      where segment in (select id from analytics_segments where ${segments})
        and grain = ${grains[grain]}::smallint and measure = any(${measures}::text[])
        and starts_at >= ${new Date(from)} and starts_at < ${new Date(to)}`,
  )
  return sql.join(selects, sql` union all `)
}

/** The one segment that says just this, where there is one: it is kept of everybody, and by audience, link or client alone. */
function narrowest(filter: Filter): RawBuilder<unknown> {
  const given = Object.values(filter).filter((value) => value !== undefined)
  if (given.length > 1) return exactly(filter)
  const { audience, link = any.link, client = any.client } = filter
  const level = audience === undefined ? any.audience : audienceLevel(audience)
  return sql`audience = ${level} and link = ${link} and client = ${client}`
}

/** Those that tell everything apart. */
function exactly({ audience, link, client }: Filter): RawBuilder<unknown> {
  const conditions = [
    sql`under is not null`,
    ...(audience === undefined ? [] : [sql`audience = ${audienceLevel(audience)}`]),
    ...(link === undefined ? [] : [sql`link = ${link}`]),
    ...(client === undefined ? [] : [sql`client = ${client}`]),
  ]
  return sql.join(conditions, sql` and `)
}
