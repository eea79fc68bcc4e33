import type { ReadPassage } from './passage-cache.ts'
import type { AnswerSentence, Strategy } from './answer.ts'
import { cite } from './cite.ts'
import type { Evidence } from './evidence.ts'
import type { RankedSentence } from './rank-sentences.ts'
import { isInstructionLike } from './verify/instruction-like.ts'
import { isStatement } from './statement.ts'

interface Shape {
  readonly sentences: number
  /** A sentence joins when it scores at least this much below the best, in logits of the ranking model. */
  readonly margin: number
}

const shapes: Record<Strategy, Shape> = {
  concise: { sentences: 2, margin: 1.2 },
  star: { sentences: 8, margin: 2.5 },
  detailed: { sentences: 5, margin: 2.2 },
  'example-driven': { sentences: 4, margin: 2.2 },
}

interface Chosen {
  readonly read: ReadPassage
  readonly sentence: RankedSentence
}

/**
 * The extractive answer: sentences of the sources themselves, each its own proof. The best one opens it; the others follow
 * passage by passage in the order they were written.
 */
export function composeAnswer(evidence: Evidence, strategy: Strategy): AnswerSentence[] {
  const candidates = quotable(evidence)
  const best = candidates[0]
  if (!best) return []
  const chosen = strategy === 'star' ? wholeStory(best, candidates, evidence) : closeBehind(best, candidates, shapes[strategy])
  return inReadingOrder(chosen).map(({ read, sentence }) => {
    const citation = cite(read.passage, sentence.start, sentence.end)
    return { text: readable(citation.quote), citations: [citation] }
  })
}

/** Sentences that may be shown, best first: statements, each once, and none that tries to instruct whoever reads it. */
function quotable(evidence: Evidence): Chosen[] {
  const seen = new Set(evidence.question.given)
  return evidence.ranked.flatMap((sentence) => {
    const read = evidence.passages.get(sentence.passageId)!
    const text = read.passage.text.slice(sentence.start, sentence.end)
    const key = readable(text).toLowerCase()
    if (seen.has(key) || !isStatement(text) || isInstructionLike(text, read.passage.language)) return []
    seen.add(key)
    return [{ read, sentence }]
  })
}

function closeBehind(best: Chosen, candidates: readonly Chosen[], shape: Shape): Chosen[] {
  return candidates.filter(({ sentence }) => sentence.score >= best.sentence.score - shape.margin).slice(0, shape.sentences)
}

/** A STAR story is told whole: the passage of the best sentence, from its situation to its result. */
function wholeStory(best: Chosen, candidates: readonly Chosen[], evidence: Evidence): Chosen[] {
  const passage = best.read.passage
  const story = candidates.filter(({ read }) => read.passage.sourceId === passage.sourceId && read.passage.heading === passage.heading)
  return story.length > 1 ? story.slice(0, shapes.star.sentences) : closeBehind(best, quotable(evidence), shapes.detailed)
}

/** Passages in the order of their best sentence; inside a passage as it was written. */
function inReadingOrder(chosen: readonly Chosen[]): Chosen[] {
  const order = new Map<string, number>()
  for (const { read } of chosen) {
    const key = read.passage.sourceId
    if (!order.has(key)) order.set(key, order.size)
  }
  const place = ({ read, sentence }: Chosen) => read.passage.start + sentence.start
  return [...chosen].sort((a, b) => order.get(a.read.passage.sourceId)! - order.get(b.read.passage.sourceId)! || place(a) - place(b))
}

/** A quote as it reads in an answer: one line, without the bullet it had in a list. */
function readable(quote: string): string {
  return quote.replace(/^(?:[-*+•]|\d+[.)])\s+/, '').replace(/\s+/g, ' ').trim()
}
