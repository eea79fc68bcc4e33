import type { Language } from '#twin'
import { english } from './english.ts'
import { french } from './french.ts'
import { german } from './german.ts'
import { spanish } from './spanish.ts'

/**
 * The words that the rules look for in a language, as `tokenize` of #twin writes them (lower case, no diacritics). Ordinary
 * words of telling and weighing, never of a trade: the same lists judge a nurse and a developer.
 */
export interface Lexicon {
  readonly firstSingular: ReadonlySet<string>
  readonly firstPlural: ReadonlySet<string>
  /** Of verbs that say "I" by their ending alone; undefined where a pronoun always stands. */
  readonly firstEnding?: RegExp
  /** Pronouns that take up what a sentence before said. */
  readonly anaphors: ReadonlySet<string>
  /** Ending of a past tense or a past participle, of a word as it is written, in lower case. */
  readonly pastEnding: RegExp
  readonly pastWords: ReadonlySet<string>
  /** Look like a past tense and are none; also the copulas, which tell of no deed. */
  readonly notPast: ReadonlySet<string>
  /** From two upwards: "one" is an article too often. */
  readonly numberWords: ReadonlySet<string>
  /** Days, months, seasons, units of time. */
  readonly timeWords: ReadonlySet<string>
  /** Before a firm, a place or a role that sets a scene. */
  readonly setting: RegExp
  /** What was wanted, owed, missing or at stake. */
  readonly need: RegExp
  /** What came of it. */
  readonly outcome: RegExp
  /** Gives a reason, a condition, a contrast or a limit. */
  readonly reasoning: RegExp
  /** How somebody proceeds: first, then, check, compare, measure. */
  readonly method: RegExp
  /** A case is told, a source is named, something is set against something else. */
  readonly proof: RegExp
  /** What was learnt, or would be done otherwise. */
  readonly reflection: RegExp
  /** Opinion and vagueness in place of a case. */
  readonly hedge: RegExp
  /** Commonplaces: what everybody does or should do. */
  readonly generic: RegExp
  readonly example: RegExp
  /** Praise of oneself, slogans, words that promise and say nothing. */
  readonly hype: RegExp
  /** Says too much to be true: always, never, everything. */
  readonly absolute: RegExp
  /** Blames or runs down somebody. */
  readonly blame: RegExp
  /** What one needs or would like, where the worth of the work was asked for. */
  readonly ownNeeds: RegExp
  /** Before a participle, they tell of now, and of no deed. */
  readonly copulas: ReadonlySet<string>
  /** Up to one word before a participle, they tell of what somebody has ever done, not of a case. */
  readonly perfect: ReadonlySet<string>
  /** Right before a participle, they make an adjective of it. */
  readonly describing: ReadonlySet<string>
  /** Numbers that measure nothing: 110 percent, 24/7. */
  readonly emptyNumber: RegExp
  /** Words that end no sentence. */
  readonly neverLast: ReadonlySet<string>
  /** Two neighbours that no sentence has, such as an article before a preposition. */
  readonly impossiblePair: (first: string, second: string) => boolean
}

const byLanguage: Record<Exclude<Language, 'und'>, Lexicon> = { en: english, fr: french, de: german, es: spanish }

/** The lexicon of a language; of an undetermined one, English. */
export function lexiconOf(language: Language): Lexicon {
  return language === 'und' ? english : byLanguage[language]
}
