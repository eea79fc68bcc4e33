import { sql } from 'kysely'
import type { Database, Transaction } from '#storage'
import { audienceOf, type Audience } from '../audience.ts'
import type { Role } from '../roles.ts'

/** An app that somebody lets act for them. */
export interface ConnectedApp {
  readonly id: string
  readonly userId: string
  readonly userName: string
  readonly client: AppClient
  /** What it may do, of what its person may. */
  readonly scopes: readonly string[]
  /** What it may see at most. */
  readonly audience: Audience
  readonly connectedAt: Date
  /** To the minute. */
  readonly lastUsedAt: Date | undefined
}

/** What is known of an app before anybody lets it do anything; all but its id is what it says of itself. */
export interface AppClient {
  readonly id: string
  readonly name: string | undefined
  readonly redirectUris: readonly string[]
}

/** What a token stands for, when it is good at this moment. */
export interface FoundAppToken {
  readonly appId: string
  readonly user: { readonly id: string; readonly role: Role; readonly audience: Audience }
  readonly audience: Audience
  /** What was consented to, and what the token was given of it. */
  readonly scopes: { readonly consented: readonly string[]; readonly given: readonly string[] }
  /** What it may be shown to (RFC 8707). */
  readonly resources: readonly string[]
  readonly goodUntil: Date
}

/** A token bound to a key (RFC 9449) is good for nobody here: nothing checks the proof. */
export async function findAppToken(database: Database, hash: string): Promise<FoundAppToken | undefined> {
  const row = await database
    .selectFrom('auth_oauth_access_tokens as token')
    .innerJoin('auth_oauth_consents as app', (join) =>
      join.onRef('app.client_id', '=', 'token.client_id').onRef('app.user_id', '=', 'token.user_id'),
    )
    .innerJoin('auth_users as person', 'person.id', 'token.user_id')
    .select(['app.id as app_id', 'app.audience', 'app.scopes as consented', 'token.scopes', 'token.resources'])
    .select(['token.expires_at', 'person.id as user_id', 'person.role', 'person.audience as user_audience'])
    .where('token.token', '=', hash)
    .where('token.revoked', 'is', null)
    .where('token.confirmation', 'is', null)
    .where('token.expires_at', '>', sql<Date>`now()`)
    .executeTakeFirst()
  return (
    row && {
      appId: row.app_id,
      user: { id: row.user_id, role: row.role as Role, audience: audienceOf(row.user_audience) },
      audience: audienceOf(row.audience),
      scopes: { consented: textsOf(row.consented), given: textsOf(row.scopes) },
      resources: textsOf(row.resources),
      goodUntil: row.expires_at,
    }
  )
}

/** Notes that an app was used, at most once a minute. */
export async function touchApp(database: Database, id: string): Promise<void> {
  await database
    .updateTable('auth_oauth_consents')
    .set({ last_used_at: sql<Date>`now()` })
    .where('id', '=', id)
    .where(sql<boolean>`coalesce(last_used_at < now() - interval '1 minute', true)`)
    .execute()
}

/** The newest first: those of one user, or of all, that have a token left. */
export async function listApps(database: Database, userId: string | undefined): Promise<ConnectedApp[]> {
  const apps = withClient(database).where('app.id', 'in', ({ selectFrom }) =>
    selectFrom('auth_oauth_consents as app')
      .select('app.id')
      .where(sql<boolean>`${isLive}`),
  )
  const rows = await (userId === undefined ? apps : apps.where('app.user_id', '=', userId))
    .orderBy('app.created_at', 'desc')
    .orderBy('app.id')
    .limit(1_000)
    .execute()
  return rows.map(toApp)
}

export async function findApp(database: Database | Transaction, id: string): Promise<ConnectedApp | undefined> {
  const row = await withClient(database).where('app.id', '=', id).executeTakeFirst()
  return row && toApp(row)
}

export async function findAppOf(
  database: Database | Transaction,
  { clientId, userId }: { clientId: string; userId: string },
): Promise<ConnectedApp | undefined> {
  const row = await withClient(database)
    .where('app.client_id', '=', clientId)
    .where('app.user_id', '=', userId)
    .executeTakeFirst()
  return row && toApp(row)
}

/** Whose token this is, an access token or one to refresh with, whether it is good or not. */
export async function findAppIdByToken(database: Database, hash: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select app.id from auth_oauth_consents app
    join (
      select client_id, user_id from auth_oauth_access_tokens where token = ${hash}
      union all select client_id, user_id from auth_oauth_refresh_tokens where token = ${hash}
    ) token using (client_id, user_id)`.execute(database)
  return rows[0]?.id
}

export async function findClient(database: Database, clientId: string): Promise<AppClient | undefined> {
  const row = await database
    .selectFrom('auth_oauth_clients')
    .select(['client_id', 'name', 'redirect_uris'])
    .where('client_id', '=', clientId)
    .executeTakeFirst()
  return row && { id: row.client_id, name: row.name ?? undefined, redirectUris: textsOf(row.redirect_uris) }
}

export async function setAppAudience(transaction: Transaction, id: string, level: number): Promise<void> {
  await transaction.updateTable('auth_oauth_consents').set({ audience: level }).where('id', '=', id).execute()
}

/** Ends apps with all their tokens, and codes that they could still get some for; returns the ids of those that were there. */
export async function endApps(
  transaction: Transaction,
  which: { id: string } | { userId: string } | 'without tokens',
): Promise<{ id: string; userId: string }[]> {
  // Fresh ones have none yet: a code must still be exchanged.
  const condition =
    which === 'without tokens'
      ? sql`not (${isLive}) and app.updated_at < now() - interval '15 minutes'`
      : 'id' in which
        ? sql`app.id = ${which.id}`
        : sql`app.user_id = ${which.userId}`
  const { rows } = await sql<{ id: string; user_id: string; client_id: string }>`
    with ended as (delete from auth_oauth_consents app where ${condition} returning id, client_id, user_id)
    select id, user_id, client_id from ended order by id`.execute(transaction)
  for (const row of rows) await deleteRemains(transaction, { clientId: row.client_id, userId: row.user_id })
  return rows.map((row) => ({ id: row.id, userId: row.user_id }))
}

/**
 * Deletes the tokens of an app for somebody, and its codes: all of them good for nothing without a consent, and good again, though
 * that was ended before, with the next one.
 */
export async function deleteRemains(
  transaction: Transaction,
  { clientId, userId }: { clientId: string; userId: string },
): Promise<void> {
  // Other things wait in that table too, and not all of them are JSON.
  await sql`
    delete from auth_verifications where case when value like '{"type":"authorization_code",%'
      then value::jsonb ->> 'userId' = ${userId} and value::jsonb #>> '{query,client_id}' = ${clientId} end`.execute(
    transaction,
  )
  for (const table of ['auth_oauth_access_tokens', 'auth_oauth_refresh_tokens'] as const)
    await transaction.deleteFrom(table).where('client_id', '=', clientId).where('user_id', '=', userId).execute()
}

export async function hasTokens(transaction: Transaction, id: string): Promise<boolean> {
  const row = await transaction
    .selectFrom('auth_oauth_consents as app')
    .select('app.id')
    .where('app.id', '=', id)
    .where(sql<boolean>`${isLive}`)
    .executeTakeFirst()
  return row !== undefined
}

/** Tokens that have ended, and signatures that nobody can repeat any more. */
export async function deleteExpiredTokens(transaction: Transaction): Promise<number> {
  let deleted = 0
  for (const table of [
    'auth_oauth_access_tokens',
    'auth_oauth_refresh_tokens',
    'auth_oauth_client_assertions',
  ] as const) {
    const result = await transaction
      .deleteFrom(table)
      .where('expires_at', '<', sql<Date>`now()`)
      .executeTakeFirst()
    deleted += Number(result.numDeletedRows)
  }
  return deleted
}

/** Apps that registered so many days ago and that nobody lets do anything; returns how many there were. */
export async function deleteUnusedClients(transaction: Transaction, days: number): Promise<number> {
  const result = await transaction
    .deleteFrom('auth_oauth_clients')
    .where('created_at', '<', sql<Date>`now() - make_interval(days => ${days})`)
    .where('client_id', 'not in', ({ selectFrom }) => selectFrom('auth_oauth_consents').select('client_id'))
    .executeTakeFirst()
  return Number(result.numDeletedRows)
}

/** In brackets, so that it can stand beside another condition. */
const isLive = sql`
  (exists (
    select from auth_oauth_access_tokens token
    where token.client_id = app.client_id and token.user_id = app.user_id and token.expires_at > now()
  ) or exists (
    select from auth_oauth_refresh_tokens token
    where token.client_id = app.client_id and token.user_id = app.user_id
      and token.expires_at > now() and token.revoked is null
  ))`

function withClient(database: Database | Transaction) {
  return database
    .selectFrom('auth_oauth_consents as app')
    .innerJoin('auth_oauth_clients as client', 'client.client_id', 'app.client_id')
    .innerJoin('auth_users as person', 'person.id', 'app.user_id')
    .select(['app.id', 'app.user_id', 'app.scopes', 'app.audience', 'app.created_at', 'app.last_used_at'])
    .select(['client.client_id', 'client.name', 'client.redirect_uris', 'person.name as user_name'])
}

type AppRow = Awaited<ReturnType<ReturnType<typeof withClient>['execute']>>[number]

function toApp(row: AppRow): ConnectedApp {
  return {
    id: row.id,
    userId: row.user_id,
    userName: row.user_name,
    client: { id: row.client_id, name: row.name ?? undefined, redirectUris: textsOf(row.redirect_uris) },
    scopes: textsOf(row.scopes),
    audience: audienceOf(row.audience),
    connectedAt: row.created_at,
    lastUsedAt: row.last_used_at ?? undefined,
  }
}

/** The plugin keeps lists as JSON. */
function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((text) => typeof text === 'string') : []
}
