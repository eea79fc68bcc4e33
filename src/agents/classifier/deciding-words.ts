import type { Category } from '#desk'
import type { LinearModel } from '../text-model/linear-model.ts'
import type { TermMatch } from './terms.ts'

export interface DecidingSpan {
  readonly text: string
  /** UTF-16 positions in the text given, end exclusive. */
  readonly start: number
  readonly end: number
}

const mostSpans = 5
const fewSpans = 3

/** The terms of the category, the telling ones first, then longest first; filled up with the words the model weighs most. */
export function decidingWords(
  text: string,
  category: Category,
  matches: readonly TermMatch[],
  model: LinearModel,
): DecidingSpan[] {
  const terms = matches
    .filter(({ concept }) => concept.startsWith(`${category}.`))
    .map(({ concept, start, end }) => ({ start, end, isWeak: concept.endsWith('?') }))
    .sort((a, b) => Number(a.isWeak) - Number(b.isWeak) || b.end - b.start - (a.end - a.start) || a.start - b.start)
  const spans: DecidingSpan[] = []
  const add = (start: number, end: number, most: number): void => {
    if (spans.length >= most || spans.some((span) => start < span.end && span.start < end)) return
    spans.push({ text: text.slice(start, end), start, end })
  }
  for (const { start, end } of terms) add(start, end, mostSpans)
  for (const { start, end } of model.explain(text, category, mostSpans)) add(start, end, fewSpans)
  return spans
}
