/** Cormack, Clarke and Büttcher (2009) found 60 and nobody a better one. */
const rankOffset = 60

/**
 * Weighted reciprocal rank fusion (Cormack, Clarke and Büttcher 2009): a passage scores `1 / (60 + rank)` in the lexical
 * ranking plus `vote` times that in the other. With a vote of 0 the lexical ranking comes back as it was.
 */
export function fuse(
  lexical: readonly number[],
  vectors: readonly number[],
  vote: number,
): { passageId: number; score: number }[] {
  const scores = new Map(lexical.map((id, rank) => [id, 1 / (rankOffset + rank + 1)]))
  if (vote > 0) {
    for (const [rank, id] of vectors.entries()) scores.set(id, (scores.get(id) ?? 0) + vote / (rankOffset + rank + 1))
  }
  return Array.from(scores, ([passageId, score]) => ({ passageId, score })).sort(
    (one, other) => other.score - one.score || one.passageId - other.passageId,
  )
}
