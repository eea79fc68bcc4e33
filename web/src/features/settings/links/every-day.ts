const dayMs = 86_400_000

export interface DayOfLink {
  day: string
  questions: number
  refused: number
}

/** At most that many bars can be told apart. */
const longest = 90

/** The days from the first to today, those without a question too; the last 90, and at least 14. */
export function everyDay(days: readonly DayOfLink[], today = Date.now()): DayOfLink[] {
  const known = new Map(days.map((one) => [one.day, one]))
  const last = Math.floor(today / dayMs)
  const first = Math.min(...days.map(({ day }) => Date.parse(day) / dayMs), last)
  const count = Math.min(longest, Math.max(14, last - first + 1))
  return Array.from({ length: count }, (_, index) => {
    const day = new Date((last - count + 1 + index) * dayMs).toISOString().slice(0, 10)
    return known.get(day) ?? { day, questions: 0, refused: 0 }
  })
}
