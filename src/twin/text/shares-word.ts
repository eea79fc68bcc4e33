import { indexConceptsOf } from './concepts.ts'
import type { Language } from './language.ts'
import { tokenize } from './terms.ts'

/** True when a text says a word of the topic, in another form or by another name too; words that only frame it do not count. */
export function sharesWord(text: string, topic: string, language: Language): boolean {
  return !termsSaid(text, language).isDisjointFrom(termsSaid(topic, language))
}

/** What `sharesWord` compares two texts by, for who compares one with many. */
export function termsSaid(text: string, language: Language): ReadonlySet<string> {
  const tokens = tokenize(text, language).filter(({ stop }) => !stop)
  return new Set(tokens.flatMap(({ term }) => [term, ...indexConceptsOf(term, language)]))
}
