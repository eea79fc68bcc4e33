import { sentenceSpans } from '#twin'
import { scoreAnswer, type QuestionKind } from '#interview'
import { seededRandom } from '../fit/seeded-random.ts'
import { attacks, combined, type Random } from './answer-attacks.ts'
import type { GradedAnswers } from './scoring.ts'

interface Attacked {
  readonly id: string
  readonly question: string
  readonly kind: QuestionKind
  readonly answer: string
}

interface AttackFigures {
  attacks: number
  raised: number
  /** Points of the worst. */
  mostPoints: number
}

export interface GamingFigures {
  readonly answers: number
  readonly byAttack: Readonly<Record<string, AttackFigures>>
  readonly climb: {
    readonly answers: number
    readonly steps: number
    readonly raised: number
    readonly mostPoints: number
  }
}

/** Whole answers and their leading parts, evenly taken from all grades: `count` of them, or as many as there are. */
export function answersToAttack(questions: readonly GradedAnswers[], count: number): Attacked[] {
  const all = questions.flatMap(({ id, type, question, ...grades }) =>
    (['strong', 'middling', 'weak'] as const).flatMap((grade) => {
      const answer = grades[grade]
      const ends = sentenceSpans(answer, 'en').map(({ end }) => end)
      const cuts = new Set([0.25, 0.5, 0.75, 0.9, 1].map((part) => ends[Math.ceil(part * ends.length) - 1]!))
      return [...cuts].map((end) => ({ id: `${id} ${grade}`, question, kind: type, answer: answer.slice(0, end) }))
    }),
  )
  const step = Math.max(1, all.length / count)
  return Array.from({ length: Math.min(count, all.length) }, (_, index) => all[Math.floor(index * step)]!)
}

/**
 * Attacks every answer in every way, and counts the scores that rose. Then a climb: of `climbs` answers each is attacked
 * by several attacks at once, again and again, always going on from the best so far.
 */
export function gradeGaming(
  answers: readonly Attacked[],
  {
    climbs,
    steps,
    raised,
  }: { climbs: number; steps: number; raised?: (attack: string, id: string, by: number) => void },
): GamingFigures {
  const random = seededRandom(20_26)
  const byAttack: Record<string, AttackFigures> = {}
  for (const answer of answers) {
    const before = totalOf(answer)
    for (const [kind, ways] of Object.entries(attacks)) {
      const figures = (byAttack[kind] ??= { attacks: 0, raised: 0, mostPoints: 0 })
      for (const attack of ways) {
        const by = totalOf({ ...answer, answer: attack(answer, random) }) - before
        figures.attacks++
        if (by <= 0) continue
        figures.raised++
        figures.mostPoints = Math.max(figures.mostPoints, by)
        raised?.(kind, answer.id, by)
      }
    }
  }
  const step = Math.max(1, Math.floor(answers.length / Math.max(1, climbs)))
  const climbed = answers.filter((_, index) => index % step === 0).slice(0, climbs)
  const gains = climbed.map((answer) => climb(answer, steps, random))
  return {
    answers: answers.length,
    byAttack,
    climb: {
      answers: climbed.length,
      steps,
      raised: gains.filter((gain) => gain > 0).length,
      mostPoints: Math.max(0, ...gains),
    },
  }
}

/** Points won by the best combination found. */
function climb(answer: Attacked, steps: number, random: Random): number {
  const before = totalOf(answer)
  let best = { text: answer.answer, total: before }
  for (let step = 0; step < steps; step++) {
    const text = combined({ ...answer, answer: best.text }, random, 1 + Math.floor(random() * 3))
    if (text.length > 15_000) continue
    const total = totalOf({ ...answer, answer: text })
    if (total >= best.total) best = { text, total }
  }
  return best.total - before
}

function totalOf({ question, kind, answer }: Attacked): number {
  return scoreAnswer({ question, kind, answer, language: 'en' }).total
}
