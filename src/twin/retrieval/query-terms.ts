import { languages as allLanguages, type Language } from '../text/language.ts'
import { stem, type Token } from '../text/terms.ts'
import type { QueryTerm } from './search-result.ts'
import { conceptKey, gramKeys, pairKey, searchedTokens, wordKey } from './text-terms.ts'
import { termKey } from './term-key.ts'

/** One term as PostgreSQL looks it up. */
export interface QueryKey {
  readonly key: number
  /** Index of the term. A stem has one key in each language; they share an index, and so a document frequency. */
  readonly term: number
  /** Terms of one group are alternatives: a passage scores the best of them. */
  readonly group: number
  readonly weight: number
}

export interface Query {
  readonly keys: readonly QueryKey[]
  /** The stems by term index: document frequencies are reported of these. */
  readonly stems: readonly string[]
  /** Asked terms that are one of `stems` in another language: they have its document frequency. */
  readonly sameAs: ReadonlyMap<string, string>
  /** Sum of the stems' weights. */
  readonly length: number
}

export interface Asked {
  /** The question as it was asked; "" to search for `terms` alone. */
  readonly text: string
  readonly language: Language
  /** More than the question's own words: synonyms (in the group of the word's stem), words of the conversation. */
  readonly terms: readonly QueryTerm[]
}

/**
 * Weights beside a stem's 1, found by measuring on the English sets and German manuals; within half and twice of these
 * the figures hardly move.
 */
const wordWeight = 0.5
const pairWeight = 0.2
const gramWeight = 0.2

/**
 * What to look up for a question: its stems, weighted by how often it has them, its words as written, its neighbouring
 * pairs and, in German, its n-grams. `languages` are those of the passages; each is asked for by its own stemmer.
 */
export function queryTerms({ text, language, terms }: Asked, languages: readonly Language[]): Query {
  const tokens = searchedTokens(text, language)
  const stems = ownStems(tokens, text, language, languages)
  const ownCount = stems.size
  const sameAs = translatedStems(tokens, text, language)
  addAlternatives(
    stems,
    terms.filter(({ term }) => !sameAs.has(term)),
    languages,
  )
  const others = new Map<string, Term>()
  const add = (name: string, weight: number, keys: readonly number[]) => {
    const term = others.get(name) ?? { keys, weight: 0, group: ownCount + terms.length + others.size }
    term.weight += weight
    others.set(name, term)
  }
  for (const [index, token] of tokens.entries()) {
    add(`word ${token.word}`, wordWeight, [wordKey(token, language)])
    const next = tokens[index + 1]
    if (next) {
      const keys = languages.map((other) =>
        pairKey(inLanguage(token, text, language, other), inLanguage(next, text, language, other), other),
      )
      add(`pair ${token.term} ${next.term}`, pairWeight, keys)
    }
    if (!languages.includes('de') || language !== 'de') continue
    for (const key of gramKeys(token, 'de')) add(`gram ${key}`, gramWeight, [key])
  }
  const all = [...stems.values(), ...others.values()]
  return {
    keys: all.flatMap(({ keys, weight, group }, term) => keys.map((key) => ({ key, term, group, weight }))),
    stems: [...stems.keys()],
    sameAs,
    length: [...stems.values()].slice(0, ownCount).reduce((sum, { weight }) => sum + weight, 0),
  }
}

interface Term {
  readonly keys: readonly number[]
  weight: number
  readonly group: number
}

function ownStems(
  tokens: readonly Token[],
  text: string,
  language: Language,
  languages: readonly Language[],
): Map<string, Term> {
  const stems = new Map<string, Term>()
  for (const token of tokens) {
    const known = stems.get(token.term)
    if (known) {
      known.weight++
      continue
    }
    const keys = languages.map((other) => termKey('stem', other, inLanguage(token, text, language, other).term))
    stems.set(token.term, { keys, weight: 1, group: stems.size })
  }
  return stems
}

/** What the other languages' stemmers make of the question's words, where they differ: each is looked up with its word. */
function translatedStems(tokens: readonly Token[], text: string, language: Language): Map<string, string> {
  const own = new Set(tokens.map(({ term }) => term))
  const translated = new Map<string, string>()
  for (const token of tokens) {
    for (const other of allLanguages) {
      const { term } = inLanguage(token, text, language, other)
      if (!own.has(term)) translated.set(term, token.term)
    }
  }
  return translated
}

/** Terms of a word of the question join its group, weighted beside it; those of no word of it are groups of their own. */
function addAlternatives(stems: Map<string, Term>, terms: readonly QueryTerm[], languages: readonly Language[]): void {
  const asked = new Map(stems)
  const ownCount = stems.size
  for (const { term, weight, group } of terms) {
    if (stems.has(term)) continue
    const anchor = terms.find((other) => other.group === group && asked.has(other.term))
    const own = anchor && asked.get(anchor.term)!
    stems.set(term, {
      keys: term.startsWith('~') ? [conceptKey(term)] : languages.map((other) => termKey('stem', other, term)),
      weight: own ? (own.weight * weight) / anchor.weight : weight,
      group: own ? own.group : ownCount + group,
    })
  }
}

/** A word of the question as the stemmer of another language sees it. */
function inLanguage(token: Token, text: string, language: Language, other: Language): Token {
  if (other === language) return token
  return { ...token, term: stem(text.slice(token.start, token.end).toLowerCase(), other) }
}
