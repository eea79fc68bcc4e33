import type { QueryTerm } from '../retrieval/search-result.ts'
import { conceptsOf } from '../text/concepts.ts'
import { englishOf } from '../text/dictionary.ts'
import { languages, type Language } from '../text/language.ts'
import { stem } from '../text/terms.ts'
import type { QuestionWord } from './analyze-question.ts'

/** A synonym or translation covers a word of the question less surely than the word itself. */
const conceptWeight = 0.75
/** The same word as another language's stemmer sees it. */
const otherStemWeight = 0.9
/** A translation of the dictionary, and each less likely one. */
const translationWeight = 0.8
const lessLikely = 0.9

/**
 * Alternatives of a word of the question: the concepts it stands for, which bridge synonyms and languages, and its stems
 * in the other languages, which find it in sources written in them.
 */
export function alternativesOf(word: QuestionWord, group: number, language: Language): QueryTerm[] {
  const seen = new Set([word.term])
  const alternatives: QueryTerm[] = []
  const add = (term: string, weight: number) => {
    if (seen.has(term)) return
    seen.add(term)
    alternatives.push({ term, weight: word.weight * weight, group })
  }
  if (!word.entity) for (const concept of conceptsOf(word.term, language)) add(concept, conceptWeight)
  if (!word.entity)
    englishOf(word.term, language).forEach((english, place) => add(english, translationWeight * lessLikely ** place))
  for (const other of languages) if (other !== language && other !== 'und') add(stem(word.word, other), otherStemWeight)
  return alternatives
}
