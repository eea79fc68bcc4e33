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
  for (const found of meaningsIn(question.slice(0, 1_000), language)) {
    if (!terms.has(found.key)) terms.set(found.key, found)
    if (terms.size === maxTerms) break
  }
  return [...terms.values()]
}

/** The keys of all that a text is about, however long: two texts that share one share a meaning, in whatever languages they are. */
export function meaningsOf(text: string, language: Language): ReadonlySet<string> {
  return new Set([...meaningsIn(text, language)].map(({ key }) => key))
}

function* meaningsIn(text: string, language: Language): Generator<TopicTerm> {
  for (const { term, word, stop } of tokenize(text, language)) {
    if (stop || !/^\p{L}[\p{L}+#]{0,29}$/u.test(word)) continue
    const [concept] = conceptsOf(term, language)
    if (concept === undefined && wordWeight(term, language) < 1) continue
    const key = concept ?? englishOf(term, language)[0] ?? term
    yield { key, word: concept === undefined ? word : nameOf(concept) }
  }
}

/** `~first-name` is "first name". */
function nameOf(concept: string): string {
  return concept.slice(1).replaceAll('-', ' ')
}
