import { stopwords as danish } from '@orama/stopwords/danish'
import { stopwords as dutch } from '@orama/stopwords/dutch'
import { stopwords as english } from '@orama/stopwords/english'
import { stopwords as finnish } from '@orama/stopwords/finnish'
import { stopwords as french } from '@orama/stopwords/french'
import { stopwords as german } from '@orama/stopwords/german'
import { stopwords as hungarian } from '@orama/stopwords/hungarian'
import { stopwords as indonesian } from '@orama/stopwords/indonesian'
import { stopwords as italian } from '@orama/stopwords/italian'
import { stopwords as lithuanian } from '@orama/stopwords/lithuanian'
import { stopwords as norwegian } from '@orama/stopwords/norwegian'
import { stopwords as portuguese } from '@orama/stopwords/portuguese'
import { stopwords as romanian } from '@orama/stopwords/romanian'
import { stopwords as serbian } from '@orama/stopwords/serbian'
import { stopwords as slovenian } from '@orama/stopwords/slovenian'
import { stopwords as spanish } from '@orama/stopwords/spanish'
import { stopwords as swedish } from '@orama/stopwords/swedish'
import { stopwords as turkish } from '@orama/stopwords/turkish'
import type { NamedFeature } from '../text-model/features.ts'
import { loadTerms, wordsOf, type TermMatch, type TermMatcher } from './terms.ts'

export const ticketLanguages = ['en', 'fr', 'de', 'es'] as const
export type TicketLanguage = (typeof ticketLanguages)[number]

/** What the rules see in a text. */
export interface TicketReading {
  /** The language that most of its words belong to. */
  readonly language: TicketLanguage
  /** Share of the words that are stop words or terms of that language, 0 to 1. */
  readonly known: number
  /** Largest share of the words that only another language of Europe (or Indonesian) has as stop words, 0 to 1. */
  readonly foreign: number
  /** Whether a letter occurs that none of the languages writes. */
  readonly strangeLetters: boolean
  /** Share of the letters that are Latin, 0 to 1; 0 without letters. */
  readonly latin: number
  /** Terms of that language and of all languages. */
  readonly matches: readonly TermMatch[]
}

export interface TicketReader {
  read(text: string): TicketReading
}

const otherLanguages = [
  danish,
  dutch,
  finnish,
  hungarian,
  indonesian,
  italian,
  lithuanian,
  norwegian,
  portuguese,
  romanian,
  serbian,
  slovenian,
  swedish,
  turkish,
].map(stopWordSet)

/** From this number of concepts on each counts less, so that a long text, which mentions much, is not taken for a sure one. */
const fewConcepts = 6

/** Letters that none of the languages writes. */
const foreignLetters = /[ąćęłńśźżčďěňřšťůžőűășşțţğışãõøåðþđýů]/iu

/** Reads a text with the term files of all languages. */
export function createTicketReader(): TicketReader {
  const shared = loadTerms(['any'])
  const vocabularies = {
    en: vocabulary('en', english),
    fr: vocabulary('fr', french),
    de: vocabulary('de', german),
    es: vocabulary('es', spanish),
  }
  return {
    read(text) {
      const words = wordsOf(text)
      const common = shared.match(text)
      let best: TicketReading | undefined
      for (const language of ticketLanguages) {
        const { stopWords, terms } = vocabularies[language]
        const matches = terms.match(text)
        const isKnown = words.map((word) => stopWords.has(word.text))
        for (const match of matches) mark(words, match, isKnown)
        const own = count(isKnown)
        for (const match of common) mark(words, match, isKnown)
        const known = words.length === 0 ? 0 : (count(isKnown) + own / 1000) / words.length
        if (best && known <= best.known) continue
        const unknown = words.filter((_, at) => !isKnown[at])
        const foreign = Math.max(
          ...otherLanguages.map((stops) => unknown.filter((word) => stops.has(word.text)).length),
        )
        best = {
          language,
          known,
          foreign: foreign / (words.length || 1),
          strangeLetters: foreignLetters.test(text),
          latin: latinShare(text),
          matches: [...common, ...matches],
        }
      }
      return { ...best!, known: Math.min(1, best!.known) }
    },
  }
}

/**
 * The rules' features for the model: each concept once; each category with its number of concepts; each pair of a category
 * or aspect with another (so "access" beside "database" can mean an account); and what is strange about the text.
 */
export function ticketFeatures({ matches, known, foreign, strangeLetters }: TicketReading): NamedFeature[] {
  const concepts = new Set(matches.map((match) => match.concept).filter((concept) => !isPriorityConcept(concept)))
  const sizes = new Map<string, number>()
  const topics = new Set<string>()
  for (const concept of concepts) {
    const category = categoryOf(concept)
    topics.add(category ?? concept)
    if (category) sizes.set(category, (sizes.get(category) ?? 0) + (concept.endsWith('?') ? 0.5 : 1))
  }
  const damping = Math.min(1, fewConcepts / concepts.size)
  const features: NamedFeature[] = [...concepts].map((name) => ({ name, value: damping }))
  for (const [category, size] of sizes) {
    features.push({ name: `all ${category}`, value: (damping * Math.min(size, 3)) / 2 })
  }
  for (const first of topics) {
    for (const second of topics) {
      if (first < second) features.push({ name: `${first} & ${second}`, value: (damping * damping) / 2 })
    }
  }
  features.push({ name: 'unknown words', value: 1 - known })
  features.push({ name: 'foreign words', value: 2 * foreign })
  if (sizes.size === 0) features.push({ name: 'no category', value: 1 })
  if (strangeLetters) features.push({ name: 'foreign letters', value: 1 })
  return features
}

/** `network` of `network.wifi?`; undefined for what no category has. */
function categoryOf(concept: string): string | undefined {
  const category = concept.slice(0, concept.indexOf('.'))
  return category === 'aspect' || category === 'impact' || category === 'urgency' ? undefined : category
}

function isPriorityConcept(concept: string): boolean {
  return concept.startsWith('impact.') || concept.startsWith('urgency.')
}

function vocabulary(
  language: TicketLanguage,
  stopWords: readonly string[],
): { stopWords: ReadonlySet<string>; terms: TermMatcher } {
  return {
    stopWords: stopWordSet(stopWords),
    terms: loadTerms([language]),
  }
}

function stopWordSet(words: readonly string[]): ReadonlySet<string> {
  return new Set(words.flatMap((word) => wordsOf(word).map(({ text }) => text)))
}

function mark(words: readonly { start: number; end: number }[], match: TermMatch, isKnown: boolean[]): void {
  for (const [at, word] of words.entries()) if (word.start >= match.start && word.end <= match.end) isKnown[at] = true
}

function count(flags: readonly boolean[]): number {
  return flags.reduce((sum, flag) => sum + (flag ? 1 : 0), 0)
}

function latinShare(text: string): number {
  const letters = text.match(/\p{L}/gu) ?? []
  return letters.length === 0 ? 0 : letters.filter((letter) => /\p{sc=Latin}/u.test(letter)).length / letters.length
}
