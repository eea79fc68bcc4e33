import QuickLRU from 'quick-lru'
import type { Audience } from '#auth'
import type { Language } from '../text/language.ts'
import type { SearchResult } from '../retrieval/search-result.ts'
import type { Evidence, Sought } from './evidence.ts'

/** What was found out about questions that were asked before: visitors click the same suggestions. */
export interface EvidenceMemo {
  /** Undefined for a question that was not asked lately; follow-ups are never kept. */
  find(question: string, language: Language, audience: Audience): Remembered | undefined
  keep(question: string, language: Language, audience: Audience, remembered: Remembered): void
}

export interface Remembered {
  readonly sought: Sought
  readonly evidence: Evidence
}

/** Some 15 kB each; the cache keeps up to twice as many. */
const maxQuestions = 60

export function createEvidenceMemo(): EvidenceMemo {
  const kept = new QuickLRU<string, Remembered>({ maxSize: maxQuestions })
  const keyOf = (question: string, language: Language, audience: Audience) => `${audience} ${language} ${question}`
  return {
    find: (question, language, audience) => kept.get(keyOf(question, language, audience)),
    keep: (question, language, audience, remembered) => void kept.set(keyOf(question, language, audience), remembered),
  }
}

/**
 * True when a search found what another one found. What is made of a question depends on this alone, so the same search makes the
 * same evidence; that the asker may see it, the search has just said again.
 */
export function foundTheSame(one: SearchResult, other: SearchResult): boolean {
  if (one.passageCount !== other.passageCount || one.hasProfile !== other.hasProfile) return false
  if (one.ownerName !== other.ownerName) return false
  if (one.hits.length !== other.hits.length || one.documentFrequency.size !== other.documentFrequency.size) return false
  for (const [index, { passageId, score }] of one.hits.entries())
    if (other.hits[index]!.passageId !== passageId || other.hits[index]!.score !== score) return false
  for (const [term, frequency] of one.documentFrequency)
    if (other.documentFrequency.get(term) !== frequency) return false
  return true
}
