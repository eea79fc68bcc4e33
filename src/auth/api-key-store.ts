import { sql, type Selectable } from 'kysely'
import type { ApiKeys, Database, Transaction } from '#storage'
import { audienceLevel, audienceOf, type Audience } from './audience.ts'

/** Begins the id of every key, which is the id of the actor too. */
export const apiKeyIdPrefix = 'key_'

export interface ApiKey {
  readonly id: string
  readonly name: string
  readonly audience: Audience
  readonly scopes: readonly string[]
  /** Actor who made it. */
  readonly createdBy: string
  readonly createdAt: Date
  readonly expiresAt: Date | undefined
  readonly revokedAt: Date | undefined
  /** To the minute. */
  readonly lastUsedAt: Date | undefined
}

export type NewApiKey = Pick<ApiKey, 'id' | 'name' | 'audience' | 'scopes' | 'createdBy' | 'expiresAt'>

export async function insertApiKey(transaction: Transaction, key: NewApiKey): Promise<void> {
  await transaction
    .insertInto('api_keys')
    .values({
      id: key.id,
      name: key.name,
      audience: audienceLevel(key.audience),
      scopes: [...key.scopes],
      created_by: key.createdBy,
      expires_at: key.expiresAt ?? null,
    })
    .execute()
}

export async function insertApiKeySecret(transaction: Transaction, keyId: string, hash: string): Promise<void> {
  await transaction.insertInto('api_key_secrets').values({ hash, key_id: keyId }).execute()
}

/** Those that a key has now end after `hours`, or when they would have ended before. */
export async function endApiKeySecrets(transaction: Transaction, keyId: string, hours: number): Promise<void> {
  await transaction
    .updateTable('api_key_secrets')
    .set({ expires_at: sql<Date>`least(expires_at, now() + make_interval(hours => ${hours}))` })
    .where('key_id', '=', keyId)
    .execute()
}

/** Those of this audience or a lower one, the newest first, revoked ones too. */
export async function listApiKeys(database: Database, audience: Audience): Promise<ApiKey[]> {
  const rows = await withLastUse(database)
    .where('audience', '<=', audienceLevel(audience))
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(1_000)
    .execute()
  return rows.map(toApiKey)
}

export async function findApiKey(database: Database, id: string): Promise<ApiKey | undefined> {
  const row = await withLastUse(database).where('id', '=', id).executeTakeFirst()
  return row && toApiKey(row)
}

/** Locks it until the transaction ends. */
export async function lockApiKey(transaction: Transaction, id: string): Promise<ApiKey | undefined> {
  const row = await transaction.selectFrom('api_keys').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  return row && toApiKey({ ...row, last_used_at: null })
}

/** Whether two keys go back to one that no key made: one made the other, or a third both. */
export async function haveOneOrigin(database: Database, one: string, other: string): Promise<boolean> {
  const { rows } = await sql`
    with recursive line (of, id) as (
      select id, id from api_keys where id in (${one}, ${other})
      union select line.of, key.created_by from line join api_keys key on key.id = line.id
    )
    select from line mine join line theirs on theirs.id = mine.id and theirs.of = ${other} and mine.of = ${one}
    join api_keys key on key.id = mine.id limit 1`.execute(database)
  return rows.length > 0
}

/** Keeps it as it is until the transaction ends; false when it is not good at this moment. */
export async function shareGoodApiKey(transaction: Transaction, id: string): Promise<boolean> {
  const row = await transaction
    .selectFrom('api_keys')
    .select('id')
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .where(sql<boolean>`coalesce(expires_at > now(), true)`)
    .forShare()
    .executeTakeFirst()
  return row !== undefined
}

/** Ends a key, or none when it is somebody's id, and what they made, and what those made; returns the ids of all that were still open. */
export async function revokeApiKeys(transaction: Transaction, makerOrKey: string): Promise<string[]> {
  const revoked: string[] = []
  // Again until there is none: a key that is being made is there only when the lock on its maker has been waited for.
  for (;;) {
    const { rows } = await sql<{ id: string }>`
      with recursive family as (
        select ${makerOrKey}::text as id
        union select key.id from api_keys key join family on key.created_by = family.id
      )
      update api_keys set revoked_at = now() where id in (select id from family) and revoked_at is null
      returning id`.execute(transaction)
    if (rows.length === 0) return revoked
    revoked.push(...rows.map((row) => row.id))
  }
}

/** The key whose secret has this hash, when both are good at this moment. */
export async function findApiKeyByHash(
  database: Database,
  hash: string,
): Promise<{ key: ApiKey; goodUntil: Date | undefined } | undefined> {
  const row = await database
    .selectFrom('api_key_secrets')
    .innerJoin('api_keys', 'api_keys.id', 'api_key_secrets.key_id')
    .selectAll('api_keys')
    .select([
      'api_key_secrets.last_used_at',
      sql<Date | null>`least(api_keys.expires_at, api_key_secrets.expires_at)`.as('good_until'),
    ])
    .where('hash', '=', hash)
    .where('revoked_at', 'is', null)
    .where(sql<boolean>`coalesce(least(api_keys.expires_at, api_key_secrets.expires_at) > now(), true)`)
    .executeTakeFirst()
  return row && { key: toApiKey(row), goodUntil: row.good_until ?? undefined }
}

/** Notes that a secret was used, at most once a minute. */
export async function touchApiKeySecret(database: Database, hash: string): Promise<void> {
  await database
    .updateTable('api_key_secrets')
    .set({ last_used_at: sql<Date>`now()` })
    .where('hash', '=', hash)
    .where(sql<boolean>`coalesce(last_used_at < now() - interval '1 minute', true)`)
    .execute()
}

function withLastUse(database: Database) {
  return database
    .selectFrom('api_keys')
    .selectAll()
    .select(({ selectFrom }) =>
      selectFrom('api_key_secrets')
        .select(({ fn }) => fn.max('last_used_at').as('last'))
        .whereRef('key_id', '=', 'api_keys.id')
        .as('last_used_at'),
    )
}

function toApiKey(row: Selectable<ApiKeys> & { last_used_at: Date | null }): ApiKey {
  return {
    id: row.id,
    name: row.name,
    audience: audienceOf(row.audience),
    scopes: row.scopes,
    createdBy: row.created_by,
    createdAt: row.created_at,
    expiresAt: row.expires_at ?? undefined,
    revokedAt: row.revoked_at ?? undefined,
    lastUsedAt: row.last_used_at ?? undefined,
  }
}
