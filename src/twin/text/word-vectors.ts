import { readFileSync } from 'node:fs'
import { conceptWordsOf } from './concepts.ts'
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
  /** The `count` words that answers to a question may use, with their cosines, best first: stems, in English. */
  expand(question: Float32Array, count: number): { readonly term: string; readonly cosine: number }[]
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
  /** Unit centroids of the clusters that the words of `expansions` are kept in, row-major. */
  readonly centroids: Float32Array
  /** First expansion of each cluster, and their number at the end. */
  readonly clusterStarts: Uint32Array
  /** Rows and stems of the words that a question may be expanded with. */
  readonly expansionRows: Uint32Array
  readonly expansions: readonly string[]
}

/** Clusters looked into for expansions: the rest hold none of the best thirty. */
const clustersRead = 5

/** Numbers have no stem: years and other numbers each share a vector. */
const yearKey = '#year'
const numberKey = '#number'

let loaded: WordVectors | undefined

/** The shipped vectors, read at the first use. */
export function wordVectors(): WordVectors {
  return (loaded ??= createWordVectors(readTable(new URL('./word-vectors.bin', import.meta.url))))
}

function createWordVectors(table: Table): WordVectors {
  const { dimensions, vectors, scales, turn } = table
  const rowsOf = translations(table)
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
    expand(question, count) {
      const { centroids, clusterStarts, expansionRows, expansions } = table
      const clusters = createTopList(clustersRead)
      for (let cluster = 0; cluster + 1 < clusterStarts.length; cluster++) {
        let dot = 0
        for (let d = 0, at = cluster * dimensions; d < dimensions; d++) dot += question[d]! * centroids[at++]!
        clusters.add(cluster, dot)
      }
      const best = createTopList(count)
      for (const cluster of clusters.items) {
        for (let item = clusterStarts[cluster]!; item < clusterStarts[cluster + 1]!; item++) {
          const row = expansionRows[item]!
          let dot = 0
          for (let d = 0, at = row * dimensions; d < dimensions; d++) dot += question[d]! * vectors[at++]!
          if (dot > 0) best.add(item, dot / norms[row]!)
        }
      }
      return best.items.map((item, index) => ({ term: expansions[item]!, cosine: best.scores[index]! }))
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

/** The best `size` of the items added, best first. */
function createTopList(size: number) {
  const items: number[] = []
  const scores: number[] = []
  return {
    items,
    scores,
    add(item: number, score: number): void {
      if (items.length === size) {
        if (score <= scores[size - 1]!) return
        items.pop()
        scores.pop()
      }
      let at = items.length
      while (at > 0 && scores[at - 1]! < score) at--
      items.splice(at, 0, item)
      scores.splice(at, 0, score)
    },
  }
}

const none: readonly number[] = []

/** The rows of a word: its own; in another language those of the English words of its concepts, or of the same spelling. */
function translations(table: Table) {
  const { hashes } = table
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
  const year = rowOf(yearKey)
  const number = rowOf(numberKey)
  const known = (rows: number[]) => rows.filter((row) => row >= 0)

  return ({ term, word }: Pick<Token, 'term' | 'word'>, language: Language): readonly number[] => {
    const first = word.charCodeAt(0)
    if (first >= 48 && first <= 57) return known([/^(?:19|20)\d\d$/.test(word) ? year : number])
    if (language === 'en') {
      const row = rowOf(term)
      return row < 0 ? none : [row]
    }
    const translated = known(conceptWordsOf(term, language).map(rowOf))
    if (translated.length > 0) return translated
    const row = word.length > 3 ? rowOf(stem(word, 'en')) : -1
    return row < 0 ? none : [row]
  }
}

/** Little-endian: five sizes (uint32), then the fields of `Table`, as train-word-vectors.py writes them. */
function readTable(file: URL): Table {
  const { buffer } = new Uint8Array(readFileSync(file)) // a copy that begins at 0, so that every field is aligned
  const [dimensions = 0, words = 0, clusters = 0, expanded = 0, nameBytes = 0] = new Uint32Array(buffer, 0, 5)
  let at = 20
  const next = <A>(
    make: new (buffer: ArrayBufferLike, at: number, length: number) => A,
    length: number,
    width: number,
  ): A => {
    const part = new make(buffer, at, length)
    at += length * width
    return part
  }
  const hashes = next(Uint32Array, words, 4)
  const questionWeights = next(Float32Array, words, 4)
  const sentenceWeights = next(Float32Array, words, 4)
  const scales = next(Float32Array, words, 4)
  const turn = next(Float32Array, dimensions * dimensions, 4)
  const centroids = next(Float32Array, clusters * dimensions, 4)
  const clusterStarts = next(Uint32Array, clusters + 1, 4)
  const expansionRows = next(Uint32Array, expanded, 4)
  const vectors = next(Int8Array, words * dimensions, 1)
  const expansions = new TextDecoder().decode(next(Uint8Array, nameBytes, 1)).split('\n')
  return {
    dimensions,
    hashes,
    questionWeights,
    sentenceWeights,
    scales,
    turn,
    vectors,
    centroids,
    clusterStarts,
    expansionRows,
    expansions,
  }
}
