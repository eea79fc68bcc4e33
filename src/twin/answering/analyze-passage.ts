import { indexConceptsOf } from '../text/concepts.ts'
import { englishOf } from '../text/dictionary.ts'
import { sentenceSpans, type Span } from '../text/sentences.ts'
import { fold, tokenize } from '../text/terms.ts'
import type { Token } from '../text/terms.ts'
import type { Language } from '../text/language.ts'
import { unknownWord, wordVectors } from '../text/word-vectors.ts'
import { readable } from './readable.ts'
import { isStatement } from './statement.ts'
import { isStory } from '../text/story.ts'
import { termHash } from '../text/term-hash.ts'
import { isCapital, isYear, sentenceCues, tokenKind, tokenKinds } from './token-kinds.ts'
import { saysI } from './verify/speaker.ts'
import { isInstructionLike } from './verify/instruction-like.ts'

/** What of a passage the analysis reads. */
export interface PassageText {
  readonly id: number
  readonly title: string
  readonly heading: string
  readonly language: Language
  readonly text: string
}

export interface AnalyzedSentence {
  /** UTF-16 offsets into the passage's text. */
  readonly start: number
  readonly end: number
  /** Index of its first token in the passage, and the index after its last. */
  readonly firstToken: number
  readonly endToken: number
  /** Number of its tokens that are not stop words. */
  readonly contentTokens: number
  /** Bits of `sentenceCue`. */
  readonly cues: number
  /** `termHash` of the folded text as an answer shows it. */
  readonly textHash: number
  /** False for what no answer may quote: headings, questions, and sentences that instruct whoever reads them. */
  readonly quotable: boolean
  /** True when it speaks of itself as "I". */
  readonly saysI: boolean
  /** True when it holds a web address. */
  readonly hasAddress: boolean
  /** Earliest and latest year in it, 0 without one. */
  readonly firstYear: number
  readonly lastYear: number
}

/**
 * Everything about a passage that does not depend on the question. About 12 bytes per word, so tens of thousands fit in a
 * cache. Terms are kept as 32-bit hashes: with 10 query terms against 200 words, a false match has odds below 1 in 10⁶.
 */
export interface AnalyzedPassage {
  readonly passageId: number
  readonly language: Language
  readonly sentences: readonly AnalyzedSentence[]
  /** Hashes of the stems, ascending; equal hashes by ascending position. */
  readonly termHashes: Uint32Array
  /** Token index of each entry of `termHashes`. */
  readonly termPositions: Uint16Array
  /** The same for affixes (`affixesOf`), which match derivations such as invent/inventor. */
  readonly affixHashes: Uint32Array
  readonly affixPositions: Uint16Array
  /** Bits of `tokenKind` by token index. */
  readonly kinds: Uint16Array
  /** How many tokens of each kind a sentence has: `kindCounts[sentence * kindColumns + kind]`, kinds from `number` on. */
  readonly kindCounts: Uint16Array
  /** Sentence index by token index. */
  readonly sentenceOf: Uint16Array
  /** Hashes of the stems of title and heading, ascending. */
  readonly titleHashes: Uint32Array
  /** `wordVectors` row of each token; `unknownWord` for stop words too. */
  readonly rows: Uint16Array
  /** Vector of each sentence, then one of title and heading, then one of it all, in 127ths: see `wordVectors`. */
  readonly vectors: Int8Array
  /** True for a story told from its situation to its result. */
  readonly story: boolean
  /** For each content word of the last part of the heading: its stem and its concepts. */
  readonly headingWords: readonly (readonly string[])[]
}

/** The heading that a passage stands under, without those above it. */
export function lastHeading({ heading }: { readonly heading: string }): string {
  return heading.slice(heading.lastIndexOf(' > ') + 1)
}

/** A passage has far fewer tokens than this; more are ignored, so that positions fit 16 bits. */
const maxTokens = 65_535

/** Sentences, stems and word kinds of a passage. Costs some 100 µs; the result depends on the passage alone. */
export function analyzePassage(passage: PassageText): AnalyzedPassage {
  const { text, language } = passage
  const tokens = tokenize(text, language).slice(0, maxTokens)
  const kinds = new Uint16Array(tokens.length)
  const sentenceOf = new Uint16Array(tokens.length)
  const sentences: AnalyzedSentence[] = []
  const spans = sentenceSpans(text, language)
  const capitalised = capitalisedTerms(text, tokens, spans)
  let next = 0
  for (const span of spans) {
    const { start, end } = span
    const firstToken = next
    let contentTokens = 0
    while (next < tokens.length && tokens[next]!.start < span.end) {
      if (!tokens[next]!.stop) contentTokens++
      sentenceOf[next++] = sentences.length
    }
    if (next === firstToken) continue
    tokenKinds(text, tokens, firstToken, next, language, capitalised, kinds)
    const sentence = text.slice(start, end)
    const cues = sentenceCues(sentence, tokens, firstToken, next, language)
    sentences.push({
      start,
      end,
      firstToken,
      endToken: next,
      contentTokens,
      cues,
      textHash: termHash(fold(readable(sentence))),
      quotable: isStatement(sentence) && !isInstructionLike(sentence, language),
      saysI: saysI(sentence),
      hasAddress: /\bhttps?:\/\//.test(sentence),
      ...years(tokens, firstToken, next),
    })
  }
  const terms = sortedHashes(tokens, (token) => [
    token.term,
    ...(token.stop ? [] : [...indexConceptsOf(token.term, language), ...englishOf(token.term, language)]),
  ])
  const affixes = sortedHashes(tokens, (token) =>
    token.stop ? [] : affixesOf(token.term, language).map((affix) => affix.key),
  )
  const titles = tokenize(`${passage.title} ${passage.heading}`, language)
  const words = wordVectors()
  const vectors = new Int8Array((sentences.length + 2) * words.dimensions)
  sentences.forEach(({ firstToken, endToken }, index) =>
    words.embedSentence(tokens, firstToken, endToken, language, vectors, index * words.dimensions),
  )
  words.embedSentence(titles, 0, titles.length, language, vectors, sentences.length * words.dimensions)
  const whole = [...titles, ...tokens]
  words.embedSentence(whole, 0, whole.length, language, vectors, (sentences.length + 1) * words.dimensions)
  return {
    passageId: passage.id,
    language,
    sentences,
    termHashes: terms.hashes,
    termPositions: terms.positions,
    affixHashes: affixes.hashes,
    affixPositions: affixes.positions,
    kinds,
    kindCounts: countKinds(kinds, sentenceOf, sentences.length),
    sentenceOf,
    titleHashes: Uint32Array.from(new Set(titles.filter((token) => !token.stop).map((t) => termHash(t.term)))).sort(),
    rows: Uint16Array.from(tokens, (token) => (token.stop ? unknownWord : words.rowOf(token, language))),
    vectors,
    story: isStory(passage),
    headingWords: tokenize(lastHeading(passage), language)
      .filter((token) => !token.stop)
      .map(({ term }) => [term, ...indexConceptsOf(term, language)]),
  }
}

function years(tokens: readonly Token[], from: number, to: number): { firstYear: number; lastYear: number } {
  let firstYear = 0
  let lastYear = 0
  for (let index = from; index < to; index++) {
    if (!isYear(tokens[index]!.word)) continue
    const year = Number.parseInt(tokens[index]!.word, 10)
    if (firstYear === 0 || year < firstYear) firstYear = year
    if (year > lastYear) lastYear = year
  }
  return { firstYear, lastYear }
}

/** Terms with a capital first letter anywhere but at the start of a sentence, or in the title. */
function capitalisedTerms(text: string, tokens: readonly Token[], spans: readonly Span[]): ReadonlySet<string> {
  const starts = new Set<number>()
  let next = 0
  for (const span of spans) {
    while (next < tokens.length && tokens[next]!.start < span.start) next++
    starts.add(next)
  }
  const terms = new Set<string>()
  tokens.forEach((token, index) => {
    if (!starts.has(index) && !token.stop && isCapital(text, token)) terms.add(token.term)
  })
  return terms
}

/** Kinds counted by sentence: those of `tokenKind` from `number` to `quantity`. */
export const kindColumns = 6

function countKinds(kinds: Uint16Array, sentenceOf: Uint16Array, sentences: number): Uint16Array {
  const counts = new Uint16Array(sentences * kindColumns)
  for (let position = 0; position < kinds.length; position++) {
    const kind = kinds[position]!
    if (kind < tokenKind.number) continue
    const at = sentenceOf[position]! * kindColumns
    for (let bit = 0; bit < kindColumns; bit++) if ((kind & (tokenKind.number << bit)) !== 0) counts[at + bit]!++
  }
  return counts
}

/** Part of a stem that derivations and compounds share, and how much of the word a match of it covers. */
export interface Affix {
  readonly key: string
  readonly strength: number
}

/** The first letters of a stem; in German, where compounds end in their head, the last letters too. */
export function affixesOf(term: string, language: Language): Affix[] {
  const affixes: Affix[] = []
  if (term.length >= 4) affixes.push({ key: `${term.slice(0, 4)}-`, strength: 0.5 })
  if (term.length >= 6) affixes.push({ key: `${term.slice(0, 6)}-`, strength: 0.8 })
  if (language === 'de' && term.length >= 4) affixes.push({ key: `-${term.slice(-4)}`, strength: 0.5 })
  if (language === 'de' && term.length >= 6) affixes.push({ key: `-${term.slice(-6)}`, strength: 0.8 })
  return affixes
}

/** Room for a position of 16 bits below a hash of 32: both fit a number exactly, and numbers sort ten times as fast. */
const positions = 65_536

function sortedHashes(tokens: readonly Token[], keysOf: (token: Token) => readonly string[]) {
  const entries: number[] = []
  tokens.forEach((token, position) => {
    for (const key of keysOf(token)) entries.push(termHash(key) * positions + position)
  })
  const sorted = Float64Array.from(entries).sort()
  return {
    hashes: Uint32Array.from(sorted, (entry) => Math.floor(entry / positions)),
    positions: Uint16Array.from(sorted, (entry) => entry % positions),
  }
}
