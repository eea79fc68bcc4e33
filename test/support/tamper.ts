import { join } from 'node:path'
import { Client } from 'pg'
import type { RunningServer } from './start-server.ts'

/** Changes the chain as somebody would who has the database and knows that only a restore may. */
export async function tamper(
  { databaseUrl, dataDir }: Pick<RunningServer, 'databaseUrl' | 'dataDir'>,
  text: string,
  values: unknown[] = [],
): Promise<void> {
  const connection = new Client(
    databaseUrl
      ? { connectionString: databaseUrl }
      : { host: join(dataDir, 'run'), user: 'pollux', database: 'pollux' },
  )
  await connection.connect()
  try {
    await connection.query(`set pollux.restoring = 'on'`)
    await connection.query(text, values)
  } finally {
    await connection.end()
  }
}
