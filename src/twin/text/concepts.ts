import type { Concept } from './concept-data/concept.ts'
import { person } from './concept-data/person.ts'
import { languages, type Language } from './language.ts'
import { fold, stem } from './terms.ts'

/** Every concept by id, the id without its `~`. Words in brackets of thought: see the files in `concept-data`. */
export const concepts: ReadonlyMap<string, Concept> = new Map(Object.entries({ ...person }))

const none: readonly string[] = []
const tables = new Map<Language, ReadonlyMap<string, readonly string[]>>()

/**
 * Concepts that a word of a text or question stands for, such as `~residence` for "live", "habiter" and "wohnen": index
 * terms that synonyms and translations share. A `~` never starts a word's own term.
 * @param term a folded stem as `tokenize` gives it in `term`. Skip stop words: some share a stem with a word that is none.
 * @returns none, one or two terms.
 */
export function conceptsOf(term: string, language: Language): readonly string[] {
  let table = tables.get(language)
  if (!table) tables.set(language, (table = tableOf(language)))
  return table.get(term) ?? none
}
