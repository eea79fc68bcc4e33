import { createRequire } from 'node:module'
import { stopwords as english } from '@orama/stopwords/english'
import { stopwords as french } from '@orama/stopwords/french'
import { stopwords as german } from '@orama/stopwords/german'
import { stopwords as spanish } from '@orama/stopwords/spanish'
import type { Language } from './language.ts'

/** One word of a text. `start` and `end` are UTF-16 offsets into the text it was read from. */
export interface Token {
  /** Folded stem: what two inflections of a word have in common. */
  readonly term: string
  /** Lower-case, NFKC, without diacritics, not stemmed. */
  readonly word: string
  readonly start: number
  readonly end: number
  /** True for words too common to carry meaning in the text's language. */
  readonly stop: boolean
}

const { newStemmer } = createRequire(import.meta.url)('snowball-stemmers') as typeof import('snowball-stemmers')

const stemmers = {
  en: newStemmer('english'),
  fr: newStemmer('french'),
  de: newStemmer('german'),
  es: newStemmer('spanish'),
}
/** In the library's lists, but what a question about a person may be about: "¿Dónde trabajas?" has no other word. */
const contentWords = foldedSet(
  'trabajo trabajos trabaja trabajan trabajar trabajas trabajáis trabajamos empleo emplea empleas emplean emplear habla hablan hablar conocer conoce conoces horas país mejor mejores dos tres cuatro cinco seis siete ocho uso usa usas usan usar'.split(
    ' ',
  ),
)

const stopWords: Record<Language, ReadonlySet<string>> = {
  en: foldedSet(english),
  fr: foldedSet(french),
  de: foldedSet(german),
  es: foldedSet(spanish).difference(contentWords),
  und: new Set(),
}

/** Numbers keep their inner separators (1,200 and 3.5 and 10.0.0.1); C++ and C# keep their sign. */
const wordPattern = /\p{N}+(?:[.,:]\p{N}+)+|[\p{L}\p{N}\p{M}]+[+#]*/gu

/** A Snowball stem costs 20 µs in this library and vocabularies are small, so stems are kept; bounded against hostile text. */
const maxCachedStems = 50_000
const stemCaches = new Map<Language, Map<string, string>>()

/** Lower case, NFKC, no diacritics: "Résumé" and "resume" are one word. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
}

/** The Snowball stem (snowballstem.org) of a lower-case word, folded. */
export function stem(word: string, language: Language): string {
  if (language === 'und') return fold(word)
  let cache = stemCaches.get(language)
  if (!cache) stemCaches.set(language, (cache = new Map()))
  let stemmed = cache.get(word)
  if (stemmed === undefined) {
    if (cache.size >= maxCachedStems) cache.clear()
    stemmed = fold(stemmers[language].stem(word))
    cache.set(word, stemmed)
  }
  return stemmed
}

/** Splits a text into words with exact offsets; stems and marks stop words by the rules of `language`. */
export function tokenize(text: string, language: Language): Token[] {
  const tokens: Token[] = []
  for (const match of text.matchAll(wordPattern)) {
    const lower = match[0].toLowerCase()
    const word = fold(lower)
    if (word === '') continue
    tokens.push({
      term: stem(lower, language),
      word,
      start: match.index,
      end: match.index + match[0].length,
      stop: stopWords[language].has(word) || (word.length === 1 && /\p{L}/u.test(word)),
    })
  }
  return tokens
}

function foldedSet(words: readonly string[]): ReadonlySet<string> {
  return new Set(words.flatMap((word) => word.split(/['’]/)).map(fold))
}
