import { sql } from 'kysely'
import type { Database, Transaction } from '#storage'

/** One browser that somebody has signed in with. */
export interface Session {
  readonly id: string
  readonly createdAt: Date
  /** To the hour. */
  readonly lastSeenAt: Date
  readonly address: string | undefined
  readonly userAgent: string | undefined
}

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

/** All of a user but one; returns how many there were. */
export async function endOtherSessions(transaction: Transaction, userId: string, kept: string): Promise<number> {
  const result = await transaction
    .deleteFrom('auth_sessions')
    .where('user_id', '=', userId)
    .where('id', '!=', kept)
    .executeTakeFirst()
  return Number(result.numDeletedRows)
}

/** Those of a user that are good, the one used last first. */
export async function listSessions(database: Database, userId: string, idleDays: number): Promise<Session[]> {
  const rows = await database
    .selectFrom('auth_sessions')
    .selectAll()
    .where('user_id', '=', userId)
    .where('expires_at', '>', sql<Date>`now()`)
    .where('last_seen_at', '>', sql<Date>`now() - make_interval(days => ${idleDays})`)
    .orderBy('last_seen_at', 'desc')
    .limit(200)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
    address: row.ip_address ?? undefined,
    userAgent: row.user_agent ?? undefined,
  }))
}

/** Whose sign-in waits for a code under this name; undefined when none does any more. */
export async function findWaitingUser(database: Database, identifier: string): Promise<string | undefined> {
  const row = await database
    .selectFrom('auth_verifications')
    .select('value')
    .where('identifier', '=', identifier)
    .where('expires_at', '>', sql<Date>`now()`)
    .executeTakeFirst()
  return row?.value
}

/** Notes that a code was used. False when it was before: it is good once. */
export async function useCode(transaction: Transaction, userId: string, hash: string): Promise<boolean> {
  const row = await transaction
    .updateTable('auth_two_factors')
    .set({ used_codes: sql<string[]>`(array[${hash}::text] || used_codes)[1:3]` })
    .where('user_id', '=', userId)
    .where(sql<boolean>`not (${hash}::text = any(used_codes))`)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Sessions and sign-ins in progress that have ended. */
export async function deleteEnded(database: Database, idleDays: number): Promise<number> {
  const sessions = await database
    .deleteFrom('auth_sessions')
    .where(({ eb, or }) =>
      or([
        eb('expires_at', '<', sql<Date>`now()`),
        eb('last_seen_at', '<', sql<Date>`now() - make_interval(days => ${idleDays})`),
      ]),
    )
    .executeTakeFirst()
  const verifications = await database
    .deleteFrom('auth_verifications')
    .where('expires_at', '<', sql<Date>`now()`)
    .executeTakeFirst()
  return Number(sessions.numDeletedRows) + Number(verifications.numDeletedRows)
}

export async function endSessionOfToken(transaction: Transaction, token: string): Promise<void> {
  await transaction.deleteFrom('auth_sessions').where('token', '=', token).execute()
}

export async function findUserIdOf(database: Database, email: string): Promise<string | undefined> {
  const row = await database
    .selectFrom('auth_users')
    .select('id')
    .where('email', '=', email.toLowerCase())
    .executeTakeFirst()
  return row?.id
}
