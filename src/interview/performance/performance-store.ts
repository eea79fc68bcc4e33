import type { Database } from '#storage'
import type { PerformanceRecord } from './performance.ts'

export interface StoredRecord extends PerformanceRecord {
  readonly at: Date
}

export async function insertRecord(
  database: Database,
  { id, holder, record }: { id: string; holder: string; record: PerformanceRecord },
): Promise<void> {
  const { accuracy, storyCoverage, satisfaction, responseTime, category } = record
  await database
    .insertInto('performance_records')
    .values({
      id,
      holder,
      accuracy,
      story_coverage: storyCoverage,
      satisfaction,
      response_time_ms: Math.round(responseTime),
      category,
    })
    .execute()
}

/** The latest `limit`, oldest first. */
export async function listRecords(
  database: Database,
  { holder, since, limit }: { holder: string; since?: Date | undefined; limit: number },
): Promise<StoredRecord[]> {
  let query = database.selectFrom('performance_records').selectAll().where('holder', '=', holder)
  if (since) query = query.where('at', '>=', since)
  const rows = await query.orderBy('at', 'desc').orderBy('id').limit(limit).execute()
  return rows.reverse().map((row) => ({
    at: row.at,
    accuracy: row.accuracy,
    storyCoverage: row.story_coverage,
    satisfaction: row.satisfaction,
    responseTime: row.response_time_ms,
    category: row.category,
  }))
}
