import { numberPattern, readNumber } from './numbers.ts'
import { foldText } from './fold-text.ts'
import type { Entry, Material, Sentence } from './material.ts'
import { verdict, type Evidence, type Verdict } from './verdict.ts'

export interface YearsAsked {
  readonly years: number
  /** The requirement without the words on time. */
  readonly rest: string
}

const yearWords = String.raw`(?:years?'?|yrs?|jahren?|ans|annees?|anos)`
const asked = new RegExp(
  String.raw`(?:\b(?:at least|a minimum of|minimum(?: of)?|min\.?|more than|over|mindestens|mehr als|uber|au moins|minimum|plus de|al menos|minimo(?: de)?|mas de)\s+)?(?<![\p{L}\p{N}])(${numberPattern})\s*\+?\s*(?:(?:-|to|bis|a|or)\s*(?:${numberPattern})\s*\+?\s*)?(?:or more\s+|\+\s*|plus\s+)?${yearWords}(?![\p{L}])(?:\s*(?:or more|plus|minimum))?(?:\s*(?:of|d'|de|in|as|an))?`,
  'u',
)

/** "5+ years of Kubernetes" asks for five; of "3 to 5 years" the fewer. Undefined when no time is asked for. */
export function yearsAsked(text: string): YearsAsked | undefined {
  const folded = foldText(text)
  const match = asked.exec(folded)
  const years = match && readNumber(match[1]!)
  if (!match || years === undefined || years === null || years < 1 || years > 50) return undefined
  return { years, rest: `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}`.trim() }
}

interface Shown {
  readonly months: number
  readonly entries: readonly Entry[]
}

/**
 * Whether the profile's dates show that many years of something: the months of all jobs and dated projects that name it, each month
 * counted once. Where they do not, a sentence that states the years itself counts, as long as the career is that long.
 * @param proves finds a sentence that names it; undefined: any work counts.
 */
export function checkYears(
  material: Material,
  years: number,
  topic: { name: string; proves: (sentence: Sentence) => boolean } | undefined,
): Verdict {
  const shown = monthsShown(material, topic?.proves)
  const name = topic?.name ?? 'work'
  const evidence = shown.entries.flatMap((entry): Evidence[] => {
    const dated = datesOf(entry)
    const naming = topic && entry.sentences.find(topic.proves)
    return [
      ...(dated ? [{ proves: `${name}: ${spanOfYears(entry)}`, citation: dated.citation }] : []),
      ...(naming && naming !== dated ? [{ proves: name, citation: naming.citation }] : []),
    ]
  })
  const asOf = `${years} ${years === 1 ? 'year is' : 'years are'} asked for`
  if (shown.months >= years * 12)
    return verdict('matched', {
      evidence,
      reasons: [`${asOf}; the profile's dates show ${inYears(shown.months)} of ${name}.`],
    })
  const stated = topic && statedYears(material, topic.proves)
  if (stated && stated.years >= years)
    return verdict('matched', {
      evidence: [{ proves: `${name}: ${stated.years} years`, citation: stated.sentence.citation }, ...evidence],
      reasons: [
        `${asOf}; the profile states ${stated.years}, within a career of ${inYears(monthsShown(material, undefined).months)}.`,
      ],
    })
  if (shown.months === 0)
    return verdict('gap', {
      missing: [`${years}+ years of ${name}`],
      reasons: [`${asOf}; no dated job or project names ${name}.`],
    })
  return verdict('partly', {
    evidence,
    missing: [`${years}+ years of ${name}`],
    reasons: [`${asOf}; the profile's dates show ${inYears(shown.months)} of ${name}.`],
  })
}

/** The sentence of an entry that says from when to when it was. */
function datesOf({ about, values, months, sentences }: Entry): Sentence | undefined {
  const years = [months!.from, ...(values.has(`${about}/endDate`) ? [months!.to] : [])].map((month) =>
    String(Math.floor(month / 12)),
  )
  return sentences.find(({ text }) => years.every((year) => text.includes(year)))
}

function monthsShown(material: Material, proves: ((sentence: Sentence) => boolean) | undefined): Shown {
  const lists = proves ? ['work', 'projects'] : ['work']
  const entries = material.entries.filter(
    (entry) => lists.includes(entry.list) && entry.months && (!proves || entry.sentences.some(proves)),
  )
  const spans = entries.map((entry) => entry.months!).toSorted((a, b) => a.from - b.from)
  let months = 0
  let covered = -1
  for (const { from, to } of spans) {
    months += Math.max(0, to - Math.max(from, covered + 1) + 1)
    covered = Math.max(covered, to)
  }
  return { months, entries }
}

const stated = new RegExp(String.raw`(?<![\p{L}\p{N}])(${numberPattern})\s+${yearWords}(?![\p{L}])`, 'gu')

function statedYears(
  material: Material,
  proves: (sentence: Sentence) => boolean,
): { years: number; sentence: Sentence } | undefined {
  const career = monthsShown(material, undefined).months / 12
  for (const sentence of material.sentences) {
    if (!proves(sentence)) continue
    for (const match of sentence.folded.matchAll(stated)) {
      const years = readNumber(match[1]!)
      // "Now it is two years old", "five years later": only for how long something has been done.
      const lead = sentence.folded.slice(Math.max(0, match.index - 15), match.index)
      if (
        years !== undefined &&
        years <= Math.ceil(career) &&
        /\b(?:for|with|have|over|seit|depuis|pendant|avec|desde hace|durante|con|since)\b[^.]*$/.test(lead)
      )
        return { years, sentence }
    }
  }
  return undefined
}

const inYears = (months: number): string =>
  months < 12
    ? `${months} ${months === 1 ? 'month' : 'months'}`
    : `${(Math.floor((months / 12) * 10) / 10).toString()} years`

function spanOfYears({ months }: Entry): string {
  const write = (month: number) => `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`
  return `${write(months!.from)} to ${write(months!.to)}`
}
