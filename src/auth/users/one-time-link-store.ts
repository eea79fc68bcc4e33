import { sql, type Selectable } from 'kysely'
import type { AuthLinks, Database, Transaction } from '#storage'
import { audienceLevel, audienceOf, type Audience } from '../audience.ts'
import type { Role } from '../roles.ts'

export type LinkKind = 'set_up' | 'invitation' | 'reset'

export interface OneTimeLink {
  readonly id: string
  /** `set_up` makes the first account, `invitation` another one, `reset` gives one a new password. */
  readonly kind: LinkKind
  /** Of a reset. */
  readonly userId: string | undefined
  /** Whom it is for; undefined when whoever uses it says so. */
  readonly email: string | undefined
  readonly role: Role
  readonly audience: Audience
  readonly createdBy: string
  readonly createdAt: Date
  readonly expiresAt: Date
  /** Of a reset: whether it turns the second factor off as well. */
  readonly dropsTwoFactor: boolean
}

export type NewLink = Omit<OneTimeLink, 'createdAt' | 'expiresAt'> & { readonly hash: string; readonly hours: number }

export async function insertLink(transaction: Transaction, link: NewLink): Promise<OneTimeLink> {
  const row = await transaction
    .insertInto('auth_links')
    .values({
      id: link.id,
      hash: link.hash,
      kind: link.kind,
      user_id: link.userId ?? null,
      email: link.email ?? null,
      role: link.role,
      audience: audienceLevel(link.audience),
      created_by: link.createdBy,
      drops_two_factor: link.dropsTwoFactor,
      expires_at: sql<Date>`now() + make_interval(hours => ${link.hours})`,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  return toLink(row)
}

/** The good one of this hash. */
export async function findLinkByHash(database: Database, hash: string): Promise<OneTimeLink | undefined> {
  const row = await database
    .selectFrom('auth_links')
    .selectAll()
    .where('hash', '=', hash)
    .where('expires_at', '>', sql<Date>`now()`)
    .executeTakeFirst()
  return row && toLink(row)
}

/** Ends it by using it; the deletion is the lock, so one of two who use it at once gets undefined. */
export async function takeLink(transaction: Transaction, hash: string): Promise<OneTimeLink | undefined> {
  const row = await transaction
    .deleteFrom('auth_links')
    .where('hash', '=', hash)
    .where('expires_at', '>', sql<Date>`now()`)
    .returningAll()
    .executeTakeFirst()
  return row && toLink(row)
}

/** Invitations that nobody has used yet, the newest first. */
export async function listInvitations(database: Database): Promise<OneTimeLink[]> {
  const rows = await database
    .selectFrom('auth_links')
    .selectAll()
    .where('kind', '=', 'invitation')
    .where('expires_at', '>', sql<Date>`now()`)
    .orderBy('created_at', 'desc')
    .limit(1_000)
    .execute()
  return rows.map(toLink)
}

/** False when there is none. */
export async function deleteInvitation(transaction: Transaction, id: string): Promise<boolean> {
  const row = await transaction
    .deleteFrom('auth_links')
    .where('id', '=', id)
    .where('kind', '=', 'invitation')
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export async function deleteSetUpLinks(transaction: Transaction): Promise<void> {
  await transaction.deleteFrom('auth_links').where('kind', '=', 'set_up').execute()
}

/** Resets of a user, and what they invited. */
export async function deleteLinksOf(transaction: Transaction, userId: string): Promise<void> {
  await transaction
    .deleteFrom('auth_links')
    .where(({ eb, or }) => or([eb('user_id', '=', userId), eb('created_by', '=', userId)]))
    .execute()
}

export async function deleteExpiredLinks(database: Database): Promise<number> {
  const result = await database
    .deleteFrom('auth_links')
    .where('expires_at', '<', sql<Date>`now()`)
    .executeTakeFirst()
  return Number(result.numDeletedRows)
}

function toLink(row: Selectable<AuthLinks>): OneTimeLink {
  return {
    id: row.id,
    kind: row.kind as LinkKind,
    userId: row.user_id ?? undefined,
    email: row.email ?? undefined,
    role: row.role as Role,
    audience: audienceOf(row.audience),
    createdBy: row.created_by,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    dropsTwoFactor: row.drops_two_factor,
  }
}
