import type { AnswerSentence, Strategy } from './answer.ts'
import { cite } from './cite.ts'
import type { Evidence } from './evidence.ts'
import type { ReadPassage } from './passage-cache.ts'
import type { RankedSentence } from './rank-sentences.ts'
import { readable } from './readable.ts'
import { termHash } from '../text/term-hash.ts'

interface Shape {
  /** At most this many sentences in all. */
  readonly sentences: number
  /** Of them, sentences that stand around the best one in its passage, at most this far below it in score. */
  readonly around: number
  readonly aroundMargin: number
  /** A sentence of another passage joins at most this far below the best. Scores are logits of the ranking model. */
  readonly margin: number
}

const shapes: Record<Strategy, Shape> = {
  concise: { sentences: 4, around: 2, aroundMargin: 6, margin: 2.5 },
  detailed: { sentences: 7, around: 4, aroundMargin: 12, margin: 3.5 },
  star: { sentences: 12, around: 12, aroundMargin: Infinity, margin: 0 },
  'example-driven': { sentences: 6, around: 3, aroundMargin: 14, margin: 5 },
}

/** What a passage that tells a story gains, in logits, where a story is asked for: found on twins that were left out. */
const storyBonus = 2
/** Each sentence further from the best one has to be this much better to be preferred. */
const distanceCost = 0.5

/** What a sentence with a concrete case gains, in logits, where examples are asked for: as much as six sentences of distance. */
const exampleBonus = 3

/** A number, or words that announce an example, in the languages that are read. */
const concrete =
  /\p{Nd}|\b(for example|for instance|such as|e\.g\.|par exemple|zum beispiel|beispielsweise|z\. ?b\.|por ejemplo)/iu

interface Candidate {
  readonly read: ReadPassage
  readonly sentence: RankedSentence
}

/**
 * The extractive answer: sentences of the sources themselves, each its own proof. The best one brings its surroundings
 * with it, because a thought is rarely one sentence; close rivals from elsewhere join. Each passage reads in the order it
 * was written.
 */
export function composeAnswer(evidence: Evidence, strategy: Strategy): readonly AnswerSentence[] {
  const composed = composedOf.get(evidence) ?? new Map<Strategy, readonly AnswerSentence[]>()
  composedOf.set(evidence, composed)
  const known = composed.get(strategy)
  if (known) return known
  const answer = compose(evidence, strategy)
  composed.set(strategy, answer)
  return answer
}

/** Evidence that is remembered keeps what was made of it. */
const composedOf = new WeakMap<Evidence, Map<Strategy, readonly AnswerSentence[]>>()

function compose(evidence: Evidence, strategy: Strategy): AnswerSentence[] {
  const candidates = quotable(evidence)
  const best = strategy === 'star' ? openingOfStory(candidates) : candidates[0]
  if (!best) return []
  const shape = shapes[strategy === 'star' && !best.read.analysis.story ? 'detailed' : strategy]
  const merit = strategy === 'example-driven' ? exampleMerit : ({ sentence }: Candidate) => sentence.score
  const around = surroundings(best, candidates, shape, merit)
  const elsewhere = candidates
    .filter(({ read, sentence }) => read !== best.read && sentence.score >= best.sentence.score - shape.margin)
    .sort((a, b) => merit(b) - merit(a))
  const chosen = [...around, ...elsewhere].slice(0, shape.sentences)
  return inReadingOrder(chosen).map(({ read, sentence }) => {
    const citation = cite(read.passage, sentence.start, sentence.end)
    return { text: readable(citation.quote), citations: [citation] }
  })
}

/** The ranked sentences, each text once and none that the conversation has shown. */
function quotable(evidence: Evidence): Candidate[] {
  const seen = new Set(Array.from(evidence.question.given, termHash))
  const candidates: Candidate[] = []
  for (const sentence of evidence.ranked) {
    const read = evidence.passages.get(sentence.passageId)!
    const { textHash } = read.analysis.sentences[sentence.sentence]!
    if (seen.has(textHash)) continue
    seen.add(textHash)
    candidates.push({ read, sentence })
  }
  return candidates
}

/** The best sentence of the passage that fits best as a whole: for a story, what all its sentences say together counts. */
function openingOfStory(candidates: readonly Candidate[]): Candidate | undefined {
  const openings = [...Map.groupBy(candidates, ({ read }) => read).values()].map((sentences) => {
    const together = sentences.reduce((sum, { sentence }) => sum + Math.exp(sentence.score), 0)
    const [opening] = sentences as [Candidate]
    return { opening, fit: Math.log(together) + (opening.read.analysis.story ? storyBonus : 0) }
  })
  return openings.reduce<(typeof openings)[number] | undefined>(
    (best, one) => (best && best.fit >= one.fit ? best : one),
    undefined,
  )?.opening
}

/** The best sentence answers; of the others, those come first that tell a case, or belong to a story. */
function exampleMerit({ read, sentence }: Candidate): number {
  const isConcrete = read.analysis.story || concrete.test(read.passage.text.slice(sentence.start, sentence.end))
  return sentence.score + (isConcrete ? exampleBonus : 0)
}

/** The best sentence, then those of its passage by merit and nearness. */
function surroundings(
  best: Candidate,
  candidates: readonly Candidate[],
  shape: Shape,
  merit: (candidate: Candidate) => number,
): Candidate[] {
  const worth = (candidate: Candidate) =>
    merit(candidate) - distanceCost * Math.abs(candidate.sentence.sentence - best.sentence.sentence)
  const others = candidates.filter(({ read }) => read === best.read).filter((candidate) => candidate !== best)
  return [best, ...others.sort((a, b) => worth(b) - worth(a))]
    .filter(({ sentence }) => sentence.score >= best.sentence.score - shape.aroundMargin)
    .slice(0, shape.around)
}

/** Passages in the order of their best sentence; inside a passage as it was written. */
function inReadingOrder(chosen: readonly Candidate[]): Candidate[] {
  const order = new Map<number, number>()
  for (const { read } of chosen) if (!order.has(read.passage.id)) order.set(read.passage.id, order.size)
  return [...chosen].sort(
    (a, b) => order.get(a.read.passage.id)! - order.get(b.read.passage.id)! || a.sentence.start - b.sentence.start,
  )
}
