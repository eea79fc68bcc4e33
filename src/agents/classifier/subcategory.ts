import type { Category } from '#desk'
import type { TermMatch } from './terms.ts'

/** What a weak sign counts, beside 1 for a term that names the subcategory. */
const weakSign = 0.3

/** The subcategory whose terms cover most of the text; null when there is none. */
export function subcategoryOf(category: Category, matches: readonly TermMatch[]): string | null {
  const scores = new Map<string, number>()
  const counted = new Set<string>()
  for (const { concept, start, end } of matches) {
    if (!concept.startsWith(`${category}.`) || counted.has(`${concept} ${start}`)) continue
    counted.add(`${concept} ${start}`)
    const isWeak = concept.endsWith('?')
    const name = concept.slice(category.length + 1, isWeak ? -1 : undefined)
    // A longer term says more: "second factor" against "factor". Longer than two words says nothing further.
    const length = Math.min(end - start, 20) / 10
    scores.set(name, (scores.get(name) ?? 0) + (1 + length) * (isWeak ? weakSign : 1))
  }
  let best: string | null = null
  for (const [name, score] of scores) if (best === null || score > scores.get(best)!) best = name
  return best
}
