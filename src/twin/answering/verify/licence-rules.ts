import { stem } from '../../text/terms.ts'
import type { Lexicon, VerifiedLanguage } from './lexicon/lexicon.ts'
import { isBinding, isContent, type Token } from './token.ts'

/** What the licences need to know about the claim as a whole. */
export interface ClaimShape {
  readonly lexicon: Lexicon
  /** Holds a negation, a universal, a superlative, a comparison or a condition: leaving out more can make it say more. */
  readonly strict: boolean
  /** Says what somebody is ("I was head of …"): what follows narrows the role. */
  readonly role: boolean
  /** Begins with who did it. */
  readonly subjectFirst: boolean
  /** Has a past form: when it ended may be left out. */
  readonly past: boolean
  /** Says "I" or "my". */
  readonly firstPerson: boolean
}

/** The prepositions among the tokens, in order; a date's own ("in", "on") counts for nothing. */
export function prepositions(tokens: readonly Token[], target: Token | undefined): string {
  const keys = tokens.filter(({ kind }) => kind === 'preposition').map(({ key }) => key)
  return (target?.kind === 'date' ? keys.filter((key) => key !== 'loc') : keys).join(' ')
}

export function has(tokens: readonly Token[], ...keys: string[]): boolean {
  return tokens.some(({ kind, key }) => keys.includes(kind) || (kind === 'boundary' && keys.includes(key)))
}

export function bindingTokens(tokens: readonly Token[]): Token[] {
  return tokens.filter(isBinding)
}

/** A plan, as a noun, is a document like any other; "plan to" is read as a phrase. */
const notAttribution = new Set(['plan', 'plans', 'planes'])

/** A word that makes its whole sentence less than a fact: "said", "hopes", "maybe", "if". */
export function isAttribution(token: Token, { attribution, language }: Lexicon): boolean {
  if (token.kind === 'doubt' || token.kind === 'condition') return true
  if (token.kind !== 'word' || notAttribution.has(token.lower) || (language === 'de' && token.capital)) return false
  return attribution.has(stem(token.lower, language))
}

/** The same, or a word that makes its own phrase less than a fact: "in theory", "a mock interview". */
export function isUnreal(token: Token, lexicon: Lexicon): boolean {
  return (
    isAttribution(token, lexicon) || (token.kind === 'word' && lexicon.unreal.has(stem(token.lower, lexicon.language)))
  )
}

/** A verb in a past form or a participle. German capitals are nouns: "Minuten" only ends like one. */
export function isPast({ kind, lower, capital }: Token, { looksPast, language }: Lexicon): boolean {
  return kind === 'word' && looksPast(lower) && !(language === 'de' && capital)
}

const modals = new Set(
  'can could will would shall should may might must want had-to going would-have would-be will-be will-have'.split(' '),
)

/** A past form or a form of "to be" or "to have", or a pronoun that can only be a subject: evidence of a clause. */
export function isVerbal(token: Token, lexicon: Lexicon): boolean {
  if (token.kind === 'fixed') return modals.has(token.key)
  return token.kind === 'be' || token.kind === 'have' || token.kind === 'auxiliary' || isPast(token, lexicon)
}

const objectForms = new Set('me m myself us him them mich mir uns ihn ihm ihnen'.split(' '))

/** What can only begin a clause. */
export function isSubject(token: Token | undefined): boolean {
  return (
    token !== undefined &&
    (token.kind === 'name' ||
      (token.kind === 'pronoun' && /^(?:s1|p1|s3.|p3f?|sie|on)$/.test(token.key) && !objectForms.has(token.lower)))
  )
}

/** A noun phrase's inside: no verb of its own that we know of, no other clause, nothing that blurs or denies. */
export function isPlainPhrase(
  tokens: readonly Token[],
  shape: ClaimShape,
  prepositionsAllowed: (key: string) => boolean,
): boolean {
  return tokens.every(
    (token) =>
      (isContent(token) && !isUnreal(token, shape.lexicon)) ||
      token.kind === 'article' ||
      token.kind === 'adverb' ||
      token.kind === 'filler' ||
      (token.kind === 'pronoun' && /^(?:my|our|his|her|its|their|ihr)$/.test(token.key)) ||
      (token.kind === 'preposition' && prepositionsAllowed(token.key)),
  )
}

const superlative: Partial<Record<VerifiedLanguage, RegExp>> = { en: /^[a-z]{3,}est$/, de: /^\p{Ll}{3,}ste[nrsm]?$/u }
const notSuperlative =
  /^(?:requ|inter|inv|gu|for|hon|dig|harv|sugg|prot|cont|mod|arr|ch|qu|manif|conqu|att|ing|backt|unr|lei|ko|li|mu|po|ga|be|ra)est|^(?:leiste|koste|liste|teste|musste|wusste|fast|mindeste)/

/** A word after which leaving out more can make a claim say more. */
export function isStrict({ kind, key, lower }: Token, lexicon: Lexicon): boolean {
  if (kind === 'negation' || kind === 'condition') return true
  if (kind === 'word') return (superlative[lexicon.language]?.test(lower) ?? false) && !notSuperlative.test(lower)
  return kind !== 'name' && lexicon.strict.has(key)
}
