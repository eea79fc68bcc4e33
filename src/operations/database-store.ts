import { sql } from 'kysely'
import type { Database } from '#storage'
import type { DatabaseFigures } from './snapshot-schema.ts'

/** How large the database is, and how many are connected to it. */
export async function readDatabaseFigures(database: Database): Promise<DatabaseFigures> {
  const { rows } = await sql<{ bytes: string; connections: number; most: number; version: string }>`
    select pg_database_size(current_database()) as bytes,
      (select count(*)::int from pg_stat_activity where datname = current_database()) as connections,
      current_setting('max_connections')::int as most, current_setting('server_version') as version`.execute(database)
  const { bytes, connections, most, version } = rows[0]!
  return { bytes: Number(bytes), connections, maxConnections: most, version: version.split(' ', 1)[0]! }
}
