import { sentenceSpans } from '../text/sentences.ts'
import type { Language } from '../text/language.ts'
import { searchedTokens } from './text-terms.ts'

export type Embed = (texts: readonly string[]) => Promise<Float32Array[]>

/** Fewer cannot tell a model that helps from one that hurts. */
const minExercises = 30
const minQuestionLength = 20
const minRestLength = 80

/**
 * How far an embedding model may be trusted on these passages: its mean reciprocal rank divided by BM25's when the first
 * sentence of each passage has to find the rest of it among the rests of all (the inverse cloze task, Lee, Chang and
 * Toutanova 2019). On four English collections this ratio put eight models in the order of what they did to real
 * questions; each of those below 0.9 made fused rankings worse. 0 when there are too few passages to say.
 */
export async function examineEmbeddings(
  passages: readonly { text: string; language: Language }[],
  embed: Embed,
): Promise<number> {
  const exercises = passages.flatMap(({ text, language }) => {
    const end = sentenceSpans(text, language)[0]?.end ?? 0
    const [question, rest] = [text.slice(0, end), text.slice(end).trim()]
    return question.length >= minQuestionLength && rest.length >= minRestLength ? [{ question, rest, language }] : []
  })
  if (exercises.length < minExercises) return 0
  const questions = (await embed(exercises.map(({ question }) => question))).map(normalized)
  const rests = (await embed(exercises.map(({ rest }) => rest))).map(normalized)
  const vectors = reciprocalRank(exercises.length, (index) => rests.map((rest) => dot(questions[index]!, rest)))
  const lexical = lexicalScorer(
    exercises.map(({ rest, language }) => searchedTokens(rest, language).map(({ term }) => term)),
  )
  const words = reciprocalRank(exercises.length, (index) => {
    const { question, language } = exercises[index]!
    return lexical(searchedTokens(question, language).map(({ term }) => term))
  })
  return words === 0 ? 0 : vectors / words
}

/** Ties count against: a model to which all texts look alike finds nothing. */
function reciprocalRank(count: number, scoresOf: (index: number) => number[]): number {
  let sum = 0
  for (let index = 0; index < count; index++) {
    const scores = scoresOf(index)
    sum += 1 / scores.filter((score) => !(score < scores[index]!)).length
  }
  return sum / count
}

/** Plain BM25 (Robertson and Walker 1994) over texts in memory. */
function lexicalScorer(texts: readonly (readonly string[])[]): (terms: readonly string[]) => number[] {
  const counts = texts.map((terms) => {
    const count = new Map<string, number>()
    for (const term of terms) count.set(term, (count.get(term) ?? 0) + 1)
    return count
  })
  const averageLength = texts.reduce((sum, terms) => sum + terms.length, 0) / texts.length
  return (terms) => {
    const scores = Array.from(texts, () => 0)
    for (const term of new Set(terms)) {
      const frequency = counts.filter((count) => count.has(term)).length
      const idf = Math.log(1 + (texts.length - frequency + 0.5) / (frequency + 0.5))
      for (const [index, count] of counts.entries()) {
        const tf = count.get(term) ?? 0
        scores[index]! += (idf * tf * 2.2) / (tf + 1.2 * (0.25 + (0.75 * texts[index]!.length) / averageLength))
      }
    }
    return scores
  }
}

/** The vector scaled to length 1; one without a direction stays as it is. */
export function normalized(vector: Float32Array): Float32Array {
  const length = Math.sqrt(dot(vector, vector))
  return length > 0 && Number.isFinite(length) ? vector.map((value) => value / length) : vector
}

export function dot(one: Float32Array, other: Float32Array): number {
  let sum = 0
  for (let index = 0; index < one.length; index++) sum += one[index]! * other[index]!
  return sum
}
