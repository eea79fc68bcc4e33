import type { Language } from '../language.ts'

/**
 * The words of one concept, space-separated, by language; `all` holds those written the same in every language. A word
 * stands for every form with its stem, so only forms with another stem are listed.
 */
export type Concept = Readonly<Partial<Record<Exclude<Language, 'und'> | 'all', string>>>

/** Concepts by id. Ids are kebab-case English, unique over all files of this folder. */
export type Concepts = Readonly<Record<string, Concept>>
