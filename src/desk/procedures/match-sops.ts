import { foldText } from '../tickets/similar-text.ts'
import type { Category, TicketDetails } from '../tickets/ticket.ts'
import type { Sop } from './sop.ts'

/** What is known of the trouble. */
export interface Trouble {
  readonly text: string
  readonly category: Category | null
  readonly subcategory: string | null
  /** Name of the alert rule, when an alert told of it. */
  readonly alert?: string | undefined
}

/** What a ticket tells of its trouble. */
export function troubleOf(
  ticket: Pick<TicketDetails, 'title' | 'description' | 'category' | 'subcategory' | 'alerts'>,
): Trouble {
  const { title, description, category, subcategory, alerts } = ticket
  return { text: `${title}\n${description}`, category, subcategory, alert: alerts.at(-1)?.labels['alertname'] }
}

export interface SopMatch {
  readonly sop: Sop
  /** 0 to 1. */
  readonly score: number
  /** False below the threshold: not sure enough to be run without a person choosing it. */
  readonly chosen: boolean
  readonly reasons: readonly string[]
}

/**
 * Enough: the alert's name, even against the classifier; category and subcategory; category and a keyword; without a
 * category, two keywords. Not enough: a category or a keyword alone.
 */
const threshold = 0.5

/** Weights of the evidence. Chosen so that the sentence above holds, not fitted. */
const weights = {
  alert: 0.85,
  category: 0.3,
  otherCategory: -0.3,
  subcategory: 0.3,
  otherSubcategory: -0.1,
  keyword: 0.2,
  keywordsAtMost: 0.4,
  /** A classifier that abstained leaves more to the words. */
  keywordAlone: 0.25,
  keywordsAloneAtMost: 0.75,
} as const

/** Procedures with anything in common with the trouble, the best first. */
export function matchSops(sops: readonly Sop[], trouble: Trouble): SopMatch[] {
  const text = foldText(trouble.text)
  return sops
    .map((sop) => weigh(sop, trouble, text))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.sop.id.localeCompare(b.sop.id, 'en'))
}

function weigh(sop: Sop, { category, subcategory, alert }: Trouble, text: string): SopMatch {
  const { when } = sop
  const reasons: string[] = []
  let score = 0
  const count = (weight: number, reason: string) => {
    score += weight
    reasons.push(reason)
  }
  if (alert !== undefined && when.alert.includes(alert)) count(weights.alert, `the alert is ${alert}`)
  if (category === when.category) count(weights.category, `the category is ${category}`)
  else if (category !== null) count(weights.otherCategory, `the category is ${category}, not ${when.category}`)
  if (category === when.category && subcategory !== null && when.subcategory !== undefined) {
    if (subcategory === when.subcategory) count(weights.subcategory, `the subcategory is ${subcategory}`)
    else count(weights.otherSubcategory, `the subcategory is ${subcategory}, not ${when.subcategory}`)
  }
  const found = keywordsIn(text, when.keywords)
  if (found.length > 0) {
    const [each, most] =
      category === null
        ? [weights.keywordAlone, weights.keywordsAloneAtMost]
        : [weights.keyword, weights.keywordsAtMost]
    count(Math.min(each * found.length, most), `it says ${found.map((word) => `"${word}"`).join(', ')}`)
  }
  score = Math.round(Math.max(0, Math.min(1, score)) * 100) / 100
  return { sop, score, chosen: score >= threshold, reasons }
}

/**
 * The keywords that a text says. One counts where a word begins with it, so that "certificat" finds certificates in English
 * and in French; and each place in the text counts once, so that "locked" and "locked out" are not two words for one.
 */
function keywordsIn(text: string, keywords: readonly string[]): string[] {
  const taken: { start: number; end: number }[] = []
  return [...keywords]
    .sort((a, b) => b.length - a.length)
    .filter((keyword) => {
      const place = placesOf(text, foldText(keyword)).find(
        ({ start, end }) => !taken.some((other) => start < other.end && other.start < end),
      )
      if (place) taken.push(place)
      return place !== undefined
    })
}

function placesOf(text: string, wanted: string): { start: number; end: number }[] {
  const places: { start: number; end: number }[] = []
  for (let start = text.indexOf(wanted); start >= 0; start = text.indexOf(wanted, start + 1))
    if (start === 0 || !/[\p{L}\p{N}]/u.test(text[start - 1]!)) places.push({ start, end: start + wanted.length })
  return places
}
