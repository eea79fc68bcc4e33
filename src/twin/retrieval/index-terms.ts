import { indexConceptsOf } from '../text/concepts.ts'
import type { Language } from '../text/language.ts'
import { conceptKey, gramKeys, pairKey, searchedTokens, stemKey, wordKey } from './text-terms.ts'

/** A term of a passage: how often its text has it, and how often its title and headings. */
export interface Posting {
  readonly key: number
  body: number
  title: number
}

export interface IndexedPassage {
  readonly postings: readonly Posting[]
  /** Words of the text without stop words. */
  readonly bodyLength: number
  /** The same of title and headings. */
  readonly titleLength: number
}

/** Lengths and counts are stored as smallint. */
const maxCount = 32_767

/** Every term that a passage can be found by. */
export function indexTerms(passage: {
  title: string
  heading: string
  text: string
  language: Language
}): IndexedPassage {
  const postings = new Map<number, Posting>()
  const add = (text: string, field: 'body' | 'title'): number => {
    const tokens = searchedTokens(text, passage.language)
    const count = (key: number) => {
      let posting = postings.get(key)
      if (!posting) postings.set(key, (posting = { key, body: 0, title: 0 }))
      if (posting[field] < maxCount) posting[field]++
    }
    for (const [index, token] of tokens.entries()) {
      count(stemKey(token, passage.language))
      count(wordKey(token, passage.language))
      for (const concept of indexConceptsOf(token.term, passage.language)) count(conceptKey(concept))
      const next = tokens[index + 1]
      if (next) count(pairKey(token, next, passage.language))
      for (const key of gramKeys(token, passage.language)) count(key)
    }
    return Math.min(tokens.length, maxCount)
  }
  const bodyLength = add(passage.text, 'body')
  const titleLength = add(withHeading(passage.title, passage.heading), 'title')
  return { postings: [...postings.values()], bodyLength, titleLength }
}

/** Title and heading path; a document's first heading often is its title, which then counts once. */
function withHeading(title: string, heading: string): string {
  const parts = heading.split(' > ').filter((part) => part !== '' && part !== title)
  return [title, ...parts].join('\n')
}
