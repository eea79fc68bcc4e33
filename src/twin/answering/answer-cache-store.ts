import { sql } from 'kysely'
import { audienceLevel, type Audience } from '#auth'
import type { Database } from '#storage'

/** What an audience can be answered from. Equal means that every search finds the same. */
export interface Knowledge {
  /** Another one after every change of a source, a vector, or an audience, and whenever a visible source has expired. */
  readonly version: string
  /** When the next of the visible sources expires, in milliseconds from now; undefined when none does. */
  readonly changesInMs: number | undefined
}

/** The state of what this audience may see, in one statement that reads one row and the head of one index. */
export async function readKnowledge(database: Database, audience: Audience): Promise<Knowledge> {
  const { rows } = await sql<{ version: string; next: string | null; milliseconds: number | null }>`
    select v.version::text, extract(epoch from n.next)::text as next,
      (extract(epoch from n.next - now()) * 1000)::float8 as milliseconds
    from sources_version v, (
      select min(expires_at) as next from sources where expires_at > now() and audience <= ${audienceLevel(audience)}
    ) n`.execute(database)
  const { version, next, milliseconds } = rows[0]!
  return { version: `${version}@${next ?? 'never'}`, changesInMs: milliseconds ?? undefined }
}
