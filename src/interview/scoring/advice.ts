import type { JudgedUnit } from './judge-units.ts'
import { costs, dimensions, meanings, weights, type Dimension, type QuestionKind } from './rubric.ts'
import type { DimensionScore } from './score.ts'

const maxAdvice = 5
/** From here on there is nothing to advise. */
const good = 70

/** What to do about a dimension that lacks points. */
export const how: Readonly<Record<Dimension, string>> = {
  situation: 'Say where and when it was, and who was concerned.',
  task: 'Say what was needed or at stake before you acted.',
  action: 'Say what you did yourself, step by step: "I" rather than "we".',
  result: 'Say what came of it, with a number or something that others can check.',
  relevance: 'Come back to what was asked: tell a case that answers this very question.',
  specificity: 'Give numbers, dates and sizes for what you tell.',
  evidence: 'Show how you know: compare with before, name a case, give the reason, or what you learnt.',
  clarity: 'Leave out what says nothing about you or the question.',
}

/** One sentence on why a dimension has its points. */
export function noteOf(dimension: Dimension, points: number, sentences: number): string {
  if (sentences === 0) return `No sentence shows it: ${meanings[dimension]}.`
  const shown = sentences === 1 ? '1 sentence shows' : `${sentences} sentences show`
  return `${shown} it (${meanings[dimension]})${points >= good ? '.' : '; more would count.'}`
}

/** What would raise the score most comes first. */
export function adviceFor({
  scored,
  judged,
  density,
  faults,
  kind,
}: {
  readonly scored: Readonly<Record<Dimension, DimensionScore>>
  readonly judged: readonly JudgedUnit[]
  readonly density: number
  readonly faults: number
  readonly kind: QuestionKind
}): string[] {
  const lacking = dimensions
    .filter((dimension) => dimension !== 'clarity' && scored[dimension].points < good)
    .map((dimension) => ({ loss: weights[kind][dimension] * (100 - scored[dimension].points), text: how[dimension] }))
  const empty = judged.filter(({ worth }) => worth === 'empty').map(({ unit }) => unit)
  if (density < 0.8 && empty.length > 0)
    lacking.push({
      loss: 100 * costs.emptiness * (1 - density),
      text: `${how.clarity} For example: "${shortened(empty[0]!.text)}"`,
    })
  if (faults > 0)
    lacking.push({
      loss: 100 * costs.fault * faults,
      text: 'Leave out slogans, praise of yourself and blame: each lowers every dimension.',
    })
  return lacking
    .sort((a, b) => b.loss - a.loss)
    .slice(0, maxAdvice)
    .map(({ text }) => text)
}

function shortened(text: string): string {
  return text.length <= 80 ? text : `${text.slice(0, text.lastIndexOf(' ', 78))} …`
}
