import type { Audience } from '#auth'
import type { Database } from '#storage'
import { languages, type Language } from '../text/language.ts'
import { queryTerms } from './query-terms.ts'
import type { QueryTerm, SearchResult } from './search-result.ts'
import { findPassages } from './search-store.ts'

export interface SearchInput {
  /** The question as it was asked, and its language. Left out, `terms` alone are searched for. */
  readonly question?: string
  readonly language?: Language
  /** More than the question's own words: synonyms, words of the conversation. */
  readonly terms: readonly QueryTerm[]
  readonly audience: Audience
  readonly limit: number
}

/** The passages that fit a question best, among those the audience may see. */
export async function search(database: Database, asked: SearchInput): Promise<SearchResult> {
  const { question = '', language = 'und', terms, audience, limit } = asked
  const query = queryTerms({ text: question, language, terms }, languages)
  const found = await findPassages(database, query.keys, { audience, limit, reported: query.stems.length })
  return {
    hits: found.ids.map((passageId, index) => ({ passageId, score: found.scores[index]! })),
    passageCount: found.passages,
    documentFrequency: new Map(query.stems.map((stem, index) => [stem, found.frequencies[index]!])),
  }
}
