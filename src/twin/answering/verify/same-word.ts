import type { VerifiedLanguage } from './lexicon/lexicon.ts'
import type { Token } from './token.ts'

/** How a verb changes from the third person to the first, by ending, where the tense stays the same: [third, first]. */
const personEndings: Record<VerifiedLanguage, readonly (readonly [string, string])[]> = {
  en: [
    ['ies', 'y'],
    ['es', 'e'],
    ['es', ''],
    ['s', ''],
  ],
  fr: [
    ['ait', 'ais'],
    ['ea', 'eai'],
    ['a', 'ai'],
    ['it', 'is'],
  ],
  de: [
    ['et', 'e'],
    ['t', 'e'],
  ],
  es: [
    ['ió', 'í'],
    ['ó', 'é'],
    ['a', 'o'],
    ['e', 'o'],
  ],
}

/** Endings that only agree with a noun or follow a case; what they end says the same. */
const agreementEndings: Record<VerifiedLanguage, readonly RegExp[]> = {
  en: [],
  fr: [/(?<=é)(?:e|s|es)?$/u],
  de: [/(?<=^\p{Ll}{4,})(?:e|en|em|es)$/u],
  es: [/(?<=(?:ad|id))(?:o|a|os|as)$/],
}

/** English past forms and their participles that differ; "run" and "come" are left out, they are also the present. */
export const participles = new Map(
  'wrote=written took=taken gave=given chose=chosen drew=drawn began=begun grew=grown knew=known spoke=spoken showed=shown saw=seen did=done drove=driven oversaw=overseen undertook=undertaken rewrote=rewritten broke=broken went=gone'
    .split(' ')
    .map((pair) => pair.split('=') as [string, string]),
)

/**
 * Whether a claim's word says what the source's word says. Written alike, but for agreement with a noun; not by stem,
 * because "manage", "managed" and "management" share one and differ in tense. `voiced`: the claim says "I" where the
 * source names the owner, so the verb may change its person.
 */
export function sameWord(claim: Token, source: Token, language: VerifiedLanguage, voiced: boolean): boolean {
  if (claim.key === source.key) return true
  if (language === 'en' && (participles.get(claim.key) === source.key || participles.get(source.key) === claim.key))
    return true
  // "Zürich" and "Zurich", where both are names.
  if ((claim.kind === 'name' || source.kind === 'name') && claim.capital && source.capital)
    return claim.name === source.name
  // Everything below only changes endings.
  if (claim.key.charCodeAt(0) !== source.key.charCodeAt(0) || claim.key.charCodeAt(1) !== source.key.charCodeAt(1))
    return false
  for (const ending of agreementEndings[language]) {
    if (
      ending.test(claim.key) &&
      ending.test(source.key) &&
      claim.key.replace(ending, '') === source.key.replace(ending, '')
    )
      return true
  }
  // German genitive: "Projekts" and "Projekt".
  if (
    language === 'de' &&
    claim.capital &&
    source.capital &&
    claim.key.replace(/e?s$/, '') === source.key.replace(/e?s$/, '')
  )
    return true
  if (!voiced) return false
  return personEndings[language].some(
    ([third, first]) =>
      source.key.endsWith(third) &&
      source.key.length > third.length + 1 &&
      source.key.slice(0, -third.length) + first === claim.key,
  )
}
