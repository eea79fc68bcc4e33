/** Figures of one run, all between 0 and 1, over the queries that have a relevant document. */
export interface RetrievalFigures {
  ndcg10: number
  recall5: number
  recall10: number
  mrr10: number
}

/**
 * nDCG@10 with binary gain (Järvelin and Kekäläinen 2002), recall at 5 and 10, and the reciprocal rank of the first
 * relevant document within 10.
 */
export function retrievalFigures(
  runs: readonly { ids: readonly string[]; relevant: ReadonlySet<string> }[],
): RetrievalFigures {
  const sums = { ndcg10: 0, recall5: 0, recall10: 0, mrr10: 0 }
  for (const { ids, relevant } of runs) {
    const hits = ids.slice(0, 10).map((id) => relevant.has(id))
    const gain = hits.reduce((sum, hit, rank) => sum + (hit ? 1 / Math.log2(rank + 2) : 0), 0)
    let ideal = 0
    for (let rank = 0; rank < Math.min(10, relevant.size); rank++) ideal += 1 / Math.log2(rank + 2)
    sums.ndcg10 += gain / ideal
    sums.recall5 += hits.slice(0, 5).filter(Boolean).length / relevant.size
    sums.recall10 += hits.filter(Boolean).length / relevant.size
    const first = hits.indexOf(true)
    sums.mrr10 += first < 0 ? 0 : 1 / (first + 1)
  }
  const mean = (sum: number) => (runs.length === 0 ? 0 : Math.round((sum / runs.length) * 10_000) / 10_000)
  return {
    ndcg10: mean(sums.ndcg10),
    recall5: mean(sums.recall5),
    recall10: mean(sums.recall10),
    mrr10: mean(sums.mrr10),
  }
}
