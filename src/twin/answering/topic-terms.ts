import type { TopicTerm } from '#analytics'
import { conceptsOf } from '../text/concepts.ts'
import { englishOf } from '../text/dictionary.ts'
import type { Language } from '../text/language.ts'
import { tokenize } from '../text/terms.ts'
import { wordWeight } from './light-words.ts'

/** More say nothing new about what a question is about. */
const maxTerms = 8

/**
 * What a question is about: the words with a meaning of their own, each with a key that its forms, synonyms and translations
 * share, as far as the concepts and the dictionary know them. No numbers and no addresses: who asked is nobody's to know.
 */
export function topicTerms(question: string, language: Language): TopicTerm[] {
  const terms = new Map<string, TopicTerm>()
  for (const { term, word, stop } of tokenize(question.slice(0, 1_000), language)) {
    if (stop || !/^\p{L}[\p{L}+#]{0,29}$/u.test(word)) continue
    const [concept] = conceptsOf(term, language)
    if (concept === undefined && wordWeight(term, language) < 1) continue
    const key = concept ?? englishOf(term, language)[0] ?? term
    if (!terms.has(key)) terms.set(key, { key, word: concept === undefined ? word : nameOf(concept) })
    if (terms.size === maxTerms) break
  }
  return [...terms.values()]
}

/** `~first-name` is "first name". */
function nameOf(concept: string): string {
  return concept.slice(1).replaceAll('-', ' ')
}
