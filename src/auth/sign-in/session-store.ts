import { sql } from 'kysely'
import type { Database, Transaction } from '#storage'

export async function touchSession(database: Database, id: string): Promise<void> {
  await database
    .updateTable('auth_sessions')
    .set({ last_seen_at: sql<Date>`now()` })
    .where('id', '=', id)
    .execute()
}

export async function endSession(database: Database | Transaction, id: string): Promise<void> {
  await database.deleteFrom('auth_sessions').where('id', '=', id).execute()
}
