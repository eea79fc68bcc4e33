import { tokenize } from '../../src/twin/text/terms.ts'
import type { Language } from '../../src/twin/text/language.ts'
import type { QueryTerm, SearchResult } from '../../src/twin/retrieval/search-result.ts'
import type { PassageText } from '../../src/twin/answering/analyze-passage.ts'

const k1 = 1.2
const b = 0.75

/** BM25 over passages in memory, so that fitting needs no database. Titles count as part of the text. */
export function memorySearch(passages: readonly PassageText[], language: Language) {
  const postings = new Map<string, { passage: number; count: number }[]>()
  const lengths: number[] = []
  passages.forEach((passage, index) => {
    const counts = new Map<string, number>()
    let length = 0
    for (const token of tokenize(`${passage.title}\n${passage.text}`, language)) {
      if (token.stop) continue
      length++
      counts.set(token.term, (counts.get(token.term) ?? 0) + 1)
    }
    lengths.push(length)
    for (const [term, count] of counts) {
      let list = postings.get(term)
      if (!list) postings.set(term, (list = []))
      list.push({ passage: index, count })
    }
  })
  const averageLength = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length)

  return function search(terms: readonly QueryTerm[], limit: number): SearchResult {
    const scores = new Map<number, number>()
    const documentFrequency = new Map<string, number>()
    for (const { term, weight } of terms) {
      const list = postings.get(term) ?? []
      documentFrequency.set(term, list.length)
      const idf = Math.log(1 + (passages.length - list.length + 0.5) / (list.length + 0.5))
      for (const { passage, count } of list) {
        const norm = k1 * (1 - b + (b * lengths[passage]!) / averageLength)
        scores.set(passage, (scores.get(passage) ?? 0) + (weight * idf * count * (k1 + 1)) / (count + norm))
      }
    }
    const hits = [...scores]
      .sort((x, y) => y[1] - x[1] || x[0] - y[0])
      .slice(0, limit)
      .map(([index, score]) => ({ passageId: passages[index]!.id, score }))
    return { hits, passageCount: passages.length, documentFrequency }
  }
}
