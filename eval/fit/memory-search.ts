import { tokenize } from '../../src/twin/text/terms.ts'
import { indexConceptsOf } from '../../src/twin/text/concepts.ts'
import type { QueryTerm, SearchResult } from '../../src/twin/retrieval/search-result.ts'
import type { PassageText } from '../../src/twin/answering/analyze-passage.ts'

const k1 = 1.2
const b = 0.75

/**
 * BM25 over passages in memory, so that fitting needs no database. Titles count as part of the text; of the alternatives
 * of a word a passage scores the best.
 */
export function memorySearch(passages: readonly PassageText[], hasProfile: boolean) {
  const postings = new Map<string, { passage: number; count: number }[]>()
  const lengths: number[] = []
  passages.forEach((passage, index) => {
    const counts = new Map<string, number>()
    let length = 0
    for (const token of tokenize(`${passage.title}\n${passage.text}`, passage.language)) {
      if (token.stop) continue
      length++
      for (const term of [token.term, ...indexConceptsOf(token.term, passage.language)])
        counts.set(term, (counts.get(term) ?? 0) + 1)
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
    const documentFrequency = new Map<string, number>()
    const groups = new Map<number, Map<number, number>>()
    for (const { term, weight, group } of terms) {
      const list = postings.get(term) ?? []
      documentFrequency.set(term, list.length)
      let best = groups.get(group)
      if (!best) groups.set(group, (best = new Map()))
      const idf = Math.log(1 + (passages.length - list.length + 0.5) / (list.length + 0.5))
      for (const { passage, count } of list) {
        const norm = k1 * (1 - b + (b * lengths[passage]!) / averageLength)
        const score = (weight * idf * count * (k1 + 1)) / (count + norm)
        if (score > (best.get(passage) ?? 0)) best.set(passage, score)
      }
    }
    const scores = new Map<number, number>()
    for (const best of groups.values())
      for (const [passage, score] of best) scores.set(passage, (scores.get(passage) ?? 0) + score)
    const hits = [...scores]
      .sort((x, y) => y[1] - x[1] || x[0] - y[0])
      .slice(0, limit)
      .map(([index, score]) => ({ passageId: passages[index]!.id, score }))
    return {
      hits,
      passageCount: passages.length,
      documentFrequency,
      hasProfile,
      near: [],
      ownerName: '',
      index: { newest: 0, passages: 0 },
    }
  }
}
