import type { WordKind } from './lexicon/lexicon.ts'
import type { PartialDate } from './partial-date.ts'

export type TokenKind = WordKind | 'have' | 'number' | 'date' | 'name' | 'word' | 'boundary'

/** A word, number, date or mark with what it does in the sentence. */
export interface Token {
  readonly kind: TokenKind
  /** What two tokens must share to say the same. For a boundary: , ; : ( ) - . | */
  readonly key: string
  readonly lower: string
  /** Written with a capital. */
  readonly capital: boolean
  /** Without diacritics, when written with a capital; else empty. */
  readonly name: string
  /** Joined to the token before by a hyphen or slash. */
  readonly glued: boolean
  /** Inside quotation marks around four words or more: somebody's words, not a title or a term. */
  readonly quoted: boolean
  readonly date?: PartialDate
  /** The owner's name, read as "I" or "my". */
  readonly owner?: true
}

const free: ReadonlySet<TokenKind> = new Set([
  'article',
  'auxiliary',
  'filler',
  'preposition',
  'and',
  'but',
  'boundary',
])

/** Whether a claim's token must be found in the source. */
export function isClaimed(token: Token): boolean {
  return !free.has(token.kind)
}

/** Whether leaving out a source's token changes what is said, unless a licence allows it. */
export function isBinding(token: Token): boolean {
  return token.kind !== 'adverb' && !free.has(token.kind)
}

/** A word that names a thing, a deed or a value. */
export function isContent(token: Token): boolean {
  return token.kind === 'word' || token.kind === 'name' || token.kind === 'number' || token.kind === 'date'
}
