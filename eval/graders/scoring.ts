import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { questionKinds, scoreAnswer, type QuestionKind } from '#interview'

const here = new URL('../datasets/interview-answers/', import.meta.url)

const gradedSchema = z.object({
  id: z.string(),
  type: z.enum(questionKinds),
  question: z.string(),
  strong: z.string(),
  middling: z.string(),
  weak: z.string(),
})
export type GradedAnswers = z.infer<typeof gradedSchema>

const grades = ['strong', 'middling', 'weak'] as const
const pairs = [
  ['strong', 'middling'],
  ['middling', 'weak'],
  ['strong', 'weak'],
] as const

export interface OrderFigures {
  readonly pairs: number
  readonly rightOrder: number
  /** Share of the pairs whose better answer has the higher total. */
  readonly share: number
  readonly byPair: Readonly<Record<string, number>>
  readonly meanTotals: Readonly<Record<string, number>>
  /** Share of the pairs whose bands do not touch. */
  readonly bandsApart: number
}

/**
 * Questions with a strong, a middling and a weak answer, each set by another writer. The held one was never tuned on; `dev2` came after
 * the scorer, from someone who had not seen it, and is harder.
 */
export async function readGradedAnswers(half: 'dev' | 'dev2' | 'held'): Promise<GradedAnswers[]> {
  const text = await readFile(new URL(`${half}.jsonl`, here), 'utf8')
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => gradedSchema.parse(JSON.parse(line)))
}

/** Whether the rules order answers as their writers graded them. `wrong` is told each pair that they do not. */
export function gradeScoring(
  questions: readonly GradedAnswers[],
  wrong: (id: string, better: string, worse: string) => void = () => {},
): OrderFigures {
  const right: Record<string, number> = {}
  let apart = 0
  const totals: Record<string, number[]> = {}
  for (const { id, type, question, ...answers } of questions) {
    const scored = Object.fromEntries(
      grades.map((grade) => [
        grade,
        scoreAnswer({ question, kind: type satisfies QuestionKind, answer: answers[grade] }),
      ]),
    ) as Record<(typeof grades)[number], ReturnType<typeof scoreAnswer>>
    for (const grade of grades) (totals[grade] ??= []).push(scored[grade].total)
    for (const [better, worse] of pairs) {
      const name = `${better} over ${worse}`
      right[name] ??= 0
      if (scored[better].total > scored[worse].total) right[name]++
      else wrong(id, better, worse)
      if (scored[better].band.low > scored[worse].band.high) apart++
    }
  }
  const count = questions.length * pairs.length
  const rightOrder = Object.values(right).reduce((sum, value) => sum + value, 0)
  return {
    pairs: count,
    rightOrder,
    share: toThousandth(rightOrder / count),
    byPair: right,
    meanTotals: Object.fromEntries(
      Object.entries(totals).map(([grade, values]) => [
        grade,
        Math.round(values.reduce((sum, value) => sum + value, 0) / values.length),
      ]),
    ),
    bandsApart: toThousandth(apart / count),
  }
}

function toThousandth(value: number): number {
  return Math.round(value * 1000) / 1000
}
