import { sql, type RawBuilder } from 'kysely'
import type { Transaction } from '#storage'
import { grains, topicMeasures } from './counting.ts'
import { everybody } from './segment.ts'
import type { SumsRow } from './sums.ts'
import { otherTopic } from './topics.ts'

const hour = sql.lit(grains.hour)
const day = sql.lit(grains.day)
const month = sql.lit(grains.month)

/**
 * Deletes the sums of the days before that one, with the month it is in, the ratings and the single events. Returns how many
 * rows went.
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
  await sql`update analytics_ratings set rater = null
    where rater is not null and at < ${day}::date::timestamp at time zone 'UTC'`.execute(transaction)
}

/** What is kept of single answers. */
export async function deleteOfAnswers(transaction: Transaction, ids: readonly string[]): Promise<void> {
  await sql`delete from analytics_events where id = any(${ids}::text[])`.execute(transaction)
  await sql`update analytics_events set answer_id = null where answer_id = any(${ids}::text[])`.execute(transaction)
  await sql`delete from analytics_ratings where answer_id = any(${ids}::text[])`.execute(transaction)
}

/** Takes out the topics of so few questions that their words say what somebody asked; returns their ids. */
export async function takeSmallTopics(transaction: Transaction, before: Date, fewerThan: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    delete from analytics_topics where last_at < ${before} and questions < ${fewerThan} returning id`.execute(
    transaction,
  )
  const ids = rows.map(({ id }) => id)
  await sql`update analytics_events set topic = ${otherTopic} where topic = any(${ids}::integer[])`.execute(transaction)
  await sql`update analytics_ratings set topic = ${otherTopic} where topic = any(${ids}::integer[])`.execute(
    transaction,
  )
  return ids
}

/** Sums in which one of these topics is counted. */
export async function listSumsOfTopics(transaction: Transaction, topics: readonly number[]): Promise<SumsRow[]> {
  const keys = topicMeasures.flatMap((measure) => topics.map((id) => `${measure}.${id}`))
  return listSums(transaction, sql`c.topics ?| ${keys}::text[]`)
}

/** Of the segments of a link that tell everything apart. */
export async function listSumsOfLink(transaction: Transaction, link: string): Promise<SumsRow[]> {
  return listSums(transaction, sql`s.link = ${link} and s.under is not null and c.grain <> ${grains.hour}`)
}

/** Of the days from that one on, up to the end of its month. */
export async function listDaysFrom(transaction: Transaction, from: Date, to: Date): Promise<SumsRow[]> {
  return listSums(transaction, sql`c.grain = ${grains.day} and c.starts_at >= ${from} and c.starts_at < ${to}`)
}

async function listSums(transaction: Transaction, condition: RawBuilder<unknown>): Promise<SumsRow[]> {
  const { rows } = await sql<SumsRow>`
    select c.segment, c.grain, (extract(epoch from c.starts_at) * 1000)::double precision as "startsAt", c.counts, c.latency,
      c.topics
    from analytics_counts c join analytics_segments s on s.id = c.segment where ${condition}`.execute(transaction)
  return rows
}

/** Returns whether there was anything of it. Sums of wider segments stay as they are. */
export async function deleteLink(transaction: Transaction, link: string): Promise<boolean> {
  await sql`delete from analytics_visits where segment in (select id from analytics_segments where link = ${link})`.execute(
    transaction,
  )
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
    select from analytics_counts c
    where c.segment = ${everybody} and c.grain = ${grains.month} and c.topics ? ('topic.' || t.id))`.execute(
    transaction,
  )
}
