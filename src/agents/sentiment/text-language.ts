import { readFileSync } from 'node:fs'
import { stopwords as english } from '@orama/stopwords/english'
import { stopwords as french } from '@orama/stopwords/french'
import { stopwords as german } from '@orama/stopwords/german'
import { stopwords as spanish } from '@orama/stopwords/spanish'
import { detectLanguage } from '#twin'
import { tokenize, type TextToken } from '../text-model/tokenize.ts'
import { lexiconOf, sentimentLanguages, type SentimentLanguage } from './lexicon.ts'

/** A text this short says too little for language detection; the lexicons may know its words. */
const fewWords = 4

/** Letters that none of the four languages uses, and scripts they are not written in. */
const foreignLetters = /[ąćęłńśźżğışőűățșãõåøðþčďěňřšťůžāēīķļņū\u0370-\u1fff\u3040-\ud7ff]/i

let loaded: { foreign: ReadonlySet<string>; own: ReadonlySet<string> } | undefined

/**
 * The language of a text, 'und' when it is none of the four or cannot be told. Detection between the four is that of
 * the twin; it takes a short text in Italian for Spanish, so the frequent words of thirteen other languages
 * (lexicons/foreign.tsv) that none of the four shares are counted against it.
 */
export function textLanguage(text: string, tokens: readonly TextToken[] = tokenize(text)): SentimentLanguage | 'und' {
  const words = tokens.filter(({ kind }) => kind === 'word').map((token) => token.text)
  if (isForeign(text, words)) return 'und'
  const detected = detectLanguage(text, 'und')
  if (detected !== 'und' || words.length > fewWords) return detected
  return languageOfFewWords(words) ?? 'und'
}

/** Whether a normalised word is among the frequent words without content of one of the four languages. */
export function isStopWord(word: string): boolean {
  return (loaded ??= loadWords()).own.has(word)
}

function isForeign(text: string, words: readonly string[]): boolean {
  const hasForeignLetters = foreignLetters.test(text)
  const { foreign, own } = (loaded ??= loadWords())
  let foreignCount = 0
  let ownCount = 0
  for (const word of words) {
    if (foreign.has(word)) foreignCount++
    else if (own.has(word)) ownCount++
    else if (hasForeignLetters && foreignLetters.test(word)) foreignCount += 0.5
  }
  return foreignCount > ownCount
}

function loadWords(): { foreign: ReadonlySet<string>; own: ReadonlySet<string> } {
  const own = new Set([english, french, german, spanish].flat().map((word) => word.toLowerCase().normalize('NFKC')))
  const rows = readFileSync(new URL('./lexicons/foreign.tsv', import.meta.url), 'utf8')
    .trim()
    .split('\n')
  const foreign = rows.flatMap((row) => row.slice(row.indexOf('\t') + 1).split(' '))
  return { own, foreign: new Set(foreign.filter((word) => !own.has(word))) }
}

/** "Awesome!" is no text to detect a language in, but it is a word of the English lexicon. */
function languageOfFewWords(words: readonly string[]): SentimentLanguage | undefined {
  let best: SentimentLanguage | undefined
  let most = 0
  for (const language of sentimentLanguages) {
    const known = words.filter((word) => lexiconOf(language).polarityOf(word) !== 0).length
    if (known <= most) continue
    best = language
    most = known
  }
  return best
}
