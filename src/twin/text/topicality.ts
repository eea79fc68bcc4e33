import type { Language } from './language.ts'
import { tokenize, type Token } from './terms.ts'
import { wordVectors } from './word-vectors.ts'

/**
 * How near the words of a text are in meaning to a question: the cosine of their vectors (see word-vectors.ts), about -0.1 for
 * texts about something else to 0.6. The question's own words in the text do not count, so that repeating them brings nothing.
 */
export function topicality(question: string, language: Language): (tokens: readonly Token[]) => number {
  const vectors = wordVectors()
  const asked = tokenize(question, language)
  const own = new Set(asked.map(({ term }) => term))
  const wanted = vectors.embedQuestion(asked, language)
  const embedded = new Int8Array(vectors.dimensions)
  return (tokens) => {
    const others = tokens.filter(({ term }) => !own.has(term))
    vectors.embedSentence(others, 0, others.length, language, embedded, 0)
    return wanted.reduce((sum, value, index) => sum + (value * embedded[index]!) / 127, 0)
  }
}
