import type { Question } from './analyze-question.ts'
import type { ReadPassage } from './passage-cache.ts'

/** Who does not ask for a web address is not helped by one. */
const addressConcepts = new Set(['~website', '~contact', '~email'])

/**
 * Says which sentences an answer may quote: none that instructs its reader, none with somebody else's "I", which would read as
 * the person's own, and web addresses only for those who ask for one.
 */
export function showableFor({ terms }: Question): (read: ReadPassage, sentence: number) => boolean {
  const wantsAddress = terms.some(({ term }) => addressConcepts.has(term))
  return ({ analysis, speaker }, sentence) => {
    const { quotable, hasAddress, saysI } = analysis.sentences[sentence]!
    return quotable && !(saysI && speaker === 'other') && (wantsAddress || !hasAddress)
  }
}
