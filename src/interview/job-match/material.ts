import { audienceLevel, type Actor, type Audience } from '#auth'
import {
  conceptsOf,
  indexConceptsOf,
  isOpenEnd,
  parsePartialDate,
  sentenceSpans,
  tokenize,
  type Citation,
  type Language,
  type ProfileStatement,
  type Twin,
} from '#twin'
import { foldText } from './fold-text.ts'
import { namesFraming } from './framing-words.ts'

/** A sentence that may prove something of the person, and its place. */
export interface Sentence {
  readonly text: string
  /** `text` by `foldText`. */
  readonly folded: string
  readonly language: Language
  readonly citation: Citation
  /** Undefined for a sentence of a document. */
  readonly entry: Entry | undefined
}

/** A job, study, skill … of the profile with all it says. */
export interface Entry {
  /** JSON pointer. */
  readonly about: string
  /** `work`, `education`, `x-pollux/achievements` … */
  readonly list: string
  readonly values: ReadonlyMap<string, string>
  readonly sentences: readonly Sentence[]
  /** In months since year 0, the last one included; undefined without exact enough dates. */
  readonly months: { readonly from: number; readonly to: number } | undefined
}

/** What can prove something of the person, for one matching. */
export interface Material {
  readonly entries: readonly Entry[]
  /** Of the profile. */
  readonly sentences: readonly Sentence[]
  /** Stems and concepts of the profile's words. */
  readonly vocabulary: ReadonlySet<string>
  /** The present month, in months since year 0. */
  readonly month: number
  /** Sentences of documents in which the person speaks or is spoken of, that fit a query. */
  find(query: string, language: Language): Promise<Sentence[]>
}

/** What the person says they do or did; wishes, weaknesses and the words of others prove nothing. */
const proving =
  /^\/(?:basics\/(?:summary|label)$|(?:work|volunteer|education|certificates|awards|publications|skills|languages|projects)(?:\/|$)|x-pollux\/(?:achievements\/|preferences\/workPermit|interview\/(?:selfIntroduction|strengths|whyHireMe)))/

const passagesRead = 6

export async function gatherMaterial(
  twin: Pick<Twin, 'profile' | 'search' | 'about'>,
  actor: Actor,
  now: Date,
): Promise<Material> {
  const month = now.getUTCFullYear() * 12 + now.getUTCMonth()
  const reader: Actor = { id: actor.id, audience: actor.audience, scopes: new Set(['ask']) }
  const statements = (await twin.profile(reader)).filter(({ pointers }) =>
    pointers.every((pointer) => proving.test(pointer)),
  )
  const entries = [...Map.groupBy(statements, ({ about }) => about)].map(([about, said]) => entryOf(about, said, month))
  const sentences = entries.flatMap((entry) => entry.sentences)
  const person = await nameOf(twin, reader)
  return {
    entries,
    sentences,
    vocabulary: new Set(sentences.flatMap(({ text, language }) => [...termsOf(text, language)])),
    month,
    async find(query, language) {
      const found = await twin.search(reader, query.slice(0, 1_000), { limit: passagesRead, language })
      return found
        .filter(({ kind }) => kind === 'document' || kind === 'answer')
        .flatMap(({ text, language: written, citation }) => sentencesOf(text, written, citation, undefined))
        .filter(({ folded }) => firstPerson.test(folded) || person.some((name) => folded.includes(name)))
    },
  }
}

const firstPerson =
  /(?<![\p{L}\p{N}])(?:i|i've|i'm|my|we|our|ich|wir|mein\w*|unser\w*|je|j'\w+|nous|notre|nos|mon|ma|mes|yo|mi|nosotros|nuestr\w+)(?![\p{L}\p{N}])/u

async function nameOf(twin: Pick<Twin, 'about'>, reader: Actor): Promise<string[]> {
  const about = await twin.about(reader).catch(() => undefined)
  return foldText(about?.name ?? '')
    .split(/\s+/)
    .filter((part) => part.length > 2)
}

function entryOf(about: string, statements: readonly ProfileStatement[], month: number): Entry {
  const values = new Map(statements.flatMap((statement) => [...statement.values]))
  const sentences: Sentence[] = []
  const entry: Entry = {
    about,
    list: about.replace(/^\//, '').replace(/\/\d+$/, ''),
    values,
    sentences,
    months: monthsOf(about, values, month),
  }
  for (const { text, language, citation } of statements) sentences.push(...sentencesOf(text, language, citation, entry))
  return entry
}

function sentencesOf(text: string, language: Language, citation: Citation, entry: Entry | undefined): Sentence[] {
  return sentenceSpans(text, language).map(({ start, end }) => {
    const quote = text.slice(start, end)
    return {
      text: quote,
      folded: foldText(quote),
      language,
      citation: { ...citation, start: citation.start + start, end: citation.start + end, quote },
      entry,
    }
  })
}

function monthsOf(about: string, values: ReadonlyMap<string, string>, month: number): Entry['months'] {
  const from = monthOf(values.get(`${about}/startDate`), 'first')
  const end = values.get(`${about}/endDate`)
  const to = end === undefined || isOpenEnd(end) ? month : monthOf(end, 'last')
  return from === undefined || to === undefined || to < from ? undefined : { from, to: Math.min(to, month) }
}

/** A year alone counts from its end to its beginning: less than may be true, never more. */
function monthOf(value: string | undefined, bound: 'first' | 'last'): number | undefined {
  const date = parsePartialDate(value)
  if (date === undefined || date === 'impossible') return undefined
  return date.year * 12 + (date.month === undefined ? (bound === 'first' ? 11 : 0) : date.month - 1)
}

/**
 * What a sentence says: the stems of its words that carry meaning, the concepts that translations share, and the kinds of the tools
 * it names. Who asks for any VPN finds WireGuard; who asks for OpenVPN does not, so what is asked has no kinds (`wordsOf`).
 */
export function termsOf(text: string, language: Language): Set<string> {
  return new Set(meaning(text, language).flatMap(({ term }) => [term, ...indexConceptsOf(term, language)]))
}

export interface Word {
  readonly word: string
  /** Its stem, and the concepts it stands for. */
  readonly keys: readonly string[]
}

export function wordsOf(text: string, language: Language): Word[] {
  return meaning(text, language).map(({ word, term }) => ({ word, keys: [term, ...conceptsOf(term, language)] }))
}

function meaning(text: string, language: Language) {
  return tokenize(text, language).filter(({ stop, word }) => !stop && !namesFraming(word))
}

/** Without what an audience may not see. */
export function visibleTo(audience: Audience, statements: readonly ProfileStatement[]): ProfileStatement[] {
  return statements.filter(({ citation }) => audienceLevel(citation.audience) <= audienceLevel(audience))
}
