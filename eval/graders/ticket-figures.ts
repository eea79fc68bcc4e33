import type { TicketClass } from '#agents'
import { categories, type Category } from '#desk'

export interface Ticket {
  readonly text: string
  readonly category: Category | null
  readonly subcategory?: string | null
  readonly priority?: string
  readonly lang?: string
}

/** A ticket and what the classifier made of it. */
export interface ClassifiedTicket {
  readonly ticket: Ticket
  readonly found: TicketClass
}

const thresholds = [0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]

/**
 * - `accuracy`, `macroF1`: at full coverage, the likeliest category of tickets that have one
 * - `abstained`, `accuracyWhenAnswered`: of those, as the product answers
 * - `noTicketRefused`: share of the texts without a category on which it abstains
 * - `coverage`: the abstention curve over all tickets; an answer to a text without a category is wrong
 * - `calibrationError`: mean distance of confidence and accuracy over ten bins of confidence, weighted (ECE, Guo et al. 2017)
 */
export function measureTickets(rows: readonly ClassifiedTicket[]): object {
  const placed = rows.filter(({ ticket }) => ticket.category !== null)
  const others = rows.filter(({ ticket }) => ticket.category === null)
  const answered = placed.filter(({ found }) => found.category !== null)
  const rated = placed.filter(({ ticket }) => ticket.priority !== undefined)
  const detailed = answered.filter(({ ticket, found }) => ticket.subcategory && found.category === ticket.category)
  return {
    accuracy: share(placed, ({ ticket, found }) => found.likeliest === ticket.category),
    macroF1: macroF1(
      placed.map(({ ticket, found }) => [ticket.category!, found.likeliest]),
      categories,
    ),
    abstained: share(placed, ({ found }) => found.category === null),
    accuracyWhenAnswered: share(answered, ({ ticket, found }) => found.category === ticket.category),
    noTicketRefused: share(others, ({ found }) => found.category === null),
    priorityAccuracy: share(rated, ({ ticket, found }) => found.priority === ticket.priority),
    subcategoryAccuracy: share(detailed, ({ ticket, found }) => found.subcategory === ticket.subcategory),
    calibrationError: calibrationError(placed),
    tickets: placed.length,
    noTickets: others.length,
    coverage: thresholds.map((threshold) => {
      const sure = rows.filter(({ found }) => found.confidence >= threshold)
      return {
        threshold,
        answered: round(sure.length / rows.length),
        accuracy: share(sure, ({ ticket, found }) => found.likeliest === ticket.category),
      }
    }),
  }
}

/** Mean F1 over the labels that occur in the truth. */
export function macroF1(
  pairs: readonly (readonly [truth: string, found: string])[],
  labels: readonly string[],
): number | null {
  const scores = labels
    .filter((label) => pairs.some(([truth]) => truth === label))
    .map((label) => {
      const hits = pairs.filter(([truth, found]) => truth === label && found === label).length
      const claimed = pairs.filter(([, found]) => found === label).length
      const real = pairs.filter(([truth]) => truth === label).length
      return (2 * hits) / (claimed + real)
    })
  return scores.length === 0 ? null : round(scores.reduce((sum, score) => sum + score, 0) / scores.length)
}

/** Rounded to four places; null of nothing. */
export function share<Row>(rows: readonly Row[], holds: (row: Row) => boolean): number | null {
  return rows.length === 0 ? null : round(rows.filter(holds).length / rows.length)
}

function calibrationError(rows: readonly ClassifiedTicket[]): number | null {
  if (rows.length === 0) return null
  let error = 0
  for (let bin = 0; bin < 10; bin++) {
    const inBin = rows.filter(({ found }) => Math.min(9, Math.floor(found.confidence * 10)) === bin)
    const right = inBin.filter(({ ticket, found }) => found.likeliest === ticket.category).length
    error += Math.abs(inBin.reduce((sum, { found }) => sum + found.confidence, 0) - right)
  }
  return round(error / rows.length)
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000
}
