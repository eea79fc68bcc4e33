import type { Dimension } from './rubric.ts'
import type { Quote } from './score.ts'
import type { Unit } from './unit.ts'

const quotesShown = 3
/** A sentence that shows less than this share of what the best one shows is no proof beside it. */
const shareOfBest = 0.5

/** How plainly a sentence shows a dimension; which sentences do at all is decided by `assess`. */
const showing: Readonly<Record<Dimension, (unit: Unit) => number>> = {
  situation: ({ cues, times, figures }) => cues.setting + Math.min(1, times.size) + Math.min(1, figures.size),
  task: ({ cues }) => cues.need,
  action: ({ deeds, cues, firstSingular }) => deeds.size * (firstSingular ? 2 : 1) + cues.method,
  result: ({ cues, figures }) => cues.outcome + 2 * Math.min(1, figures.size),
  relevance: ({ terms }) => Math.min(1, terms.size),
  specificity: ({ figures, times }) => figures.size + times.size,
  evidence: ({ cues }) => cues.proof + cues.reasoning / 2 + 2 * cues.reflection,
  clarity: ({ deeds, figures }) => 1 + deeds.size + figures.size,
}

/** The words of the answer that show a dimension best, in the order in which they were said. */
export function quotesOf(dimension: Dimension, units: readonly Unit[]): Quote[] {
  const best = Math.max(...units.map(showing[dimension]))
  return [...units]
    .sort((a, b) => showing[dimension](b) - showing[dimension](a) || a.start - b.start)
    .filter((unit) => showing[dimension](unit) >= shareOfBest * best)
    .slice(0, quotesShown)
    .sort((a, b) => a.start - b.start)
    .map(({ start, end, text }) => ({ start, end, text }))
}
