import { sentenceSpans, tokenize, type Language, type Token } from '#twin'
import { lexiconOf, type Lexicon } from './lexicon/lexicon.ts'
import { cueNames, type Cue, type Unit } from './unit.ts'

/** A sentence ends here even when the next goes on in lower case, so that sentences are the same in any order. */
const sentenceEnd =
  /(?<=(?:\p{L}{2}|[\d%])["'”»)]?[.!?]+["'”»)]?)(?<!(?<!\p{L})(?:no|vs|dr|mr|ms|st|ca|nr|cf|etc|bzw|usw|ggf|sog|vgl|inkl|approx|dept)\.)\s+/giu

/**
 * The sentences of an answer with what the rules see in each. Words of the question show nothing: who asks "what did you
 * change?" has not been told that something was changed.
 */
export function readUnits(answer: string, question: string, language: Language): Unit[] {
  const lexicon = lexiconOf(language)
  const asked = new Set(tokenize(question, language).map(({ word }) => word))
  return sentenceSpans(answer, language)
    .flatMap(({ start, end }) => [...pieces(answer.slice(start, end), start)])
    .map(({ text, start }) => readUnit(text, start, { language, lexicon, asked }))
    .filter(({ tokens }) => tokens.length > 0)
}

function* pieces(text: string, offset: number): Generator<{ text: string; start: number }> {
  let start = 0
  for (const gap of text.matchAll(sentenceEnd)) {
    yield { text: text.slice(start, gap.index), start: offset + start }
    start = gap.index + gap[0].length
  }
  yield { text: text.slice(start), start: offset + start }
}

interface Reading {
  readonly language: Language
  readonly lexicon: Lexicon
  /** Words of the question. */
  readonly asked: ReadonlySet<string>
}

function readUnit(text: string, start: number, { language, lexicon, asked }: Reading): Unit {
  const tokens = tokenize(text, language)
  const own = tokens.filter(({ word }) => !asked.has(word))
  const has = (words: ReadonlySet<string>): boolean => own.some(({ word }) => words.has(word))
  return {
    start,
    end: start + text.length,
    text,
    tokens,
    terms: new Set(tokens.filter(({ stop, word }) => !stop && word.length > 1).map(({ term }) => term)),
    firstSingular: has(lexicon.firstSingular) || own.some((token) => lexicon.firstEnding?.test(writtenAs(token, text))),
    firstPlural: has(lexicon.firstPlural),
    anaphoric: own.slice(0, 4).some(({ word }) => lexicon.anaphors.has(word)),
    deeds: new Set(
      own
        .filter((token) =>
          isPast(
            { word: token.word, written: writtenAs(token, text) },
            tokens.slice(Math.max(0, tokens.indexOf(token) - copulaReach), tokens.indexOf(token)),
            lexicon,
          ),
        )
        .map(({ term }) => term),
    ),
    figures: figuresOf(text, own, lexicon),
    times: new Set(own.filter(({ word }) => lexicon.timeWords.has(word)).map(({ word }) => word)),
    listed: longestListing(text),
    cues: Object.fromEntries(cueNames.map((cue) => [cue, distinct(text, lexicon[cue], asked)])) as Record<Cue, number>,
  }
}

function writtenAs({ start, end }: Token, text: string): string {
  return text.slice(start, end).toLowerCase()
}

/** Most items in a row between commas, of at most four words each. */
function longestListing(text: string): number {
  let longest = 0
  let row = 0
  for (const item of text.split(',')) {
    row = (item.match(/[\p{L}\p{N}-]+/gu)?.length ?? 0) <= 4 ? row + 1 : 0
    longest = Math.max(longest, row)
  }
  return longest
}

/** A participle describes when "is" stands so many words before it, or an article right before. */
const copulaReach = 4

function isPast(
  { word, written }: { word: string; written: string },
  before: readonly Token[],
  { pastWords, notPast, pastEnding, copulas, perfect, describing }: Lexicon,
): boolean {
  if (before.some((token) => copulas.has(token.word)) || describing.has(before.at(-1)?.word ?? '')) return false
  if (before.slice(-2).some((token) => perfect.has(token.word))) return false
  if (pastWords.has(word)) return true
  return word.length > 3 && !notPast.has(word) && pastEnding.test(written)
}

function figuresOf(text: string, tokens: readonly Token[], lexicon: Lexicon): ReadonlySet<string> {
  const meant = text.replace(lexicon.emptyNumber, (found) => ' '.repeat(found.length))
  return new Set(
    tokens
      .filter(
        ({ word, start, end }) =>
          lexicon.numberWords.has(word) || (/^\d/.test(word) && meant.slice(start, end).trim() !== ''),
      )
      .map(({ word }) => word),
  )
}

function distinct(text: string, pattern: RegExp, asked: ReadonlySet<string>): number {
  const found = text.replaceAll('’', "'").match(pattern) ?? []
  const own = found
    .map((cue) => cue.toLowerCase())
    .filter((cue) => cue.split(/[^\p{L}\p{N}]+/u).some((word) => word !== '' && !asked.has(word)))
  return new Set(own).size
}
