import type { Audience } from '#auth'
import type { SourceKind } from '../knowledge/document.ts'
import type { Language } from '../text/language.ts'

/** One term to look for. Alternatives (synonyms, spellings) of one word of the question share its group. */
export interface QueryTerm {
  readonly term: string
  /** Above 0; 1 for a word that the question asks for. */
  readonly weight: number
  readonly group: number
}

export interface Passage {
  readonly id: number
  readonly sourceId: string
  readonly version: string
  readonly title: string
  /** Heading path: "Report > Results". */
  readonly heading: string
  readonly audience: Audience
  readonly language: Language
  /** UTF-16 offsets into the source's text. */
  readonly start: number
  readonly end: number
  readonly page?: number
  readonly text: string
  readonly kind: SourceKind
}

/** Tells whether passages have come or gone: ids only grow. */
export interface IndexState {
  /** Highest id of a passage, whoever may see it. */
  readonly newest: number
  /** Number of passages, whoever may see them. */
  readonly passages: number
}

export interface SearchResult {
  /** Best first. */
  readonly hits: readonly { readonly passageId: number; readonly score: number }[]
  /** Passages this audience can see. */
  readonly passageCount: number
  /** How many of those hold each query term. */
  readonly documentFrequency: ReadonlyMap<string, number>
  /** True when this audience can see a profile: then questions are put to a person. */
  readonly hasProfile: boolean
  /** Those of `SearchInput.near` that the audience may see, in their order. */
  readonly near: readonly number[]
  readonly index: IndexState
  /** The person's name in the least private part of the profile that this audience may see; empty when none says it. */
  readonly ownerName: string
}
