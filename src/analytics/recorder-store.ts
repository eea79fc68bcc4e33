import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { audienceLevel } from '#auth'
import type { Transaction } from '#storage'
import type { DayVisit, StoredRating } from './counting.ts'
import { any, everybody, type Segment } from './segment.ts'
import type { Sums, SumsRow } from './sums.ts'
import type { Topic } from './topics.ts'

/** A single event, as it is kept for a month. */
export interface StoredEvent {
  readonly id: string
  readonly at: number
  readonly kind: string
  readonly segment: number
  readonly topic: number | null
  readonly refused: boolean | null
  readonly durationMs: number | null
  readonly answerId: string | null
}

const analyticsLock = 7_065_519

/**
 * One batch at a time over all processes, so that nobody is counted twice by two of them. With `durable` the commit waits
 * for the disk; without, a crash of the machine may forget the last half second.
 */
export async function beginBatch(transaction: Transaction, durable: boolean): Promise<void> {
  if (!durable) await sql`select set_config('synchronous_commit', 'off', true)`.execute(transaction)
  await sql`select pg_advisory_xact_lock(${analyticsLock})`.execute(transaction)
}

/** The salt of each day; made when there is none. */
export async function findSalts(transaction: Transaction, days: ReadonlySet<string>): Promise<Map<string, Buffer>> {
  await transaction
    .insertInto('analytics_salts')
    .values([...days].map((day) => ({ day: sql<Date>`${day}::date`, salt: randomBytes(32) })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const { rows } = await sql<{ day: string; salt: Buffer }>`
    select to_char(day, 'YYYY-MM-DD') as day, salt from analytics_salts
    where day = any(${[...days]}::date[])`.execute(transaction)
  return new Map(rows.map(({ day, salt }) => [day, salt]))
}

export function segmentKey(segment: Segment): string {
  return keyOf({ ...segment, audience: audienceLevel(segment.audience) })
}

/** Ids by `segmentKey`; those that are new are made, with the wider ones that they are counted under. */
export async function findSegments(
  transaction: Transaction,
  segments: readonly Segment[],
): Promise<ReadonlyMap<string, number>> {
  const exact = segments.map((segment) => ({ ...segment, audience: audienceLevel(segment.audience) }))
  const known = await findIds(transaction, exact)
  const missing = exact.filter((row) => !known.has(keyOf(row)))
  if (missing.length === 0) return known
  const wider = missing.map((row) => widerThan(row))
  const made = [...missing, ...wider.flat()]
  await sql`
    insert into analytics_segments (audience, link, client)
    select distinct audience, link, client from ${asRows(made)} on conflict do nothing`.execute(transaction)
  const ids = await findIds(transaction, [...exact, ...wider.flat()])
  const idOf = (row: SegmentRow) => ids.get(keyOf(row))!
  const under = missing.map((row, at) => ({ id: idOf(row), under: [everybody, idOf(row), ...wider[at]!.map(idOf)] }))
  await sql`
    update analytics_segments s set under = array(select jsonb_array_elements_text(g.under)::integer)
    from jsonb_to_recordset(${JSON.stringify(under)}::jsonb) as g(id integer, under jsonb) where g.id = s.id`.execute(
    transaction,
  )
  return ids
}

type SegmentRow = Readonly<Record<'link' | 'client', string>> & { readonly audience: number }

/** Of all with that audience, with that link, and with that client. */
function widerThan({ audience, link, client }: SegmentRow): SegmentRow[] {
  return [{ ...any, audience }, { ...any, client }, ...(link === '' ? [] : [{ ...any, link }])]
}

async function findIds(transaction: Transaction, rows: readonly SegmentRow[]): Promise<Map<string, number>> {
  const { rows: found } = await sql<SegmentRow & { id: number }>`
    select s.id, s.audience, s.link, s.client from analytics_segments s
    join (select distinct audience, link, client from ${asRows(rows)}) g using (audience, link, client)`.execute(
    transaction,
  )
  return new Map(found.map((row) => [keyOf(row), row.id]))
}

function asRows(rows: readonly SegmentRow[]) {
  return sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(audience smallint, link text, client text)`
}

function keyOf({ audience, link, client }: SegmentRow): string {
  return JSON.stringify([audience, link, client])
}

/** The clients whose names begin so that have been counted. */
export async function listClients(transaction: Transaction, prefix: string): Promise<Set<string>> {
  const { rows } = await sql<{ client: string }>`
    select distinct client from analytics_segments where starts_with(client, ${prefix})`.execute(transaction)
  return new Set(rows.map(({ client }) => client))
}

/** Of these events those that were counted before, with their topics. */
export async function findEvents(
  transaction: Transaction,
  ids: readonly string[],
): Promise<Map<string, { segment: number; topic: number | null }>> {
  const { rows } = await sql<{ id: string; segment: number; topic: number | null }>`
    select id, segment, topic from analytics_events where id = any(${ids}::text[])`.execute(transaction)
  return new Map(rows.map(({ id, ...event }) => [id, event]))
}

export async function findVisits(
  transaction: Transaction,
  visitors: readonly string[],
): Promise<Map<string, DayVisit>> {
  const { rows } = await sql<DayVisit>`
    select v.visitor, to_char(v.day, 'YYYY-MM-DD') as day, ${milliseconds('v.first_at')} as "firstAt",
      ${milliseconds('v.last_at')} as "lastAt", v.sessions, v.segment, v.steps, v.segments
    from analytics_visits v join analytics_segments s on s.id = v.segment
    where v.visitor = any(${visitors}::text[])`.execute(transaction)
  return new Map(rows.map((row) => [row.visitor, row]))
}

export async function findRatings(
  transaction: Transaction,
  answerIds: readonly string[],
): Promise<Map<string, StoredRating>> {
  const { rows } = await sql<Omit<StoredRating, 'reason' | 'rater'> & { reason: string | null; rater: string | null }>`
    select answer_id as "answerId", ${milliseconds('at')} as at, segment, coalesce(topic, 0) as topic, rating, reason, rater
    from analytics_ratings where answer_id = any(${answerIds}::text[])`.execute(transaction)
  return new Map(
    rows.map((row) => [row.answerId, { ...row, reason: row.reason ?? undefined, rater: row.rater ?? undefined }]),
  )
}

/** Topics that have changed since that version, and how many there are in all. */
export async function findTopics(
  transaction: Transaction,
  since: number,
): Promise<{ topics: Topic[]; version: number; total: number }> {
  const { rows } = await sql<Topic & { version: number }>`
    select id, questions, terms, ${milliseconds('last_at')} as "lastAt", version
    from analytics_topics where version > ${since} order by id`.execute(transaction)
  const { rows: all } = await sql<{ total: number; version: number }>`
    select count(*)::int as total, coalesce(max(version), 0) as version from analytics_topics`.execute(transaction)
  return { topics: rows.map(({ version: _, ...topic }) => topic), ...all[0]! }
}

export async function saveEvents(transaction: Transaction, events: readonly StoredEvent[]): Promise<void> {
  await sql`
    insert into analytics_events (id, at, kind, segment, topic, refused, duration_ms, answer_id)
    select id, to_timestamp(at / 1000), kind, segment, topic, refused, "durationMs", "answerId"
    from jsonb_to_recordset(${JSON.stringify(events)}::jsonb) as g(id text, at double precision, kind text, segment integer,
      topic integer, refused boolean, "durationMs" real, "answerId" text)`.execute(transaction)
}

export async function saveVisits(transaction: Transaction, visits: readonly DayVisit[]): Promise<void> {
  await sql`
    insert into analytics_visits (visitor, day, first_at, last_at, sessions, segment, steps, segments)
    select visitor, day, to_timestamp("firstAt" / 1000), to_timestamp("lastAt" / 1000), sessions, segment, steps,
      array(select jsonb_array_elements_text(segments)::integer)
    from jsonb_to_recordset(${JSON.stringify(visits)}::jsonb) as g(visitor text, day date, "firstAt" double precision,
      "lastAt" double precision, sessions integer, segment integer, steps smallint, segments jsonb)
    on conflict (visitor) do update set last_at = excluded.last_at, sessions = excluded.sessions, segment = excluded.segment,
      steps = excluded.steps, segments = excluded.segments`.execute(transaction)
}

/** Returns the newest version. */
export async function saveTopics(transaction: Transaction, topics: readonly Topic[]): Promise<number> {
  const { rows } = await sql<{ version: number }>`
    with saved as (
      insert into analytics_topics (id, questions, terms, last_at, version)
      select id, questions, terms, to_timestamp("lastAt" / 1000), nextval('analytics_topic_versions')
      from jsonb_to_recordset(${JSON.stringify(topics)}::jsonb) as g(id integer, questions bigint, terms jsonb,
        "lastAt" double precision)
      on conflict (id) do update set questions = excluded.questions, terms = excluded.terms, last_at = excluded.last_at,
        version = excluded.version
      returning version)
    select max(version) as version from saved`.execute(transaction)
  return rows[0]!.version
}

type CountsKey = Omit<SumsRow, keyof Sums>

/** Those of these rows that are there. */
export async function findCounts(transaction: Transaction, keys: readonly CountsKey[]): Promise<SumsRow[]> {
  const columns = (pick: (key: CountsKey) => number) => keys.map(pick)
  const { rows } = await sql<SumsRow>`
    select c.segment, c.grain, g.ms as "startsAt", c.counts, c.latency, c.topics
    from unnest(${columns(({ segment }) => segment)}::integer[], ${columns(({ grain }) => grain)}::smallint[],
      ${columns(({ startsAt }) => startsAt)}::double precision[]) as g(segment, grain, ms)
    join analytics_counts c on c.segment = g.segment and c.grain = g.grain and c.starts_at = to_timestamp(g.ms / 1000)`.execute(
    transaction,
  )
  return rows
}

export async function saveCounts(transaction: Transaction, rows: readonly SumsRow[]): Promise<void> {
  const columns = (pick: (row: SumsRow) => unknown) => rows.map(pick)
  await sql`
    insert into analytics_counts (segment, grain, starts_at, counts, latency, topics)
    select segment, grain, to_timestamp(ms / 1000), counts, latency, topics
    from unnest(${columns(({ segment }) => segment)}::integer[], ${columns(({ grain }) => grain)}::smallint[],
      ${columns(({ startsAt }) => startsAt)}::double precision[],
      ${columns(({ counts }) => JSON.stringify(counts))}::jsonb[], ${columns(({ latency }) => JSON.stringify(latency))}::jsonb[],
      ${columns(({ topics }) => JSON.stringify(topics))}::jsonb[]) as g(segment, grain, ms, counts, latency, topics)
    on conflict (segment, grain, starts_at) do update set counts = excluded.counts, latency = excluded.latency,
      topics = excluded.topics`.execute(transaction)
}

/** What each of these segments is counted under. */
export async function findUnder(transaction: Transaction, ids: readonly number[]): Promise<Map<number, number[]>> {
  const { rows } = await sql<{ id: number; under: number[] | null }>`
    select id, under from analytics_segments where id = any(${ids}::integer[])`.execute(transaction)
  return new Map(rows.map(({ id, under }) => [id, under ?? [id]]))
}

export async function saveRatings(transaction: Transaction, ratings: readonly StoredRating[]): Promise<void> {
  await sql`
    insert into analytics_ratings (answer_id, rating, reason, at, segment, topic, rater)
    select "answerId", rating, reason, to_timestamp(at / 1000), segment, topic, rater
    from jsonb_to_recordset(${JSON.stringify(ratings)}::jsonb) as g("answerId" text, rating smallint, reason text,
      at double precision, segment integer, topic integer, rater text)
    on conflict (answer_id) do update set rating = excluded.rating, reason = excluded.reason`.execute(transaction)
}

function milliseconds(column: string) {
  return sql`(extract(epoch from ${sql.ref(column)}) * 1000)::double precision`
}
