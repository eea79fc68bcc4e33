import { join } from 'node:path'
import { Client } from 'pg'
import type { RunningServer } from './start-server.ts'

/** A connection to a server's own database, past the product; the caller connects and ends it. */
export function connectionTo({ databaseUrl, dataDir }: Pick<RunningServer, 'databaseUrl' | 'dataDir'>): Client {
  return new Client(
    databaseUrl
      ? { connectionString: databaseUrl }
      : { host: join(dataDir, 'run'), user: 'pollux', database: 'pollux' },
  )
}

/** Runs one statement on a server's own database, past the product. */
export async function runSql<Row extends object>(
  server: Pick<RunningServer, 'databaseUrl' | 'dataDir'>,
  text: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const connection = connectionTo(server)
  await connection.connect()
  try {
    return (await connection.query<Row>(text, values)).rows
  } finally {
    await connection.end()
  }
}
