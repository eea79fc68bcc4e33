import type { Language } from '../text/language.ts'
import { tokenize } from '../text/terms.ts'

export interface Posting {
  term: string
  /** How often, titles and headings weighted. */
  frequency: number
  /** Weighted terms of the whole passage. */
  length: number
}

const titleWeight = 2

export function indexTerms(passage: { title: string; heading: string; text: string; language: Language }): Posting[] {
  const counts = new Map<string, number>()
  let length = 0
  const add = (text: string, weight: number) => {
    for (const token of tokenize(text, passage.language)) {
      if (token.stop) continue
      counts.set(token.term, (counts.get(token.term) ?? 0) + weight)
      length += weight
    }
  }
  add(passage.text, 1)
  add(`${passage.title} ${passage.heading}`, titleWeight)
  return [...counts].map(([term, frequency]) => ({ term, frequency, length }))
}
