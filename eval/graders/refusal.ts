import { anyone } from '#auth'
import type { Language, Twin } from '#twin'
import { ingestCorpus } from './ingest-corpus.ts'
import { holdsAnswer, type RefusalSet } from './refusal-sets.ts'

export interface RefusalReport {
  questions: number
  accuracy: number
  answeredWhenAnswerable: number
  refusedWhenNot: number
  /** Of those answered, how many could be; of those refused, how many could not. */
  answerPrecision: number
  refusalPrecision: number
  /** Of the answerable questions, refusal off: the first ranked sentence, or one of the first three, holds an answer. */
  containment1: number
  containment3: number
}

/** Answers or refuses every question of a set over its own documents, with the threshold as shipped. */
export async function gradeRefusal(twin: Twin, set: RefusalSet, language: Language): Promise<RefusalReport> {
  await ingestCorpus(twin, set.documents, language)
  const counts = { right: 0, answered: 0, answerable: 0, answeredRight: 0, refusedRight: 0, first: 0, three: 0 }
  for (const { question, answerable, answers } of set.questions) {
    const { answered, sentences } = await twin.weigh(anyone, question, { language })
    if (answered === answerable) counts.right++
    if (answered) counts.answered++
    if (!answerable) {
      if (!answered) counts.refusedRight++
      continue
    }
    counts.answerable++
    if (answered) counts.answeredRight++
    const holds = sentences.slice(0, 3).map(({ text }) => holdsAnswer(text, answers))
    if (holds[0]) counts.first++
    if (holds.includes(true)) counts.three++
  }
  const total = set.questions.length
  return {
    questions: total,
    accuracy: share(counts.right, total),
    answeredWhenAnswerable: share(counts.answeredRight, counts.answerable),
    refusedWhenNot: share(counts.refusedRight, total - counts.answerable),
    answerPrecision: share(counts.answeredRight, counts.answered),
    refusalPrecision: share(counts.refusedRight, total - counts.answered),
    containment1: share(counts.first, counts.answerable),
    containment3: share(counts.three, counts.answerable),
  }
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((part / whole) * 10_000) / 10_000
}
