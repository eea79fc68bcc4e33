import type { Language } from '#twin'
import type { QuestionKind } from './rubric.ts'
import { lexiconOf } from './lexicon/lexicon.ts'
import type { Unit, Worth } from './unit.ts'

/** Of a sentence's own words, as many may be the question's before it only echoes it. */
const echoShare = 0.6
/** Two sentences that share more of their words than this say the same. */
const repeatShare = 0.7
/** A sentence has at least this share of articles, pronouns, prepositions and the like; a list of words has fewer. */
const minFunctionWords = 0.2
/** Words of meaning in a row, without a word or a mark between them, that no sentence reaches. */
const maxRun = 6

export interface JudgedUnit {
  readonly unit: Unit
  readonly worth: Worth
}

/**
 * What each sentence is worth. Nothing depends on the order of the sentences: of two that say the same, the one that shows
 * more is kept.
 * @param given terms of the question, and of each thing it looks for: a sentence made of those only echoes them.
 */
export function judgeUnits(
  units: readonly Unit[],
  given: readonly ReadonlySet<string>[],
  kind: QuestionKind,
  language: Language,
): JudgedUnit[] {
  const signsOf = kind === 'behavioural' ? signsOfStory : signsOfReasons
  const signsAgainst =
    kind === 'behavioural' ? signsAgainstStory : kind === 'salary' ? signsAgainstClaim : signsAgainstReasons
  const { impossiblePair } = lexiconOf(language)
  const strongestFirst = [...units].sort((a, b) => signsOf(b) - signsOf(a) || (a.text < b.text ? -1 : 1))
  const kept: Unit[] = []
  const repeated = new Set<Unit>()
  for (const unit of strongestFirst) {
    if (kept.some((other) => saysTheSame(unit, other))) repeated.add(unit)
    else kept.push(unit)
  }
  const isNoSentence = (unit: Unit): boolean =>
    isList(unit) || brokenPairs(unit, impossiblePair) > unit.tokens.length / 15
  const sound = kept.filter((unit) => !isNoSentence(unit) && !given.some((terms) => echoes(unit, terms)))
  const told = sound.filter((unit) => signsOf(unit) > signsAgainst(unit))
  return units.map((unit) => ({ unit, worth: worthOf(unit) }))

  function worthOf(unit: Unit): Worth {
    if (!sound.includes(unit)) return 'empty'
    if (signsOf(unit) > signsAgainst(unit)) return belongs(unit, told, given) ? 'telling' : 'plain'
    return signsAgainst(unit) > signsOf(unit) ? 'empty' : 'plain'
  }
}

/** What is particular in a sentence of a story: deeds, when, and what they measured. */
function signsOfStory({ deeds, figures, times, cues }: Unit): number {
  return (
    deeds.size +
    (deeds.size + cues.reasoning > 0 ? figures.size : 0) +
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

function signsAgainstStory({ deeds, cues }: Unit): number {
  return (
    2 * cues.hype + cues.hedge + cues.generic + (deeds.size === 0 ? cues.absolute : cues.absolute / 2) + 2 * cues.blame
  )
}

function signsAgainstReasons({ deeds, cues }: Unit): number {
  return (
    2 * cues.hype +
    cues.hedge +
    cues.generic / 2 +
    (deeds.size === 0 ? 2 * cues.absolute : cues.absolute) +
    2 * cues.blame
  )
}

function signsAgainstClaim(unit: Unit): number {
  return signsAgainstReasons(unit) + 2 * unit.cues.ownNeeds
}

/** A statement about the world belongs to the answer when somebody of the answer is in it, or a word of another sentence or of the question. */
function belongs(unit: Unit, told: readonly Unit[], given: readonly ReadonlySet<string>[]): boolean {
  if (unit.firstSingular || unit.firstPlural || unit.anaphoric) return true
  if (given.some((terms) => !terms.isDisjointFrom(unit.terms))) return true
  return told.some(
    (other) =>
      other !== unit &&
      (other.firstSingular || other.firstPlural || other.anaphoric) &&
      !other.terms.isDisjointFrom(unit.terms),
  )
}

function echoes(unit: Unit, given: ReadonlySet<string>): boolean {
  return unit.terms.size > 0 && unit.terms.intersection(given).size >= echoShare * unit.terms.size
}

function saysTheSame(a: Unit, b: Unit): boolean {
  const smaller = Math.min(a.terms.size, b.terms.size)
  if (smaller === 0) return a.terms.size === b.terms.size && a.text === b.text
  const shared = a.terms.intersection(b.terms).size
  return shared >= repeatShare * Math.max(a.terms.size, b.terms.size) || (smaller >= 5 && shared === smaller)
}

function isList({ tokens, text, deeds }: Unit): boolean {
  if (tokens.length < 5) return false
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

function brokenPairs({ tokens, text }: Unit, impossible: (first: string, second: string) => boolean): number {
  let broken = 0
  for (let index = 1; index < tokens.length; index++) {
    const [first, second] = [tokens[index - 1]!, tokens[index]!]
    if (/^\s*$/.test(text.slice(first.end, second.start)) && impossible(first.word, second.word)) broken++
  }
  return broken
}
