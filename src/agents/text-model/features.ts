import { tokenize, type TextToken } from './tokenize.ts'

/** Which features a model sees. Stored in the model's file: a model reads texts as it was trained. */
export interface FeatureSettings {
  /** The features are hashed into 2 to this power buckets. */
  readonly bits: number
  /** Longest sequence of words that is a feature, 0 to 3. */
  readonly wordGrams: number
  /** Shortest and longest character n-gram, word borders counted; `[0, 0]` for none. */
  readonly charGrams: readonly [shortest: number, longest: number]
  /** How much all words, and all character n-grams, of a text weigh: the values of each have this Euclidean length. */
  readonly wordLength: number
  readonly charLength: number
}

/** A feature the caller found: a field, a lexicon's verdict. `value` is as it is, not scaled by the text's length. */
export interface NamedFeature {
  readonly name: string
  readonly value: number
}

/** Sparse features of one text: `values[i]` belongs to `buckets[i]`, for i below `length`. */
export interface Features {
  readonly buckets: Int32Array
  readonly values: Float32Array
  readonly length: number
}

export interface FeatureExtractor {
  /** The features of a text. The arrays are reused by the next call: copy what you keep. */
  extract(text: string | readonly TextToken[], extras?: readonly NamedFeature[]): Features
}

/** Longest part of a word whose n-grams count: encoded attachments are no language. */
const longestWord = 32

const wordSeed = 0x811c9dc5
const charSeed = 0x9747b28c
const nameSeed = 0x3c6ef372

export function createFeatureExtractor(settings: FeatureSettings): FeatureExtractor {
  const size = 2 ** settings.bits
  const seen = new Uint32Array(size)
  const places = new Int32Array(size)
  const buckets = new Int32Array(size)
  const values = new Float32Array(size)
  let turn = 0
  let length = 0
  const add = (bucket: number): void => {
    if (seen[bucket] === turn) {
      values[places[bucket]!]!++
      return
    }
    seen[bucket] = turn
    places[bucket] = length
    buckets[length] = bucket
    values[length++] = 1
  }
  /** Counts become 1 + log(count), and the whole of the features from `start` on gets the Euclidean length `norm`. */
  const scale = (start: number, norm: number): void => {
    let squares = 0
    for (let at = start; at < length; at++) {
      if (values[at]! > 1) values[at] = 1 + Math.log(values[at]!)
      squares += values[at]! * values[at]!
    }
    const factor = norm / Math.sqrt(squares || 1)
    for (let at = start; at < length; at++) values[at]! *= factor
  }
  return {
    extract(text, extras = []) {
      turn = turn === 0xffffffff ? 1 : turn + 1
      if (turn === 1) seen.fill(0)
      length = 0
      const tokens = typeof text === 'string' ? tokenize(text) : text
      visitWordGrams(tokens, settings, add)
      scale(0, settings.wordLength)
      const charStart = length
      visitCharGrams(tokens, settings, add)
      scale(charStart, settings.charLength)
      for (const { name, value } of extras) {
        if (value === 0 || length === size) continue
        buckets[length] = bucketOfName(name, settings.bits)
        values[length++] = value
      }
      return { buckets, values, length }
    },
  }
}

/** Calls `visit` with the bucket of every sequence of one to `wordGrams` tokens, and the first and last token of it. */
export function visitWordGrams(
  tokens: readonly TextToken[],
  { wordGrams, bits }: FeatureSettings,
  visit: (bucket: number, first: number, last: number) => void,
): void {
  const hashes = tokens.map((token) => hashText(token.text))
  for (let first = 0; first < tokens.length; first++) {
    let hash = wordSeed
    const end = Math.min(first + wordGrams, tokens.length)
    for (let last = first; last < end; last++) {
      hash = Math.imul(hash ^ hashes[last]!, 0x01000193)
      visit(bucketOf(hash, bits), first, last)
    }
  }
}

/** Calls `visit` with the bucket of every character n-gram within a word, and the word's token. */
export function visitCharGrams(
  tokens: readonly TextToken[],
  { charGrams: [shortest, longest], bits }: FeatureSettings,
  visit: (bucket: number, token: number) => void,
): void {
  if (longest === 0) return
  for (let index = 0; index < tokens.length; index++) {
    const { text, kind } = tokens[index]!
    if (kind !== 'word') continue
    const length = Math.min(text.length, longestWord)
    for (let start = -1; start < length; start++) {
      let hash = charSeed
      const end = Math.min(start + longest, length + 1)
      for (let at = start; at < end; at++) {
        const code = at < 0 || at >= length ? 32 : text.charCodeAt(at)
        hash = Math.imul(hash ^ code, 0x01000193)
        hash ^= hash >>> 13
        if (at - start + 1 >= shortest) visit(bucketOf(hash, bits), index)
      }
    }
  }
}

function bucketOfName(name: string, bits: number): number {
  return bucketOf(Math.imul(nameSeed ^ hashText(name), 0x01000193), bits)
}

/** FNV-1a over UTF-16 codes. */
function hashText(text: string): number {
  let hash = wordSeed
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return hash
}

/** The last step of MurmurHash3, so that the high bits depend on all of the hash. */
function bucketOf(hash: number, bits: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> (32 - bits)
}
