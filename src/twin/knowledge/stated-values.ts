import type { Language } from '../text/language.ts'
import { sentenceSpans } from '../text/sentences.ts'
import { fold, tokenize } from '../text/terms.ts'

/** "The team has 12 people": what has a value (`subject`), and the value. */
export interface StatedValue {
  /** The sentence without the number, folded: two sentences with the same one say the same thing's value. */
  readonly subject: string
  readonly value: string
  readonly start: number
  readonly end: number
}

/**
 * What stands between a thing and its number. Numbers before it ("Release 4 is …", "In 2019 we had …") name the thing. Not a colon:
 * "Duration: 3 weeks" stands in every report, about another project.
 */
const copula =
  /\s(?:is|are|was|were|has|have|had|costs?|ist|sind|war|waren|hat|haben|hatte|beträgt|kostet|est|sont|était|a|ont|avait|coûte|es|son|era|tiene|tenía|cuesta)\s/iu
const number = /\p{N}+(?:[.,]\p{N}+)*/gu
/** Point at something that only their own text names: two of them are seldom the same thing. */
const pointing =
  /^(?:(?:this|that|these|those|there|dies\p{L}*|cela|cette?|ces|es[eot]e?s?|est[aeo]s?)(?!\p{L})|(?:it|they|he|she|es|das|sie|er|ce|ils?|elles?|ell[ao]s?)$)/iu
const longestSentence = 200

/** The sentences of a text that say of one thing that it is one number. */
export function statedValues(text: string, language: Language): StatedValue[] {
  return sentenceSpans(text, language).flatMap(
    ({ start, end }) => statedIn(text.slice(start, end), language, start) ?? [],
  )
}

function statedIn(sentence: string, language: Language, at: number): StatedValue | undefined {
  if (sentence.length > longestSentence) return undefined
  const numbers = [...sentence.matchAll(number)]
  const [only] = numbers
  const verb = copula.exec(sentence)
  if (!only || numbers.length > 1 || !verb || only.index < verb.index) return undefined
  const thing = sentence.slice(0, verb.index)
  if (pointing.test(thing) || !tokenize(thing, language).some(({ stop }) => !stop)) return undefined
  const subject = fold(`${sentence.slice(0, only.index)}#${sentence.slice(only.index + only[0].length)}`)
    .replace(/[^\p{L}\p{N}#%€$£]+/gu, ' ')
    .trim()
  return { subject, value: only[0].replace(/[.,](?=\p{N}{3}(?!\p{N}))/gu, ''), start: at, end: at + sentence.length }
}
