import { readFileSync } from 'node:fs'
import { conceptWordsOf } from './concepts.ts'
import { englishOf } from './dictionary.ts'
import { termHash } from './term-hash.ts'
import { stem, type Token } from './terms.ts'
import type { Language } from './language.ts'

/**
 * Word vectors for matching questions with the sentences that answer them in other words. GloVe vectors (Pennington,
 * Socher and Manning 2014), fitted to pairs of questions and answers with a contrastive loss; see
 * eval/fit/README.md for how `word-vectors.bin` was made. A text is the weighted sum of its words; a word weighs
 * differently in a question than in a sentence, and a question is turned by a matrix before it is compared.
 */
export interface WordVectors {
  readonly dimensions: number
  /** Unit vector of a question; zero when it has no known word. */
  embedQuestion(tokens: readonly Pick<Token, 'term' | 'word'>[], language: Language): Float32Array
  /** Unit vector of tokens `from` to `to` of a text, in 127ths; written to `out` at `at`. */
  embedSentence(
    tokens: readonly Token[],
    from: number,
    to: number,
    language: Language,
    out: Int8Array,
    at: number,
  ): void
  /** Row of a word, `unknownWord` without one. */
  rowOf(token: Pick<Token, 'term' | 'word'>, language: Language): number
  /** Cosine of two known words. */
  cosine(row: number, other: number): number
}

export const unknownWord = 65_535

interface Table {
  readonly dimensions: number
  /** Ascending `termHash` of the stems. */
  readonly hashes: Uint32Array
  readonly questionWeights: Float32Array
  readonly sentenceWeights: Float32Array
  /** Row-major, in 127ths of each word's own scale. */
  readonly vectors: Int8Array
  readonly scales: Float32Array
  /** Row-major square matrix that turns questions. */
  readonly turn: Float32Array
}

/** Numbers have no stem: years and other numbers each share a vector. */
const yearKey = '#year'
const numberKey = '#number'

let loaded: WordVectors | undefined

/** The shipped vectors, read at the first use. */
export function wordVectors(): WordVectors {
  return loaded ?? useWordVectors(new URL('./word-vectors.bin', import.meta.url))
}

/** Reads vectors and uses them from here on: fitting judges a twin by vectors that have not seen it. */
export function useWordVectors(file: URL): WordVectors {
  return (loaded = createWordVectors(readTable(file)))
}

function createWordVectors(table: Table): WordVectors {
  const { dimensions, vectors, scales, turn } = table
  const rowsOf = rowFinder(table)
  const sum = new Float64Array(dimensions)

  function add(row: number, weight: number): void {
    const scale = (weight * scales[row]!) / 127
    const base = row * dimensions
    for (let d = 0; d < dimensions; d++) sum[d]! += vectors[base + d]! * scale
  }

  function length(of: ArrayLike<number>): number {
    let squares = 0
    for (let d = 0; d < dimensions; d++) squares += of[d]! * of[d]!
    return Math.sqrt(squares)
  }

  const norms = new Float32Array(table.hashes.length)
  for (let row = 0; row < norms.length; row++) {
    let squares = 0
    for (let d = 0; d < dimensions; d++) squares += vectors[row * dimensions + d]! ** 2
    norms[row] = Math.sqrt(squares)
  }

  return {
    dimensions,
    rowOf: (token, language) => rowsOf(token, language)[0] ?? unknownWord,
    cosine(row, other) {
      let dot = 0
      for (let d = 0, a = row * dimensions, b = other * dimensions; d < dimensions; d++)
        dot += vectors[a++]! * vectors[b++]!
      return dot / (norms[row]! * norms[other]!)
    },
    embedQuestion(tokens, language) {
      sum.fill(0)
      for (const token of tokens) {
        const rows = rowsOf(token, language)
        for (const row of rows) add(row, table.questionWeights[row]! / rows.length)
      }
      const question = new Float32Array(dimensions)
      for (let from = 0; from < dimensions; from++) {
        const value = sum[from]!
        if (value === 0) continue
        for (let to = 0; to < dimensions; to++) question[to]! += value * turn[from * dimensions + to]!
      }
      const norm = length(question)
      if (norm > 0) for (let d = 0; d < dimensions; d++) question[d]! /= norm
      return question
    },
    embedSentence(tokens, from, to, language, out, at) {
      sum.fill(0)
      for (let index = from; index < to; index++) {
        const rows = rowsOf(tokens[index]!, language)
        for (const row of rows) add(row, table.sentenceWeights[row]! / rows.length)
      }
      const norm = length(sum)
      for (let d = 0; d < dimensions; d++) out[at + d] = norm > 0 ? Math.round((127 * sum[d]!) / norm) : 0
    },
  }
}

const none: readonly string[] = []

/**
 * What a word is looked up by: its stem in English, in another language the stems of its English translations, or where none
 * is known the stem that an English word of its spelling has.
 */
export function wordKeys({ term, word }: Pick<Token, 'term' | 'word'>, language: Language): readonly string[] {
  const first = word.charCodeAt(0)
  if (first >= 48 && first <= 57) return [/^(?:19|20)\d\d$/.test(word) ? yearKey : numberKey]
  if (language === 'en') return [term]
  const translated = englishOf(term, language)
  if (translated.length > 0) return translated
  const related = conceptWordsOf(term, language)
  if (related.length > 0) return related
  return word.length > 3 ? [stem(word, 'en')] : none
}

/** Finds the rows of a word's keys. */
function rowFinder({ hashes }: Table) {
  const rowOf = (key: string) => {
    const hash = termHash(key)
    let low = 0
    let high = hashes.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (hashes[middle]! < hash) low = middle + 1
      else high = middle
    }
    return hashes[low] === hash ? low : -1
  }
  return (token: Pick<Token, 'term' | 'word'>, language: Language): readonly number[] =>
    wordKeys(token, language)
      .map(rowOf)
      .filter((row) => row >= 0)
}

/** Little-endian: two sizes (uint32), then the fields of `Table`, as train-word-vectors.py writes them. */
function readTable(file: URL): Table {
  const { buffer } = new Uint8Array(readFileSync(file)) // a copy that begins at 0, so that every field is aligned
  const [dimensions = 0, words = 0] = new Uint32Array(buffer, 0, 2)
  let at = 8
  const next = <A>(
    make: new (buffer: ArrayBufferLike, at: number, length: number) => A,
    length: number,
    width: number,
  ): A => {
    const part = new make(buffer, at, length)
    at += length * width
    return part
  }
  return {
    dimensions,
    hashes: next(Uint32Array, words, 4),
    questionWeights: next(Float32Array, words, 4),
    sentenceWeights: next(Float32Array, words, 4),
    scales: next(Float32Array, words, 4),
    turn: next(Float32Array, dimensions * dimensions, 4),
    vectors: next(Int8Array, words * dimensions, 1),
  }
}
