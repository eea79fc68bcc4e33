/** Half-open range of UTF-16 indices. */
export interface Span {
  start: number
  end: number
}

/** A piece of a source's text that is drawn in one way. */
export interface Segment extends Span {
  /** `cited`: the citation that is open. `also-cited`: another citation of the same answer. */
  mark: 'cited' | 'also-cited' | 'none'
  /** The page of a PDF that starts with this piece. */
  page?: number
}

/**
 * Cuts a text into pieces at the edges of its spans and pages. The pieces follow each other without a gap, so that
 * they always read as the whole text, and the pieces marked `cited` as exactly the cited span.
 */
export function segments(
  length: number,
  cited: Span | undefined,
  alsoCited: readonly Span[],
  pages: readonly { page: number; start: number }[] = [],
): Segment[] {
  const inside = (offset: number) => Math.min(Math.max(offset, 0), length)
  const edges = new Set([0, length])
  for (const span of cited ? [cited, ...alsoCited] : alsoCited) edges.add(inside(span.start)).add(inside(span.end))
  for (const { start } of pages) edges.add(inside(start))
  const sorted = [...edges].sort((a, b) => a - b)
  const pageAt = new Map(pages.map(({ page, start }) => [inside(start), page]))
  const covers = (span: Span, at: number) => span.start <= at && at < span.end

  return sorted.slice(0, -1).map((start, index) => {
    const mark =
      cited && covers(cited, start) ? 'cited' : alsoCited.some((s) => covers(s, start)) ? 'also-cited' : 'none'
    const page = pageAt.get(start)
    return { start, end: sorted[index + 1] ?? length, mark, ...(page !== undefined && { page }) }
  })
}
