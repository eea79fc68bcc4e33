/** An ISO 8601 date that may stop at the year or the month, as JSON Resume allows. */
export interface PartialDate {
  readonly year: number
  /** 1 to 12. */
  readonly month?: number
  readonly day?: number
}

/** `undefined` for no date or for free text ("Summer 2014"), 'impossible' for an ISO date that does not exist. */
export function parsePartialDate(value: unknown): PartialDate | 'impossible' | undefined {
  const match = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2})(?:T.*)?)?)?$/.exec(String(value ?? '').trim())
  if (!match) return undefined
  const [year, month, day] = match.slice(1).map((part) => (part === undefined ? undefined : Number(part)))
  if (month === undefined) return { year: year! }
  if (month < 1 || month > 12) return 'impossible'
  if (day === undefined) return { year: year!, month }
  return day >= 1 && day <= daysIn(year!, month) ? { year: year!, month, day } : 'impossible'
}

/** Months since year 0; the year alone counts as its first month. For ordering. */
export function monthNumber({ year, month = 1 }: PartialDate): number {
  return year * 12 + month - 1
}

/**
 * Whole months from one date to another. Months are counted inclusively, as CVs mean them (March 2017 to February 2021
 * is four years), unless both dates name the day. `undefined` when a month is missing: two years alone say too little.
 */
export function monthsBetween(from: PartialDate, to: PartialDate): number | undefined {
  if (from.month === undefined || to.month === undefined) return undefined
  let months = monthNumber(to) - monthNumber(from) + 1
  if (from.day !== undefined && to.day !== undefined) {
    const dayAfter = new Date(Date.UTC(to.year, to.month - 1, to.day + 1))
    months = dayAfter.getUTCFullYear() * 12 + dayAfter.getUTCMonth() - monthNumber(from)
    if (dayAfter.getUTCDate() < from.day) months--
  }
  return months > 0 ? months : undefined
}

/** Words that people write for an end date that has not come. */
export function isOpenEnd(value: string): boolean {
  return /^(?:present|current|now|today|ongoing|aujourd['’]hui|présent|en cours|actuel(?:lement)?|heute|jetzt|laufend|actualidad|actual|presente|hoy)$/i.test(
    value.trim(),
  )
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}
