import type { Lexicon } from './lexicon/lexicon.ts'
import { dateKey, type PartialDate } from './partial-date.ts'
import { numberKey } from './quantity.ts'
import type { Token } from './token.ts'

/** A token while its sentence is still being read. */
export type Draft = { -readonly [Name in keyof Token]: Token[Name] } & {
  surface: string
  initial: boolean
  value?: number
  /** Of a value that already has one: "$2.5" before "million". */
  unit?: string
  ordinal?: number
}

export function dateDraft(base: Omit<Draft, 'kind' | 'key'>, date: PartialDate): Draft {
  return { ...base, kind: 'date', key: dateKey(date), date }
}

/** "twenty-five" is 25, "two hundred" 200, "soixante-quatorze" 74, "vierundsiebzig" 74, "setenta y cuatro" 74. */
export function joinNumberWords(drafts: Draft[], lexicon: Lexicon): Draft[] {
  const value = (token: Draft | undefined) =>
    token?.kind === 'word'
      ? (lexicon.numbers.get(token.lower) ??
        (lexicon.language === 'de' ? germanCompound(token.lower, lexicon) : undefined))
      : undefined
  const joined: Draft[] = []
  for (let index = 0; index < drafts.length; index++) {
    const token = drafts[index]!
    let total = value(token)
    if (total === undefined && token.kind === 'number' && token.value !== undefined) {
      const magnitude = value(drafts[index + 1])
      if (magnitude === undefined || magnitude < 1000) {
        joined.push(token)
        continue
      }
      total = token.value
    }
    if (total === undefined) {
      joined.push(token)
      continue
    }
    for (let next = drafts[index + 1]; next; next = drafts[index + 1]) {
      const spanishLink = lexicon.language === 'es' && next.lower === 'y' && total >= 30 && total % 10 === 0
      if (spanishLink && (value(drafts[index + 2]) ?? 10) < 10) {
        total += value(drafts[index + 2])!
        index += 2
        continue
      }
      const part: number | undefined = value(next)
      if (part === undefined) break
      if (part >= 100 && part > total % 1000) total *= part
      else if (lexicon.language === 'fr' && total % 100 === 4 && part === 20) total += 76
      else if (part < 100 && total % 100 === 0 && total > 0) total += part
      else if (part < 20 && total % 10 === 0 && part < (lexicon.language === 'fr' ? 20 : 10) && next.glued)
        total += part
      else break
      index++
    }
    joined.push({ ...token, kind: 'number', key: numberKey(total, token.unit), value: total })
  }
  return joined
}

function germanCompound(word: string, { numbers }: Lexicon): number | undefined {
  const match = /^(ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun)und(\p{L}+zig|dreißig)$/u.exec(word)
  const tens = match && numbers.get(match[2]!)
  return match && tens ? tens + (match[1] === 'ein' ? 1 : numbers.get(match[1]!)!) : undefined
}

/** "40 percent" is 40 %, "180,000 EUR" and "EUR 180,000" are one amount, "per cent" is one word. */
export function joinUnits(drafts: Draft[], { units, language }: Lexicon): Draft[] {
  const joined: Draft[] = []
  for (let index = 0; index < drafts.length; index++) {
    const token = drafts[index]!
    const next = drafts[index + 1]
    if (
      token.kind === 'word' &&
      next?.kind === 'number' &&
      !next.unit &&
      next.value !== undefined &&
      /^[A-Z]{3}$/.test(token.surface) &&
      units.has(token.lower)
    ) {
      joined.push({ ...next, key: numberKey(next.value, units.get(token.lower)) })
      index++
      continue
    }
    if (token.kind === 'number' && token.value !== undefined && !token.unit && next?.kind === 'word') {
      const after = drafts[index + 2]
      const percent = /^(?:per cent|pour cent|por ciento)$/.test(`${next.lower} ${after?.lower}`)
      const linked =
        (language === 'fr' || language === 'es') && /^(?:de|d)$/.test(next.lower) && after?.kind === 'word'
          ? units.get(after.lower)
          : undefined
      const unit = percent ? '%' : units.get(next.lower)
      if (unit === '%' || (unit?.length === 3 && !unit.endsWith('s'))) {
        joined.push({ ...token, key: numberKey(token.value, unit) })
        index += percent ? 2 : 1
        continue
      }
      if (linked?.length === 3) {
        joined.push({ ...token, key: numberKey(token.value, linked) })
        index += 2
        continue
      }
    }
    const unit = token.kind === 'word' && drafts[index - 1]?.kind === 'number' ? units.get(token.lower) : undefined
    joined.push(unit ? { ...token, key: unit } : token)
  }
  return joined
}

/** Joins days, months and years that stand together: "18 January 2024", "January 18th, 2024", "18 de enero de 2024". */
export function joinDates(drafts: Draft[], lexicon: Lexicon): Draft[] {
  const joined: Draft[] = []
  for (let index = 0; index < drafts.length; index++) {
    const token = drafts[index]!
    const month = monthAt(drafts, index, lexicon)
    if (month === undefined) {
      joined.push(token)
      continue
    }
    let date: PartialDate = { month }
    let last = index
    const skip = (from: number, pattern: RegExp) =>
      drafts[from] && pattern.test(drafts[from].surface) ? from + 1 : from

    const before = joined.at(-1)
    const ofBefore = before && /^(?:of|de)$/.test(before.lower)
    const stop = before?.kind === 'boundary' && before.key === '.' && lexicon.language === 'de'
    const dayToken = ofBefore || stop ? joined.at(-2) : before
    const dayBefore = dayOf(dayToken)
    if (dayBefore !== undefined) {
      date = { ...date, day: dayBefore }
      joined.length -= ofBefore || stop ? 2 : 1
    } else {
      const after = skip(index + 1, /^\.$/)
      const day = dayOf(drafts[after])
      if (day !== undefined && lexicon.language === 'en') {
        date = { ...date, day }
        last = after
      }
    }
    const yearAt = skip(skip(last + 1, /^[.,]$/), /^(?:de|del|of)$/)
    const year = drafts[yearAt]?.date
    if (year?.year !== undefined && year.month === undefined) {
      date = { ...date, year: year.year }
      last = yearAt
    }
    joined.push(dateDraft({ ...token, glued: false }, date))
    index = last
  }
  return joined
}

function dayOf(token: Draft | undefined): number | undefined {
  const day = token?.ordinal ?? (token?.kind === 'number' && /^\d{1,2}$/.test(token.surface) ? token.value : undefined)
  return day !== undefined && day >= 1 && day <= 31 ? day : undefined
}

/** Short forms, "May" and "March" are months only where a number or a preposition of time makes them one. */
function monthAt(drafts: Draft[], index: number, { months, language }: Lexicon): number | undefined {
  const token = drafts[index]!
  const month = token.kind === 'word' ? months.get(token.lower) : undefined
  if (month === undefined) return undefined
  if (language !== 'fr' && language !== 'es' && !token.capital) return undefined
  if (token.lower.length > 4 && token.lower !== 'march') return month
  const near = [drafts[index - 1], drafts[index + 1], drafts[index + 1]?.key === '.' ? drafts[index + 2] : undefined]
  if (near.some((other) => other?.kind === 'number' || other?.kind === 'date' || other?.ordinal !== undefined))
    return month
  const short = token.lower.length < 4 && !['may', 'mai'].includes(token.lower)
  return !short &&
    /^(?:in|of|since|until|by|from|to|between|and|last|next|early|late|mid|en|de|depuis|desde|hasta|im|seit|bis|ab|the|on)$/.test(
      drafts[index - 1]?.lower ?? '',
    )
    ? month
    : undefined
}
