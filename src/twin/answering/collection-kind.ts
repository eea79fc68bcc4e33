import type { SearchResult } from '../retrieval/search-result.ts'

/**
 * What a question is asked of. Where there is a profile, questions are put to a person: short, in everyday words, and
 * answered in others. Where there are documents alone, a question repeats what it asks about. Each has its own weights.
 */
export type CollectionKind = 'person' | 'documents'

export function collectionOf({ hasProfile }: Pick<SearchResult, 'hasProfile'>): CollectionKind {
  return hasProfile ? 'person' : 'documents'
}
