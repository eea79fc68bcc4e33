import type { Language } from '../text/language.ts'
import { tokenize, type Token } from '../text/terms.ts'
import { termKey } from './term-key.ts'

/** Stop words that a question can turn on, so they are searched for: "before the war", "most common". Measured in English. */
const telling: Partial<Record<Language, ReadonlySet<string>>> = {
  en: new Set(['before', 'after', 'during', 'between', 'against', 'most', 'more', 'same', 'both']),
}

/** The words of a text that it can be found by. */
export function searchedTokens(text: string, language: Language): Token[] {
  const kept = telling[language]
  return tokenize(text, language).filter((token) => !token.stop || kept?.has(token.word))
}

/** Letters of a gram. Four bring more noise, six miss short parts; measured alike on German manuals and tickets. */
const gramLength = 5

/** The keys of one word's stem. */
export function stemKey(token: Token, language: Language): number {
  return termKey('stem', language, token.term)
}

/** The key of a concept, the same in every language. */
export function conceptKey(concept: string): number {
  return termKey('word', 'und', concept)
}

/** The key of a word as written. */
export function wordKey(token: Token, language: Language): number {
  return termKey('word', language, token.word)
}

/** The key of two neighbouring words. */
export function pairKey(first: Token, second: Token, language: Language): number {
  return termKey('pair', language, `${first.term} ${second.term}`)
}

/**
 * The keys of a word's character n-grams (McNamee and Mayfield 2004); none but in German, whose compounds hide the words
 * people ask for. In English they gained nothing, in French and Spanish as much as they lost.
 */
export function gramKeys(token: Token, language: Language): number[] {
  const keys: number[] = []
  if (language !== 'de') return keys
  for (let start = 0; start + gramLength <= token.word.length; start++) {
    keys.push(termKey('gram', language, token.word.slice(start, start + gramLength)))
  }
  return keys
}
