import { randomBytes } from 'node:crypto'
import type { Database } from '#storage'
import type { Language } from '#twin'
import type { PostingFacts } from './posting-facts.ts'
import type { PostingText } from './posting-sections.ts'

/** A posting as it is kept. */
export interface StoredPosting extends PostingText {
  readonly id: string
  readonly contentHash: string
  readonly title: string
  readonly language: Language
  readonly facts: PostingFacts
  readonly importedAt: Date
}

type NewPosting = Omit<StoredPosting, 'id' | 'importedAt'>

const columns = ['id', 'content_hash', 'title', 'language', 'facts', 'headings', 'text', 'imported_at'] as const

/** Keeps a posting, once: the same text again gives the one that is there. */
export async function insertPosting(
  database: Database,
  posting: NewPosting,
): Promise<{ posting: StoredPosting; created: boolean }> {
  const { contentHash, title, language, facts, headings, text } = posting
  const made = await database
    .insertInto('job_postings')
    .values({
      id: `job_${randomBytes(10).toString('hex')}`,
      content_hash: contentHash,
      title,
      language,
      facts: JSON.stringify(facts),
      headings: JSON.stringify(headings),
      text,
    })
    .onConflict((conflict) => conflict.column('content_hash').doNothing())
    .returning(columns)
    .executeTakeFirst()
  if (made) return { posting: toPosting(made), created: true }
  const there = await database
    .selectFrom('job_postings')
    .select(columns)
    .where('content_hash', '=', contentHash)
    .executeTakeFirst()
  // Deleted in between: once more is enough, for who deletes and imports the same at once.
  return there ? { posting: toPosting(there), created: false } : insertPosting(database, posting)
}

/** The newest first. */
export async function listPostings(database: Database, limit: number): Promise<StoredPosting[]> {
  const rows = await database
    .selectFrom('job_postings')
    .select(columns)
    .orderBy('imported_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(toPosting)
}

export async function findPosting(database: Database, id: string): Promise<StoredPosting | undefined> {
  const row = await database.selectFrom('job_postings').select(columns).where('id', '=', id).executeTakeFirst()
  return row && toPosting(row)
}

export async function deletePosting(database: Database, id: string): Promise<boolean> {
  const { numDeletedRows } = await database.deleteFrom('job_postings').where('id', '=', id).executeTakeFirst()
  return numDeletedRows > 0n
}

interface PostingRow {
  id: string
  content_hash: string
  title: string
  language: string
  facts: PostingFacts
  headings: { start: number; end: number; level: number }[]
  text: string
  imported_at: Date
}

function toPosting({
  content_hash: contentHash,
  language,
  imported_at: importedAt,
  ...row
}: PostingRow): StoredPosting {
  return { ...row, contentHash, language: language as Language, importedAt }
}
