import type { Authorized } from '#auth'
import type { Passage } from '../retrieval/search-result.ts'
import type { Citation } from './answer.ts'

/** The citation of a span inside a passage; `start` and `end` are UTF-16 offsets into the passage's text. */
export function cite(passage: Authorized<Passage>, start: number, end: number): Citation {
  return {
    sourceId: passage.sourceId,
    title: passage.title,
    version: passage.version,
    audience: passage.audience,
    start: passage.start + start,
    end: passage.start + end,
    quote: passage.text.slice(start, end),
    ...(passage.page !== undefined && { page: passage.page }),
  }
}
