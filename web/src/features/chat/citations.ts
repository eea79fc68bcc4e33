import type { Citation, Sentence } from '../../api/types.ts'

export interface NumberedCitation {
  /** 1-based, in the order in which the answer first rests on it. */
  number: number
  citation: Citation
}

/** The source that an answer rests on, with those of its citations that lie in it. */
export interface CitedSource {
  sourceId: string
  version: string
  title: string
  pages: number[]
  citations: NumberedCitation[]
}

/** Two citations of the same span are one. */
export function citationKey({ sourceId, version, start, end }: Omit<Citation, 'title' | 'audience' | 'quote'>): string {
  return `${sourceId}@${version}:${start}-${end}`
}

export function numberCitations(sentences: readonly Sentence[]): Map<string, NumberedCitation> {
  const numbered = new Map<string, NumberedCitation>()
  for (const citation of sentences.flatMap((sentence) => sentence.citations)) {
    const key = citationKey(citation)
    if (!numbered.has(key)) numbered.set(key, { number: numbered.size + 1, citation })
  }
  return numbered
}

export function citedSources(numbered: Iterable<NumberedCitation>): CitedSource[] {
  const sources = new Map<string, CitedSource>()
  for (const entry of numbered) {
    const { sourceId, version, title, page } = entry.citation
    const key = `${sourceId}@${version}`
    const source = sources.get(key) ?? { sourceId, version, title, pages: [], citations: [] }
    sources.set(key, source)
    source.citations.push(entry)
    if (page !== undefined && !source.pages.includes(page)) source.pages.push(page)
  }
  for (const source of sources.values()) source.pages.sort((a, b) => a - b)
  return [...sources.values()]
}

/**
 * Breaks an answer into paragraphs: a new one where the source changes, but none of a single sentence before it.
 * Looks only backwards, so that a streaming answer never moves what is already shown.
 */
export function paragraphs(sentences: readonly Sentence[]): Sentence[][] {
  const result: Sentence[][] = []
  for (const sentence of sentences) {
    const current = result.at(-1)
    const sameSource = current?.at(-1)?.citations[0]?.sourceId === sentence.citations[0]?.sourceId
    if (current && (sameSource || current.length < 2)) current.push(sentence)
    else result.push([sentence])
  }
  return result
}
