import { termsSaid, tokenize, type Language } from '#twin'
import type { Unit } from './unit.ts'

/** What a good answer contains, as the rules look for it. */
export interface LookedFor {
  readonly count: number
  /** How much of each thing is said in these sentences, 0 to 1. Nothing depends on their order. */
  readonly saidIn: (units: readonly Unit[]) => readonly number[]
  readonly isShownBy: (unit: Unit) => boolean
  /** Whether a sentence repeats the wording of one of the things: who was given the list can read it out. */
  readonly recites: (unit: Unit) => boolean
}

/** Words of a thing in one sentence before the sentence says something of it: one stands there by chance. */
const wordsInOneSentence = 2
/** As much of the words of a thing, in all sentences, is the thing itself. */
const wholeShare = 0.5
/** So many words in the order of the list are its wording, and so much of a sentence made of it recites it. */
const runLength = 4
const recitedShare = 0.6

/** @param question words of it are said by whoever takes it up, and show nothing. */
export function lookedFor(texts: readonly string[], question: string, language: Language): LookedFor {
  const asked = termsSaid(question, language)
  const things = texts
    .map((text) => [...new Set(wordsOf(text, language))].map((word) => termsSaid(word, language)))
    .map((words) => {
      const own = words.filter((meanings) => meanings.size > 0 && meanings.isDisjointFrom(asked))
      return own.length > 0 ? own : words
    })
  const wordings = new Set(texts.flatMap((text) => runsOf(text, language)))
  const said = new Map<Unit, ReadonlySet<string>>()
  const saidBy = (unit: Unit): ReadonlySet<string> => {
    const known = said.get(unit) ?? termsSaid(unit.text, language)
    said.set(unit, known)
    return known
  }
  type Thing = (typeof things)[number]
  const wordsSaid = (thing: Thing, unit: Unit) => thing.filter((meanings) => !meanings.isDisjointFrom(saidBy(unit)))
  const isOf = (thing: Thing, unit: Unit) =>
    thing.length > 0 && wordsSaid(thing, unit).length >= Math.min(wordsInOneSentence, thing.length)
  return {
    count: things.length,
    saidIn: (units) =>
      things.map((thing) => {
        if (!units.some((unit) => isOf(thing, unit))) return 0
        const found = new Set(units.flatMap((unit) => wordsSaid(thing, unit)))
        return Math.min(1, found.size / thing.length / wholeShare)
      }),
    isShownBy: (unit) => things.some((thing) => isOf(thing, unit)),
    recites: ({ text, tokens }) => {
      if (wordings.size === 0 || tokens.length === 0) return false
      const recited = new Set<number>()
      for (const [start, run] of runsOf(text, language).entries())
        if (wordings.has(run)) for (let place = start; place < start + runLength; place++) recited.add(place)
      return recited.size >= recitedShare * tokens.length
    },
  }
}

function wordsOf(text: string, language: Language): string[] {
  return tokenize(text, language)
    .filter(({ stop, word }) => !stop && word.length > 1)
    .map(({ word }) => word)
}

/** Each so many words in a row, by their stems. */
function runsOf(text: string, language: Language): string[] {
  const terms = tokenize(text, language).map(({ term }) => term)
  return terms
    .slice(0, Math.max(0, terms.length - runLength + 1))
    .map((_, start) => terms.slice(start, start + runLength).join(' '))
}
