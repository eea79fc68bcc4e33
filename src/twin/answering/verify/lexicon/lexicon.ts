import type { Language } from '../../../text/language.ts'
import { fold, stem } from '../../../text/terms.ts'
import { english } from './english.ts'
import { french } from './french.ts'
import { german } from './german.ts'
import { spanish } from './spanish.ts'

export type VerifiedLanguage = Exclude<Language, 'und'>

/**
 * What a closed-class word does, which decides whether it may be added to or left out of a claim:
 * - `article`, `auxiliary`: either.
 * - `filler`: may be added and left out ("also").
 * - `adverb`: may be left out, not added ("quickly").
 * - `preposition`: stands with the word that follows it; both texts must agree.
 * - `and`, `but`: join; the licences look at them.
 * - all others: neither.
 */
export type WordKind =
  | 'article'
  | 'auxiliary'
  | 'filler'
  | 'adverb'
  | 'preposition'
  | 'and'
  | 'but'
  | 'or'
  | 'pronoun'
  | 'be'
  | 'negation'
  | 'condition'
  | 'relative'
  | 'subordinator'
  | 'fixed'
  | 'doubt'

export interface LexiconEntry {
  readonly kind: WordKind
  /** Words with the same key say the same. */
  readonly key: string
}

/** The word tables of a language, as they are written down: words apart by white space, `word=key` where the key differs. */
export interface WordTables {
  readonly kinds: Readonly<Record<WordKind, string>>
  /** Several words that count as one: `at least=at-least`, words joined by `_`. */
  readonly phrases: Readonly<Partial<Record<WordKind, string>>>
  /** Prepositions that before a number bound or blur it: `about=approx`. */
  readonly beforeNumber: string
  /** Forms of "to have", `word=present` or `word=past`. */
  readonly have: string
  /** Of the words above, those after which nothing may be left out: negations, universals, superlatives, comparatives. */
  readonly strict: string
  /** Verbs of saying, thinking, wanting, trying: what they govern is not a fact. Any form; compared by stem. */
  readonly attribution: string
  /** Nouns and adjectives that make what they modify unreal: "in theory", "a mock interview". Compared by stem. */
  readonly unreal: string
  /** Adjectives that may be left out before a noun: what is true of a "large team" is true of a "team". */
  readonly adjectives: string
  /** Past forms and participles that their ending does not show. */
  readonly pastForms: string
  readonly pastEnding: RegExp
  /** Words that only look like past forms. */
  readonly notPast: string
  readonly months: readonly string[]
  /** `word=value`. */
  readonly numbers: string
  /** `word=key`: percent, currencies, and short forms of units. */
  readonly units: string
  readonly ordinals: string
  /** What something can be said to happen in, beside units: "in the evenings". */
  readonly timesOfDay: string
  /** Units whose values add up: "3 hours and 25 minutes". */
  readonly measures: string
  /** "Result:" and the like before a sentence. */
  readonly labels: string
  /** Pairs that are each other's opposite, `increased/decreased`; only for naming what is wrong. */
  readonly opposites: string
}

export interface Lexicon {
  readonly language: VerifiedLanguage
  readonly words: ReadonlyMap<string, LexiconEntry>
  /** First word -> the phrases that begin with it, longest first. */
  readonly phrases: ReadonlyMap<string, readonly { readonly rest: readonly string[]; readonly entry: LexiconEntry }[]>
  readonly beforeNumber: ReadonlyMap<string, string>
  readonly have: ReadonlyMap<string, string>
  readonly strict: ReadonlySet<string>
  readonly attribution: ReadonlySet<string>
  readonly unreal: ReadonlySet<string>
  readonly adjectives: ReadonlySet<string>
  readonly months: ReadonlyMap<string, number>
  readonly numbers: ReadonlyMap<string, number>
  readonly units: ReadonlyMap<string, string>
  readonly labels: ReadonlySet<string>
  readonly measures: ReadonlySet<string>
  /** Units of time and times of day. */
  readonly times: ReadonlySet<string>
  /** Stem -> the stems of its opposites. */
  readonly opposites: ReadonlyMap<string, ReadonlySet<string>>
  /** Whether a word looks like a past form or a participle. */
  looksPast(word: string): boolean
}

const tables: Record<VerifiedLanguage, WordTables> = { en: english, fr: french, de: german, es: spanish }
const lexicons = new Map<VerifiedLanguage, Lexicon>()

/** The lexicon of a language, built on first use (about 5 ms). */
export function lexiconOf(language: VerifiedLanguage): Lexicon {
  let lexicon = lexicons.get(language)
  if (!lexicon) lexicons.set(language, (lexicon = build(language, tables[language])))
  return lexicon
}

function build(language: VerifiedLanguage, table: WordTables): Lexicon {
  const words = new Map<string, LexiconEntry>()
  for (const [kind, list] of Object.entries(table.kinds) as [WordKind, string][]) {
    for (const [word, key] of pairs(list)) words.set(word, { kind, key })
  }
  for (const [word, key] of pairs(table.ordinals)) words.set(word, { kind: 'fixed', key })
  const phrases = new Map<string, { rest: string[]; entry: LexiconEntry }[]>()
  for (const [kind, list] of Object.entries(table.phrases) as [WordKind, string][]) {
    for (const [phrase, key] of pairs(list)) {
      const [first, ...rest] = phrase.split('_') as [string, ...string[]]
      const known = phrases.get(first) ?? []
      known.push({ rest, entry: { kind, key } })
      phrases.set(
        first,
        known.sort((a, b) => b.rest.length - a.rest.length),
      )
    }
  }
  const past = new Set(list(table.pastForms))
  const notPast = new Set(list(table.notPast))
  const stems = (text: string) => new Set(list(text).map((word) => stem(word, language)))
  return {
    language,
    words,
    phrases,
    beforeNumber: new Map(pairs(table.beforeNumber)),
    have: new Map(pairs(table.have)),
    strict: new Set([...list(table.strict), ...pairs(table.ordinals).map(([, key]) => key)]),
    attribution: stems(table.attribution),
    unreal: stems(table.unreal),
    adjectives: new Set(list(table.adjectives)),
    months: new Map(table.months.flatMap((names, index) => list(names).map((name) => [name, index + 1]))),
    numbers: new Map(pairs(table.numbers).map(([word, value]) => [word, Number(value)])),
    units: new Map(pairs(table.units)),
    labels: new Set(list(table.labels)),
    measures: new Set(list(table.measures)),
    times: new Set([...list(table.measures), ...list(table.timesOfDay)]),
    opposites: opposites(table.opposites, language),
    looksPast: (word) => past.has(word) || (word.length > 3 && table.pastEnding.test(word) && !notPast.has(word)),
  }
}

function list(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '')
}

function pairs(text: string): [string, string][] {
  return list(text).map((entry) => {
    const at = entry.indexOf('=')
    return at === -1 ? [entry, fold(entry)] : [entry.slice(0, at), entry.slice(at + 1)]
  })
}

function opposites(text: string, language: VerifiedLanguage): Map<string, Set<string>> {
  const known = new Map<string, Set<string>>()
  for (const pair of list(text)) {
    const [one, other] = pair.split('/').map((word) => stem(word, language)) as [string, string]
    known.set(one, (known.get(one) ?? new Set()).add(other))
    known.set(other, (known.get(other) ?? new Set()).add(one))
  }
  return known
}
