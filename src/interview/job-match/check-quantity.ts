import { foldText } from './fold-text.ts'
import type { Material, Sentence } from './material.ts'
import { numberPattern, readNumber } from './numbers.ts'
import { verdict, type Verdict } from './verdict.ts'

const more = String.raw`(?:more than|at least|over|a minimum of|minimum(?: of)?|upwards of|mehr als|mindestens|uber|plus de|au moins|mas de|al menos)`
const asked = new RegExp(
  String.raw`(?:\b${more}\s+(?=(?:${numberPattern})\s)|(?=(?:${numberPattern})\s*(?:\+|or more|oder mehr|ou plus|o mas)\s))(${numberPattern})\s*(?:\+|or more|oder mehr|ou plus|o mas)?\s+(?!(?:years?|jahren?|ans|annees?|anos|%)\b)([\p{L}-]+)`,
  'u',
)
const persons =
  /^(?:people|persons?|engineers?|developers?|employees?|members?|staff|reports?|nurses?|administrators?|technicians?|colleagues|mitarbeiter\w*|personen|leute|entwickler\w*|personnes|collaborat\w+|ingenieurs?|personas|emplead\w+|ingenier\w+)$/

/**
 * "a team of at least five people", "clusters of more than 100 nodes": whether a sentence names at least as many of the same things.
 * Undefined when the requirement has no such number.
 */
export function checkQuantity(material: Material, sentences: readonly Sentence[], text: string): Verdict | undefined {
  const match = asked.exec(foldText(text))
  const wanted = match && readNumber(match[1]!)
  if (!match || wanted === undefined || wanted === null || wanted < 2) return undefined
  const thing = match[2]!
  const people = persons.test(thing)
  const leads = /\b(?:lead\w*|led|manag\w+|fuhr\w+|leit\w+|encadr\w+|dirig\w+|lider\w+)\b/
  const counted = new RegExp(
    String.raw`(?<![\p{L}\p{N}.,])(${numberPattern})\s+((?:[\p{L}-]+\s+){0,2}?)([\p{L}-]+)`,
    'gu',
  )
  for (const sentence of [...material.sentences, ...sentences]) {
    if (people && !leads.test(sentence.folded)) continue
    for (const [, number = '', , noun = ''] of sentence.folded.matchAll(counted)) {
      const has = readNumber(number)
      const same = people ? persons.test(noun) : stemOf(noun) === stemOf(thing)
      if (same && has !== undefined && has >= wanted)
        return verdict('matched', { evidence: [{ proves: `${number} ${noun}`, citation: sentence.citation }] })
    }
  }
  return verdict('gap', { missing: [match[0]], reasons: [`No sentence names ${match[0]}.`] })
}

const stemOf = (word: string): string => word.replace(/(?:es|s|en|n)$/, '')
