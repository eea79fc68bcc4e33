import { indexConceptsOf } from './concepts.ts'
import type { Language } from './language.ts'
import { tokenize } from './terms.ts'

/** True when a text says a word of the topic, in another form or by another name too; words that only frame it do not count. */
export function sharesWord(text: string, topic: string, language: Language): boolean {
  const said = termsOf(text, language)
  return [...termsOf(topic, language)].some((term) => said.has(term))
}

function termsOf(text: string, language: Language): Set<string> {
  const tokens = tokenize(text, language).filter(({ stop }) => !stop)
  return new Set(tokens.flatMap(({ term }) => [term, ...indexConceptsOf(term, language)]))
}
