import { sentenceSpans, tokenize, type Language, type Token } from '#twin'
import { lexiconOf, type Lexicon } from './lexicon/lexicon.ts'
import { cueNames, type Cue, type Unit } from './unit.ts'

/** The sentences of an answer with what the rules see in each. */
export function readUnits(answer: string, language: Language): Unit[] {
  const lexicon = lexiconOf(language)
  return sentenceSpans(answer, language).map(({ start, end }) =>
    readUnit(answer.slice(start, end), start, language, lexicon),
  )
}

function readUnit(text: string, start: number, language: Language, lexicon: Lexicon): Unit {
  const tokens = tokenize(text, language)
  const has = (words: ReadonlySet<string>): boolean => tokens.some(({ word }) => words.has(word))
  return {
    start,
    end: start + text.length,
    text,
    tokens,
    terms: new Set(tokens.filter(({ stop, word }) => !stop && word.length > 1).map(({ term }) => term)),
    firstSingular: has(lexicon.firstSingular),
    firstPlural: has(lexicon.firstPlural),
    anaphoric: tokens.slice(0, 4).some(({ word }) => lexicon.anaphors.has(word)),
    deeds: new Set(tokens.filter((token, index) => isPast(token, tokens[index - 1], lexicon)).map(({ term }) => term)),
    figures: figuresOf(text, tokens, lexicon),
    times: new Set(tokens.filter(({ word }) => lexicon.timeWords.has(word)).map(({ word }) => word)),
    cues: Object.fromEntries(cueNames.map((cue) => [cue, distinct(text, lexicon[cue])])) as Record<Cue, number>,
  }
}

function isPast(
  { word }: Token,
  before: Token | undefined,
  { pastWords, notPast, pastEnding, asidePassive }: Lexicon,
): boolean {
  if (before && asidePassive.has(before.word)) return false
  if (pastWords.has(word)) return true
  return word.length > 3 && !notPast.has(word) && pastEnding.test(word)
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

function distinct(text: string, pattern: RegExp): number {
  return new Set(
    text
      .replaceAll('’', "'")
      .match(pattern)
      ?.map((found) => found.toLowerCase()),
  ).size
}
