import { readdir, readFile } from 'node:fs/promises'
import { sql, type Kysely } from 'kysely'
import { ConfigurationError } from '../errors.ts'

const folder = new URL('./migrations/', import.meta.url)
const migrationLock = 7_065_503

/**
 * Runs the numbered SQL files that this database has not seen, in order, in one transaction under an advisory lock, so
 * that processes which start together do it once. Returns the names of those it ran. Throws when the database was
 * migrated by a newer Pollux. With `only`, files that are not in it are left for later.
 */
export async function migrate(database: Kysely<never>, only?: readonly string[]): Promise<string[]> {
  const all = (await readdir(folder)).filter((name) => /^\d{4}_.*\.sql$/.test(name)).sort()
  const files = only ? all.filter((name) => only.includes(name)) : all
  return database.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(${migrationLock})`.execute(transaction)
    await sql`create table if not exists migrations (name text primary key, at timestamptz not null default now())`.execute(
      transaction,
    )
    const { rows } = await sql<{ name: string }>`select name from migrations`.execute(transaction)
    const done = new Set(rows.map((row) => row.name))
    const unknown = [...done].filter((name) => !files.includes(name))
    if (unknown.length > 0)
      throw new ConfigurationError(
        `This database was migrated by a newer Pollux (${unknown.join(', ')}). Update Pollux, or use another database.`,
      )
    const missing = files.filter((name) => !done.has(name))
    for (const name of missing) {
      await sql.raw(await readFile(new URL(name, folder), 'utf8')).execute(transaction)
      await sql`insert into migrations (name) values (${name})`.execute(transaction)
    }
    return missing
  })
}
