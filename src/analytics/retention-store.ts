import { sql } from 'kysely'
import type { Transaction } from '#storage'
import { grains } from './counting.ts'
import { everybody } from './segment.ts'
import { otherTopic } from './topics.ts'

const hour = sql.lit(grains.hour)
const day = sql.lit(grains.day)
const month = sql.lit(grains.month)

/**
 * Deletes the sums of the days before that one, the ratings and the single events; a month that loses some of its days is
 * summed up again from the others. Returns how many rows went.
 */
export async function deleteCountsBefore(transaction: Transaction, before: Date): Promise<number> {
  const results = [
    await sql`delete from analytics_counts where grain in (${hour}, ${day}) and starts_at < ${before}`.execute(
      transaction,
    ),
    await sql`delete from analytics_counts where grain = ${month}
      and starts_at <= date_trunc('month', ${before}::timestamptz, 'UTC')`.execute(transaction),
    await sql`delete from analytics_ratings where at < ${before}`.execute(transaction),
    await sql`delete from analytics_events where at < ${before}`.execute(transaction),
  ]
  await sql`
    insert into analytics_counts (grain, measure, starts_at, segment, item, n)
    select ${month}, measure, date_trunc('month', ${before}::timestamptz, 'UTC'), segment, item, sum(n)
    from analytics_counts where grain = ${day} and starts_at >= ${before}
      and starts_at < (date_trunc('month', ${before}::timestamptz at time zone 'UTC') + interval '1 month') at time zone 'UTC'
    group by measure, segment, item`.execute(transaction)
  return results.reduce((sum, { numAffectedRows }) => sum + Number(numAffectedRows ?? 0n), 0)
}

export async function deleteEventsBefore(transaction: Transaction, before: Date): Promise<void> {
  await sql`delete from analytics_events where at < ${before}`.execute(transaction)
}

export async function deleteHoursBefore(transaction: Transaction, before: Date): Promise<void> {
  await sql`delete from analytics_counts where grain = ${hour} and starts_at < ${before}`.execute(transaction)
}

/** By what visitors of the days before that one were known. */
export async function deleteVisitorsBefore(transaction: Transaction, day: string): Promise<void> {
  await sql`delete from analytics_visits where day < ${day}::date`.execute(transaction)
  await sql`delete from analytics_salts where day < ${day}::date`.execute(transaction)
}

/** What is kept of single answers. */
export async function deleteOfAnswers(transaction: Transaction, ids: readonly string[]): Promise<void> {
  await sql`delete from analytics_events where id = any(${ids}::text[])`.execute(transaction)
  await sql`update analytics_events set answer_id = null where answer_id = any(${ids}::text[])`.execute(transaction)
  await sql`delete from analytics_ratings where answer_id = any(${ids}::text[])`.execute(transaction)
}

/** Topics of so few questions that their words say what somebody asked: their counts go to "other". */
export async function foldSmallTopics(transaction: Transaction, before: Date, fewerThan: number): Promise<void> {
  const { rows } = await sql<{ id: number }>`
    delete from analytics_topics where last_at < ${before} and questions < ${fewerThan} returning id`.execute(
    transaction,
  )
  if (rows.length === 0) return
  const ids = rows.map(({ id }) => id)
  await sql`
    with folded as (
      delete from analytics_counts where measure like 'topic%' and item = any(${ids}::integer[])
      returning grain, measure, starts_at, segment, n)
    insert into analytics_counts (grain, measure, starts_at, segment, item, n)
    select grain, measure, starts_at, segment, ${otherTopic}::integer, sum(n) from folded group by grain, measure, starts_at, segment
    on conflict (segment, grain, measure, starts_at, item) do update set n = analytics_counts.n + excluded.n`.execute(
    transaction,
  )
  await sql`update analytics_events set topic = ${otherTopic} where topic = any(${ids}::integer[])`.execute(transaction)
  await sql`update analytics_ratings set topic = ${otherTopic} where topic = any(${ids}::integer[])`.execute(
    transaction,
  )
}

/** Takes it off the sums of wider segments, but for those by the hour. Returns whether there was anything of it. */
export async function deleteLink(transaction: Transaction, link: string): Promise<boolean> {
  await sql`delete from analytics_visits where segment in (select id from analytics_segments where link = ${link})`.execute(
    transaction,
  )
  await sql`
    update analytics_counts c set n = c.n - own.n
    from (select u.segment, grain, measure, starts_at, item, sum(n) as n
      from analytics_counts join analytics_segments s on s.id = analytics_counts.segment, unnest(s.under) as u(segment)
      where s.link = ${link} and u.segment <> s.id group by u.segment, grain, measure, starts_at, item) own
    where c.segment = own.segment and c.grain = own.grain and c.measure = own.measure and c.starts_at = own.starts_at
      and c.item = own.item`.execute(transaction)
  const { numAffectedRows } = await sql`delete from analytics_segments where link = ${link}`.execute(transaction)
  return Number(numAffectedRows ?? 0n) > 0
}

export async function deleteEverything(transaction: Transaction): Promise<void> {
  for (const table of ['visits', 'salts', 'counts', 'topics'])
    await sql`delete from ${sql.table(`analytics_${table}`)}`.execute(transaction)
  await sql`delete from analytics_segments where id <> ${everybody}`.execute(transaction)
}

/** Topics that nothing is counted under any more. */
export async function deleteEmptyTopics(transaction: Transaction): Promise<void> {
  await sql`delete from analytics_topics t where not exists (
    select from analytics_counts c where c.grain = ${month} and c.measure = 'topic' and c.item = t.id)`.execute(
    transaction,
  )
}
