import type { AppError } from '../errors.ts'
import type { Database, Transaction } from './database.ts'
import { isContention } from './storage-error.ts'

/**
 * Runs `work` in one transaction, and once more when PostgreSQL gave it up for another one's sake (a deadlock, or a
 * conflict between serializable ones). So `work` must change nothing but the database. After that it throws
 * `storage_unavailable`.
 */
export async function inTransaction<Result>(
  database: Database,
  work: (transaction: Transaction) => Promise<Result>,
): Promise<Result> {
  const run = () => database.transaction().execute(work)
  try {
    return await run()
  } catch (error) {
    if (isContention((error as AppError).cause)) return run()
    throw error
  }
}
