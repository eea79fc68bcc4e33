import { sql, type RawBuilder } from 'kysely'
import { audienceLevel, audienceOf, type Audience } from '#auth'
import type { Database } from '#storage'
import { grains } from './counting.ts'
import type { AnalyticsQuery, Range } from './period.ts'
import { any, type Segment } from './segment.ts'
import { emptySums, mergeInto, sumsOf, type Column, type Sum, type Sums } from './sums.ts'

export type Filter = Pick<AnalyticsQuery, 'audience' | 'link' | 'client'>

interface Wanted {
  readonly columns: readonly Column[]
  readonly ranges: readonly Range[]
  readonly filter: Filter
}

/** All together. */
export async function sumCounts(database: Database, wanted: Wanted): Promise<Sum[]> {
  return merged(await readRows(database, wanted, narrowest(wanted.filter)))
}

/** Apart for each audience (as a level), link or client; what has no link is no link's. */
export async function sumByPart(
  database: Database,
  part: keyof Segment,
  wanted: Wanted,
): Promise<{ part: string; sums: Sum[] }[]> {
  const { filter } = wanted
  const narrow = Object.values(filter).some((value) => value !== undefined)
  const wider = (['audience', 'link', 'client'] as const).map((name) =>
    name === part ? sql`${sql.ref(name)} <> ${any[name]}` : sql`${sql.ref(name)} = ${any[name]}`,
  )
  const rows = await readRows(database, wanted, narrow ? exactly(filter) : sql.join(wider, sql` and `))
  const parts = Map.groupBy(rows, (row) => String(row[part]))
  parts.delete('')
  return [...parts].map(([name, of]) => ({ part: name, sums: merged(of) }))
}

/** By the beginnings of steps, in milliseconds since 1970. */
export async function sumBySteps(
  database: Database,
  startOfStep: (at: number) => number,
  wanted: Wanted,
): Promise<Map<number, Sum[]>> {
  const rows = await readRows(database, wanted, narrowest(wanted.filter))
  const steps = Map.groupBy(rows, ({ startsAt }) => startOfStep(startsAt))
  return new Map([...steps].map(([startsAt, of]) => [startsAt, merged(of)]))
}

interface Row extends Partial<Sums> {
  readonly startsAt: number
  readonly audience: number
  readonly link: string
  readonly client: string
}

function merged(rows: readonly Partial<Sums>[]): Sum[] {
  const sums = emptySums()
  for (const row of rows) mergeInto(sums, row)
  return sumsOf(sums)
}

async function readRows(
  database: Database,
  { columns, ranges }: Wanted,
  segments: RawBuilder<unknown>,
): Promise<Row[]> {
  const inRange = ranges.map(
    ({ grain, from, to }) =>
      sql`(c.grain = ${grains[grain]}::smallint and c.starts_at >= ${new Date(from)} and c.starts_at < ${new Date(to)})`,
  )
  const { rows } = await sql<Row>`
    select (extract(epoch from c.starts_at) * 1000)::double precision as "startsAt", s.audience, s.link, s.client,
      ${sql.join(columns.map((column) => sql.ref(`c.${column}`)))}
    from analytics_segments s join analytics_counts c on c.segment = s.id
    where ${segments} and (${sql.join(inRange, sql` or `)})`.execute(database)
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
