import type { Language } from '../text/language.ts'

/** What of a text a posting is about. The number is the key's lowest two bits. */
export const channels = {
  /** A stem, by the rules of the passage's language. */
  stem: 0,
  /** A word as written, folded; the same in every language, so that names match across them. */
  word: 1,
  /** Two neighbouring stems, stop words between them skipped. */
  pair: 2,
  /** Five letters out of a German word, so that compounds match their parts. */
  gram: 3,
} as const

export type Channel = keyof typeof channels

/**
 * The key under which PostgreSQL keeps a term: a 51-bit hash of language and term, then two bits for the channel; always
 * a safe integer. Among 5 million terms the odds that any two share a key are about 1 in 200, and the cost would be one
 * wrong match in a ranking.
 */
export function termKey(channel: Channel, language: Language, term: string): number {
  return hash51(channel === 'word' ? term : `${language}:${term}`) * 4 + channels[channel]
}

/** Two FNV-1a lanes with different bases (Fowler, Noll, Vo), each finished by MurmurHash3's mixer (Appleby). */
function hash51(text: string): number {
  let high = 0x811c9dc5
  let low = 0x9747b28c
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    high = Math.imul(high ^ unit, 0x01000193)
    low = Math.imul(low ^ unit, 0x85ebca6b)
  }
  return mix(high) * 2 ** 19 + (mix(low) >>> 13)
}

function mix(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}
