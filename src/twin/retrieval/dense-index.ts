import { audienceLevel, type Audience } from '#auth'
import type { Database } from '#storage'
import { tokenize } from '../text/terms.ts'
import { wordVectors } from '../text/word-vectors.ts'
import { listPassageIds, readPassages, type StoredPassage } from './dense-store.ts'
import type { IndexState } from './search-result.ts'
import { wholeText } from './whole-text.ts'

/** Passages by what they are about: `wordVectors` of their title, headings and text, kept in the process. */
export interface DenseIndex {
  /**
   * The passages nearest to a question's vector, nearest first, of those the audience could see when the index was read. A
   * hint only: whether the asker may see them is for the search to say, in SQL.
   */
  nearest(question: Float32Array, audience: Audience, count: number): number[]
  /** Reads what has come and forgets what has gone, unless this is the state it has read already; true when it read. */
  bringTo(state: IndexState): Promise<boolean>
}

/** That each audience's scan goes over: it must stay below a millisecond. */
const maxPassages = 2_000

interface Entry {
  readonly id: number
  /** Milliseconds since 1970. */
  readonly expiresAt: number
  readonly vector: Int8Array
}

export function createDenseIndex(database: Database): DenseIndex {
  /** By audience level, what it may see; the same entry stands in several. */
  let entries: readonly (readonly Entry[])[] = []
  let known: IndexState = { newest: 0, passages: 0 }
  let reading: Promise<void> | undefined

  const isKnown = ({ newest, passages }: IndexState) => newest === known.newest && passages === known.passages

  async function read(state: IndexState): Promise<void> {
    const ids = await listPassageIds(database, maxPassages)
    const kept = new Map(entries.flat().map((entry) => [entry.id, entry]))
    const missing = new Set(ids.flat().filter((id) => !kept.has(id)))
    for (const entry of await load(database, [...missing])) kept.set(entry.id, entry)
    entries = ids.map((visible) => visible.flatMap((id) => kept.get(id) ?? []))
    known = state
  }

  return {
    nearest(question, audience, count) {
      const now = Date.now()
      const best: { id: number; similarity: number }[] = []
      for (const entry of entries[audienceLevel(audience)] ?? []) {
        if (entry.expiresAt <= now) continue
        const similarity = dot(question, entry.vector)
        if (best.length === count && similarity <= best[count - 1]!.similarity) continue
        if (best.length === count) best.pop()
        let at = best.length
        while (at > 0 && best[at - 1]!.similarity < similarity) at--
        best.splice(at, 0, { id: entry.id, similarity })
      }
      return best.map(({ id }) => id)
    },
    async bringTo(state) {
      if (isKnown(state)) return false
      // Whose reading is under way may have begun before what this state tells of.
      while (!isKnown(state)) await (reading ??= read(state).finally(() => (reading = undefined)))
      return true
    },
  }
}

/** Four sums at once: the processor need not wait for each addition. Dimensions are a multiple of four. */
function dot(question: Float32Array, vector: Int8Array): number {
  let [a, b, c, e] = [0, 0, 0, 0]
  for (let d = 0; d < vector.length; d += 4) {
    a += question[d]! * vector[d]!
    b += question[d + 1]! * vector[d + 1]!
    c += question[d + 2]! * vector[d + 2]!
    e += question[d + 3]! * vector[d + 3]!
  }
  return a + b + c + e
}

/** Passages read at once: some hundred kilobytes of text. */
const batchSize = 200

async function load(database: Database, ids: readonly number[]): Promise<Entry[]> {
  const entries: Entry[] = []
  for (let at = 0; at < ids.length; at += batchSize)
    for (const passage of await readPassages(database, ids.slice(at, at + batchSize)))
      entries.push({
        id: passage.id,
        expiresAt: passage.expiresAt?.getTime() ?? Infinity,
        vector: embed(passage),
      })
  return entries
}

function embed(passage: StoredPassage): Int8Array {
  const words = wordVectors()
  const { language } = passage
  const tokens = tokenize(wholeText(passage), language)
  const vector = new Int8Array(words.dimensions)
  words.embedSentence(tokens, 0, tokens.length, language, vector, 0)
  return vector
}
