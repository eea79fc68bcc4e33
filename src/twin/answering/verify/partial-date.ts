/** A date as far as a text gives it. A year, a month and a day of the month can each stand alone. */
export interface PartialDate {
  readonly year?: number
  readonly month?: number
  readonly day?: number
}

/** Whether everything `claimed` says is said by `stated`: "March 2022" follows from "14 March 2022", not the reverse. */
export function dateFollows(claimed: PartialDate, stated: PartialDate): boolean {
  return (['year', 'month', 'day'] as const).every(
    (part) => claimed[part] === undefined || claimed[part] === stated[part],
  )
}

export function dateKey({ year, month, day }: PartialDate): string {
  return `${year ?? '*'}-${month ?? '*'}-${day ?? '*'}`
}

const isoDate = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/
const numericDate = /^(\d{1,2})([./])(\d{1,2})[./](\d{4})$/
const numericMonth = /^(\d{1,2})\/(\d{4})$/

/**
 * Dates written in digits. Day first, except where only month first is possible; "03/04/2021" in English can be either
 * and is left to be compared as it is written.
 */
export function parseNumericDate(text: string, english: boolean): PartialDate | undefined {
  const iso = isoDate.exec(text)
  if (iso)
    return valid({ year: Number(iso[1]), month: Number(iso[2]), ...(iso[3] !== undefined && { day: Number(iso[3]) }) })
  const monthOnly = numericMonth.exec(text)
  if (monthOnly) return valid({ year: Number(monthOnly[2]), month: Number(monthOnly[1]) })
  const full = numericDate.exec(text)
  if (!full) return undefined
  const [first, second, year] = [Number(full[1]), Number(full[3]), Number(full[4])]
  if (english && full[2] === '/' && first <= 12 && second <= 12 && first !== second) return undefined
  return valid({ year, month: second, day: first }) ?? valid({ year, month: first, day: second })
}

function valid(date: PartialDate): PartialDate | undefined {
  const { month = 1, day = 1 } = date
  return month >= 1 && month <= 12 && day >= 1 && day <= 31 ? date : undefined
}
