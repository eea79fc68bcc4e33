import type { Citation, ProfileStatement } from '#twin'

/** A value of the profile, as written there, and the sentence of the profile's text that says it. */
export interface ProfileValue {
  readonly pointer: string
  readonly value: string
  readonly citation: Citation
}

/**
 * The values of the profile by pointer, each with the sentence that says it best: one with the value itself in it (of a date, its
 * year), and of those the one that rests on the fewest values.
 */
export function profileValues(statements: readonly ProfileStatement[]): Map<string, ProfileValue> {
  const values = new Map<string, ProfileValue & { rank: number }>()
  for (const { values: said, citation } of statements)
    for (const [pointer, value] of said) {
      const rank = said.size + (says(citation.quote, value) ? 0 : notSaid)
      const before = values.get(pointer)
      if (before && before.rank <= rank) continue
      values.set(pointer, { pointer, value, citation, rank })
    }
  return values
}

const notSaid = 1_000_000

function says(quote: string, value: string): boolean {
  const [year] = /^\d{4}(?=-\d|$)/.exec(value) ?? []
  return quote.toLowerCase().includes((year ?? value).toLowerCase())
}

/** One entry of a list of the profile: its values by the path inside of it ("name", "highlights/0"). */
export interface ProfileEntry {
  readonly list: string
  readonly index: number
  readonly values: ReadonlyMap<string, ProfileValue>
}

/** Names of older versions of JSON Resume, by those of 1.0.0. */
const renamed: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  work: { company: 'name', website: 'url' },
  volunteer: { website: 'url' },
  education: { gpa: 'score', website: 'url' },
  publications: { website: 'url' },
  projects: { website: 'url' },
  languages: { name: 'language', level: 'fluency' },
}

export function entriesOf(values: ReadonlyMap<string, ProfileValue>, list: string): ProfileEntry[] {
  const entries = new Map<number, Map<string, ProfileValue>>()
  for (const [pointer, value] of values) {
    const [, place, path] = new RegExp(`^/${list}/(\\d+)/(.+)$`).exec(pointer) ?? []
    if (place === undefined || path === undefined) continue
    const index = Number(place)
    if (!entries.has(index)) entries.set(index, new Map())
    entries.get(index)!.set(renamed[list]?.[path] ?? path, value)
  }
  return [...entries].toSorted(([a], [b]) => a - b).map(([index, own]) => ({ list, index, values: own }))
}
