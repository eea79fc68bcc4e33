import type { Language, Token } from '#twin'
import type { QuestionKind } from './rubric.ts'
import type { LookedFor } from './looked-for.ts'
import { lexiconOf, type Lexicon } from './lexicon/lexicon.ts'
import type { Unit, Worth } from './unit.ts'

/** Of a sentence's own words, as many may be the question's before it only echoes it. */
const echoShare = 0.6
/** Or as many of the question's words, when half of the sentence is made of them. */
const askedShare = 0.7
/** Two sentences that share more of their words than this say the same. */
const repeatShare = 0.7
/** Of the words of an answer, as many must stand in sentences whose words are in an order; else nothing of it counts. */
const readableShare = 0.7
/** A sentence has at least this share of articles, pronouns, prepositions and the like; a list of words has fewer. */
const minFunctionWords = 0.15
/** Words of meaning in a row, without a word or a mark between them, that no sentence reaches. */
const maxRun = 8

export interface JudgedUnit {
  readonly unit: Unit
  readonly worth: Worth
}

/**
 * What each sentence is worth. Nothing depends on the order of the sentences: of two that say the same, the one that shows
 * less is kept, so that nothing is gained by saying it again with more.
 * @param question its terms: a sentence made of those only echoes them, as one that recites what is looked for does.
 */
export function judgeUnits(
  units: readonly Unit[],
  { question, wanted }: { question: ReadonlySet<string>; wanted: Pick<LookedFor, 'isShownBy' | 'recites'> },
  kind: QuestionKind,
  language: Language,
): JudgedUnit[] {
  // Where an explanation was asked for, what a good one contains is particular, whatever words introduce it.
  const shows = (unit: Unit) => kind !== 'behavioural' && wanted.isShownBy(unit)
  const signsIn = kind === 'behavioural' ? signsOfStory : signsOfReasons
  const signsOf = (unit: Unit) => signsIn(unit) + (shows(unit) ? 1 : 0)
  const lexicon = lexiconOf(language)
  const weakestFirst = [...units].sort((a, b) => signsOf(a) - signsOf(b) || (a.text < b.text ? -1 : 1))
  const kept: Unit[] = []
  for (const unit of weakestFirst) if (!kept.some((other) => saysTheSame(unit, other))) kept.push(unit)
  const salad = new Set(units.filter((unit) => isSalad(unit, lexicon)))
  const isReadable = salad.size < 2 || 1 - wordsIn(salad) / wordsIn(units) >= readableShare
  const sound = new Set(
    kept.filter(
      (unit) => isReadable && !salad.has(unit) && !isList(unit) && !echoes(unit, question) && !wanted.recites(unit),
    ),
  )
  const told = [...sound].filter(
    (unit) => (saysMore(unit, kind) || shows(unit)) && signsOf(unit) > faultsOf(unit, kind) + vagueness(unit, kind),
  )
  return units.map((unit) => ({ unit, worth: worthOf(unit) }))

  function worthOf(unit: Unit): Worth {
    if (!sound.has(unit) || faultsOf(unit, kind) > signsOf(unit)) return 'empty'
    return told.includes(unit) && (shows(unit) || belongs(unit, told, question, kind)) ? 'telling' : 'plain'
  }
}

/** What is particular in a sentence of a story: deeds, when, and what they measured. */
function signsOfStory({ deeds, figures, times, cues }: Unit): number {
  return (
    deeds.size +
    (deeds.size + cues.reasoning + cues.outcome > 0 ? figures.size : 0) +
    Math.min(1, times.size) +
    Math.min(1, cues.reasoning)
  )
}

/** What is particular in an explanation: also conditions, steps and examples. */
function signsOfReasons({ deeds, figures, times, cues }: Unit): number {
  return (
    deeds.size +
    Math.min(2, figures.size) +
    Math.min(1, times.size) +
    Math.min(2, cues.reasoning) +
    Math.min(2, cues.method) +
    2 * cues.example
  )
}

/** That it was on a Monday, or in five minutes, is nothing by itself. */
function saysMore({ deeds, figures, cues }: Unit, kind: QuestionKind): boolean {
  return deeds.size + figures.size + cues.reasoning + (kind === 'behavioural' ? 0 : cues.method + cues.example) > 0
}

/** What makes a sentence hollow. Something absolute weighs less beside a deed: "nobody had told her" is a fact. */
function faultsOf({ deeds, cues, listed }: Unit, kind: QuestionKind): number {
  const absolute = cues.absolute * (deeds.size > 0 ? 0.5 : 1) * (kind === 'behavioural' ? 1 : 2)
  return 2 * cues.hype + absolute + 2 * cues.blame + (kind === 'salary' ? 2 * cues.ownNeeds : 0) + namesOff(listed)
}

/** More than four things in a row are named, not told. */
function namesOff(listed: number): number {
  return listed > 4 ? listed - 2 : 0
}

/** Opinion in place of a case. Where an explanation was asked for, it may be given as one's own. */
function vagueness({ cues }: Unit, kind: QuestionKind): number {
  return (cues.hedge + cues.generic) * (kind === 'behavioural' ? 1 : 0.5)
}

/**
 * A statement belongs to the answer when somebody of the answer is in it, when it takes up what was said, or when more than a fifth of
 * its words stand in another sentence that does so (two at least when it tells no deed). The question's words do not join: they can be strewn anywhere. Where an
 * explanation was asked for, a reason belongs by itself.
 */
function belongs(unit: Unit, told: readonly Unit[], asked: ReadonlySet<string>, kind: QuestionKind): boolean {
  if (isPersonal(unit) || (kind !== 'behavioural' && unit.cues.reasoning + unit.cues.example > 0)) return true
  // "All 3 million readings were in by 05:20": an outcome is said of what was done, and mostly in figures.
  const isOutcome = unit.cues.outcome > 0 && unit.figures.size > 0
  const own = isOutcome ? withoutFigures(unit.terms.difference(asked)) : unit.terms.difference(asked)
  const needed = unit.deeds.size > 0 || isOutcome ? 1 : 2
  return told.some((other) => {
    if (other === unit || !isPersonal(other)) return false
    const shared = own.intersection(other.terms).size
    return shared >= needed && 5 * shared > own.size
  })
}

function withoutFigures(terms: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...terms].filter((term) => !/^\d/.test(term)))
}

function wordsIn(units: Iterable<Unit>): number {
  return [...units].reduce((sum, { tokens }) => sum + tokens.length, 0)
}

function isPersonal({ firstSingular, firstPlural, anaphoric }: Unit): boolean {
  return firstSingular || firstPlural || anaphoric
}

function echoes({ terms }: Unit, given: ReadonlySet<string>): boolean {
  const shared = terms.intersection(given).size
  return (
    shared > 0 && (shared >= echoShare * terms.size || (shared >= askedShare * given.size && 2 * shared >= terms.size))
  )
}

function saysTheSame(a: Unit, b: Unit): boolean {
  const smaller = Math.min(a.terms.size, b.terms.size)
  const larger = Math.max(a.terms.size, b.terms.size)
  if (smaller === 0) return larger === 0 && a.text === b.text
  const shared = a.terms.intersection(b.terms).size
  return (
    shared >= repeatShare * larger || (smaller > 1 && shared === smaller && (larger - smaller <= 2 || smaller >= 5))
  )
}

function isList({ tokens, text, deeds }: Unit): boolean {
  if (tokens.length < 3) return false
  const functionWords = tokens.filter(({ stop }) => stop).length
  if (functionWords < minFunctionWords * tokens.length && deeds.size === 0) return true
  let run = 0
  for (const [index, token] of tokens.entries()) {
    const previous = tokens[index - 1]
    const joined = previous !== undefined && /^[ \n]*$/.test(text.slice(previous.end, token.start))
    run = token.stop ? 0 : joined ? run + 1 : 1
    if (run >= maxRun) return true
  }
  return false
}

/** Words in no order that a sentence has: neighbours that cannot stand together, or an end that is none. */
function isSalad({ tokens, text }: Unit, { impossiblePair, neverLast }: Lexicon): boolean {
  if (tokens.length > 3 && (isUnfinished(tokens.at(-1)!) || /[,;:]\s*[.!?]+$/.test(text))) return true
  for (let index = 1; index < tokens.length; index++) {
    const [first, second] = [tokens[index - 1]!, tokens[index]!]
    if (second.stop && isMisplacedOpening(text, second)) return true
    if (
      /^\s+$/.test(text.slice(first.end, second.start)) &&
      !/^[-/]/.test(text.slice(second.end)) &&
      !isNoLittleWord(first) &&
      impossiblePair(first.word, second.word)
    )
      return true
  }
  return false

  function isUnfinished(token: Token): boolean {
    return neverLast.has(token.word) && !isNoLittleWord(token)
  }

  /** "A to E", "quelqu'un", "moments-là", "là où": written like an article, and none. */
  function isNoLittleWord({ start, end }: Token): boolean {
    return /^(?:[Ll]à|[Oo]ù)$/u.test(text.slice(start, end)) || /\sA$|[-'’]\S*$/.test(text.slice(0, end))
  }
}

/** A little word with the capital of a sentence's beginning, in the middle of one: words were moved. German politeness, names and the month of May have such. */
function isMisplacedOpening(text: string, { start, end, word }: Token): boolean {
  return (
    /^\p{Lu}\p{Ll}+$/u.test(text.slice(start, end)) &&
    /(?<![\p{L}\p{N}])\p{Ll}[\p{L}'’-]*,? $/u.test(text.slice(0, start)) &&
    !/^(?:sie|ihr|ihnen|ihre|may$)/.test(word)
  )
}
