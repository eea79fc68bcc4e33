import { sql } from 'kysely'
import { audienceOf, audiences, type Audience } from '#auth'
import type { Database, Transaction } from '#storage'

type Connection = Database | Transaction

/** Origins of the invented person begin with it. */
const sample = 'sample:'

/** A profile word for word, and where it was read from. */
export interface StoredProfile {
  readonly origin: string
  readonly json: string
  /** SHA-256 of `json`, hexadecimal. */
  readonly version: string
  readonly updatedAt: Date
  /** Of what the profile names no other audience for; undefined when there is nothing of that kind. */
  readonly audience: Audience | undefined
}

/** Keeps a profile as it was given. The time stays when nothing changed. */
export async function saveProfileJson(
  transaction: Transaction,
  { origin, json, version }: Pick<StoredProfile, 'origin' | 'json' | 'version'>,
): Promise<void> {
  await transaction
    .insertInto('profiles')
    .values({ origin, json, version })
    .onConflict((conflict) =>
      conflict
        .column('origin')
        .doUpdateSet({ json, version, updated_at: new Date() })
        .where('profiles.version', '<>', version),
    )
    .execute()
}

/** Forgets profiles of which nothing is left among the sources: what was deleted is deleted everywhere. */
export async function forgetProfilesWithoutSources(transaction: Transaction): Promise<void> {
  await sql`delete from profiles as p where not exists (
    select from sources as s where s.origin = p.origin or s.origin in (
      select p.origin || '#' || name from unnest(${[...audiences]}::text[]) as names(name)
    )
  )`.execute(transaction)
}

/** The owner's own profile, the newest when there are several; not the sample's. */
export async function findOwnProfile(database: Database): Promise<StoredProfile | undefined> {
  const row = await database
    .selectFrom('profiles as p')
    .leftJoin('sources as s', 's.origin', 'p.origin')
    .select(['p.origin', 'p.json', 'p.version', 'p.updated_at', 's.audience'])
    .where(sql<boolean>`not starts_with(p.origin, ${sample})`)
    .orderBy('p.updated_at', 'desc')
    .executeTakeFirst()
  return (
    row && {
      origin: row.origin,
      json: row.json,
      version: row.version,
      updatedAt: row.updated_at,
      audience: row.audience === null ? undefined : audienceOf(row.audience),
    }
  )
}

/** The version of the profile that was read from a file. */
export async function findProfileVersion(database: Connection, origin: string): Promise<string | undefined> {
  const row = await database.selectFrom('profiles').select('version').where('origin', '=', origin).executeTakeFirst()
  return row?.version
}

/** Whether there is a profile of the owner's among the sources, kept word for word or not. */
export async function hasProfileSource(database: Database): Promise<boolean> {
  const row = await database
    .selectFrom('sources')
    .select('id')
    .where('kind', '=', 'profile')
    .where(sql<boolean>`not starts_with(origin, ${sample})`)
    .executeTakeFirst()
  return row !== undefined
}
