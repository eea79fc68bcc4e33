import { connectionTo } from './run-sql.ts'
import type { RunningServer } from './start-server.ts'

/** Changes the chain as somebody would who has the database and knows that only a restore may. */
export async function tamper(
  server: Pick<RunningServer, 'databaseUrl' | 'dataDir'>,
  text: string,
  values: unknown[] = [],
): Promise<void> {
  const connection = connectionTo(server)
  await connection.connect()
  try {
    await connection.query(`set pollux.restoring = 'on'`)
    await connection.query(text, values)
  } finally {
    await connection.end()
  }
}
