import type { Audience } from '#auth'
import type { Database } from '#storage'
import { searchPostings } from './passage-store.ts'
import type { QueryTerm, SearchResult } from './search-result.ts'

/** The passages that fit a question best, among those the audience may see. */
export async function search(database: Database, asked: { terms: readonly QueryTerm[]; audience: Audience; limit: number }): Promise<SearchResult> {
  return searchPostings(database, asked.terms, asked.audience, asked.limit)
}
