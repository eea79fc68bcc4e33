import { sql } from 'kysely'
import type { Transaction } from '#storage'

/** All that is kept for these holders alone, and for the apps that act for them (`user_…/app_…`). */
export async function forgetHolders(transaction: Transaction, holders: readonly string[]): Promise<void> {
  if (holders.length === 0) return
  for (const table of ['interview_sessions', 'evaluations', 'performance_records'])
    await sql`delete from ${sql.table(table)} where split_part(holder, '/', 1) = any(${[...holders]}::text[])`.execute(
      transaction,
    )
}
