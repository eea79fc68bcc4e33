import { sql, type Selectable } from 'kysely'
import type { AuthUsers, Database, Transaction } from '#storage'
import { audienceLevel, audienceOf, type Audience } from '../audience.ts'
import type { Role } from '../roles.ts'

/** Somebody who signs in. */
export interface User {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly role: Role
  readonly audience: Audience
  /** Whether signing in takes a code as well. */
  readonly twoFactor: boolean
  readonly createdAt: Date
  /** To the hour; undefined when they have no session. */
  readonly lastSeenAt: Date | undefined
}

export type NewUser = Pick<User, 'id' | 'name' | 'email' | 'role' | 'audience'>

/** False when somebody has the email already. */
export async function insertUser(transaction: Transaction, user: NewUser): Promise<boolean> {
  const row = await transaction
    .insertInto('auth_users')
    .values({ ...user, audience: audienceLevel(user.audience) })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** The password of a user that has none yet, as its hash. */
export async function insertPassword(transaction: Transaction, userId: string, hash: string): Promise<void> {
  await transaction
    .insertInto('auth_accounts')
    .values({ id: userId, user_id: userId, account_id: userId, provider_id: 'credential', password: hash })
    .execute()
}

export async function findPassword(database: Database, userId: string): Promise<string | undefined> {
  const row = await database
    .selectFrom('auth_accounts')
    .select('password')
    .where('user_id', '=', userId)
    .where('provider_id', '=', 'credential')
    .executeTakeFirst()
  return row?.password ?? undefined
}

export async function updatePassword(transaction: Transaction, userId: string, hash: string): Promise<void> {
  await transaction
    .updateTable('auth_accounts')
    .set({ password: hash, updated_at: sql<Date>`now()` })
    .where('user_id', '=', userId)
    .where('provider_id', '=', 'credential')
    .execute()
}

export async function listUsers(database: Database): Promise<User[]> {
  const rows = await withLastSeen(database).orderBy('created_at').orderBy('id').limit(1_000).execute()
  return rows.map(toUser)
}

export async function findUser(database: Database | Transaction, id: string): Promise<User | undefined> {
  const row = await withLastSeen(database).where('auth_users.id', '=', id).executeTakeFirst()
  return row && toUser(row)
}

/** Locks them until the transaction ends. */
export async function lockUser(transaction: Transaction, id: string): Promise<User | undefined> {
  const row = await transaction.selectFrom('auth_users').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  return row && toUser({ ...row, last_seen_at: null })
}

/** Keeps them as they are until the transaction ends. */
export async function shareUser(transaction: Transaction, id: string): Promise<User | undefined> {
  const row = await transaction.selectFrom('auth_users').selectAll().where('id', '=', id).forShare().executeTakeFirst()
  return row && toUser({ ...row, last_seen_at: null })
}

/** Ids of those whose role is owner, locked until the transaction ends. */
export async function lockOwners(transaction: Transaction): Promise<string[]> {
  const rows = await transaction
    .selectFrom('auth_users')
    .select('id')
    .where('role', '=', 'owner')
    .orderBy('id')
    .forUpdate()
    .execute()
  return rows.map(({ id }) => id)
}

export async function hasOwner(database: Database | Transaction): Promise<boolean> {
  const row = await database
    .selectFrom('auth_users')
    .select('id')
    .where('role', '=', 'owner')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export async function updateRole(
  transaction: Transaction,
  { id, role, audience }: Pick<User, 'id' | 'role' | 'audience'>,
): Promise<void> {
  await transaction
    .updateTable('auth_users')
    .set({ role, audience: audienceLevel(audience), updated_at: sql<Date>`now()` })
    .where('id', '=', id)
    .execute()
}

export async function updateName(transaction: Transaction, id: string, name: string): Promise<void> {
  await transaction
    .updateTable('auth_users')
    .set({ name, updated_at: sql<Date>`now()` })
    .where('id', '=', id)
    .execute()
}

export async function deleteTwoFactor(transaction: Transaction, userId: string): Promise<void> {
  await transaction.deleteFrom('auth_two_factors').where('user_id', '=', userId).execute()
  await transaction.updateTable('auth_users').set({ two_factor_enabled: false }).where('id', '=', userId).execute()
}

export async function endSessionsOf(transaction: Transaction, userId: string): Promise<void> {
  await transaction.deleteFrom('auth_sessions').where('user_id', '=', userId).execute()
}

/** With their password, second factor, sessions and resets. */
export async function deleteUser(transaction: Transaction, id: string): Promise<void> {
  await transaction.deleteFrom('auth_users').where('id', '=', id).execute()
}

function withLastSeen(database: Database | Transaction) {
  return database
    .selectFrom('auth_users')
    .selectAll()
    .select(({ selectFrom }) =>
      selectFrom('auth_sessions')
        .select(({ fn }) => fn.max('last_seen_at').as('last'))
        .whereRef('user_id', '=', 'auth_users.id')
        .as('last_seen_at'),
    )
}

function toUser(row: Selectable<AuthUsers> & { last_seen_at: Date | null }): User {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    role: row.role as Role,
    audience: audienceOf(row.audience),
    twoFactor: row.two_factor_enabled,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at ?? undefined,
  }
}
