import { sql } from 'kysely'
import type { Database, Transaction } from '#storage'
import type { Sample, Watch } from './alerts/evaluate-alerts.ts'
import type { Point } from './trend.ts'

const storeLock = 7_065_530
/** One sample of each ten minutes is kept for a month, the others for two days. */
const thinnedToSeconds = 600
const keptDays = { one: 30, others: 2 }

/** Samples are stored one after the other, because each one's alerts go on from those of the one before. */
export async function lockSamples(transaction: Transaction): Promise<void> {
  await sql`select pg_advisory_xact_lock(${storeLock})`.execute(transaction)
}

export interface LatestSample extends Sample {
  readonly watches: readonly Watch[]
}

export async function findLatestSample(database: Database | Transaction): Promise<LatestSample | undefined> {
  const row = await database
    .selectFrom('monitoring_samples')
    .select(['at', 'host', 'figures', 'watches'])
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && { ...toSample(row), watches: row.watches as unknown as Watch[] }
}

export async function findSample(database: Database, id: number): Promise<Sample | undefined> {
  const row = await database
    .selectFrom('monitoring_samples')
    .select(['at', 'host', 'figures'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row && toSample(row)
}

/** Stores a sample and deletes those whose time is over. Gives the new one's id. */
export async function insertSample(
  transaction: Transaction,
  { at, host, figures }: Sample,
  watches: readonly Watch[],
): Promise<number> {
  const start = sql<Date>`date_bin(make_interval(secs => ${thinnedToSeconds}), ${at}::timestamptz, 'epoch')`
  const { id } = await transaction
    .insertInto('monitoring_samples')
    .values(({ exists, selectFrom, case: when }) => ({
      at,
      host,
      figures: JSON.stringify(figures),
      watches: JSON.stringify(watches),
      expires_at: sql<Date>`${at}::timestamptz + make_interval(days => ${when()
        .when(
          exists(
            selectFrom('monitoring_samples')
              .select('id')
              .where('host', '=', host)
              .where('at', '>=', start)
              .where('at', '<=', sql<Date>`${at}::timestamptz`),
          ),
        )
        .then(sql.lit(keptDays.others))
        .else(sql.lit(keptDays.one))
        .end()})`,
    }))
    .returning('id')
    .executeTakeFirstOrThrow()
  await transaction
    .deleteFrom('monitoring_samples')
    .where('expires_at', '<', sql<Date>`now()`)
    .execute()
  return id
}

export interface SeriesQuery {
  readonly key: string
  readonly hours: number
  readonly host: string | undefined
  /** Width of what is put together into one point. */
  readonly bucketSeconds: number
}

/** One figure over the last hours, oldest first. */
export async function listPoints(
  database: Database,
  { key, hours, host, bucketSeconds }: SeriesQuery,
): Promise<Point[]> {
  const { rows } = await sql<Point & { at: Date }>`
    select date_bin(make_interval(secs => ${bucketSeconds}), at, 'epoch') as at, avg(value) as average,
      min(value) as minimum, max(value) as maximum, count(*)::int as samples
    from (
      select at, (figures ->> ${key})::float8 as value from monitoring_samples
      where at > now() - make_interval(secs => ${hours * 3600}) and ${host === undefined ? sql`true` : sql`host = ${host}`}
    ) as series
    where value is not null
    group by 1 order by 1`.execute(database)
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}

/** What there are figures of: the keys of the last day's samples. */
export async function listFigureKeys(database: Database): Promise<string[]> {
  const { rows } = await sql<{ key: string }>`
    select distinct key from monitoring_samples, jsonb_object_keys(figures) as key
    where at > now() - interval '1 day' order by key`.execute(database)
  return rows.map(({ key }) => key)
}

function toSample(row: { at: Date; host: string; figures: unknown }): Sample {
  return { at: row.at.toISOString(), host: row.host, figures: row.figures as Record<string, number> }
}
