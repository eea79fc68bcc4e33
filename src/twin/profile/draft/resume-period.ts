import { isOpenEnd, parsePartialDate } from '../partial-date.ts'

export interface ReadPeriod {
  /** "2019" or "2019-03". */
  readonly start?: string
  readonly end?: string
  /** The line without it. */
  readonly rest: string
}

/** By how a month's name begins, in four languages; longer beginnings first where one begins like another. */
const months: readonly [RegExp, number][] = [
  [/^(?:jan|ene)/, 1],
  [/^(?:feb|fév|fev)/, 2],
  [/^(?:mar|mär|mrz)/, 3],
  [/^(?:apr|avr|abr)/, 4],
  [/^(?:may|mai)/, 5],
  [/^(?:jun|juin)/, 6],
  [/^(?:jul|juil)/, 7],
  [/^(?:aug|août|aout|ago)/, 8],
  [/^(?:sep|set)/, 9],
  [/^(?:oct|okt)/, 10],
  [/^(?:nov)/, 11],
  [/^(?:dec|déc|dez|dic)/, 12],
]

const monthName =
  '(?:jan(?:uary|vier|uar)?|ene(?:ro)?|feb(?:ruary|ruar|rero)?|f[ée]v(?:rier)?|mar(?:ch|s|zo)?|märz|mrz|apr(?:il)?|avr(?:il)?|abr(?:il)?|may(?:o)?|mai|june?|juni|juin|junio|july?|juli|juil(?:let)?|julio|aug(?:ust)?|ao[ûu]t|ago(?:sto)?|sept?(?:ember|embre|iembre)?|oct(?:ober|obre|ubre)?|okt(?:ober)?|nov(?:ember|embre|iembre)?|dec(?:ember)?|d[ée]c(?:embre)?|dez(?:ember)?|dic(?:iembre)?)'
const year = '(?:19|20)\\d{2}'
const date = `(?:${monthName}\\.?(?:\\s+de)?\\s+${year}|\\d{1,2}\\s?[./]\\s?${year}|${year}-\\d{1,2}(?:-\\d{1,2})?|${year})`
const open =
  "(?:present|current|now|today|ongoing|aujourd['’]hui|présent|en cours|actuel(?:lement)?|heute|jetzt|laufend|actualidad|actual|presente|hoy)"
const between = '\\s*(?:[-–—]|to|until|bis|à|au|a|hasta)\\s*'
const word = (pattern: string) => `(?<![\\p{L}\\d])${pattern}(?![\\p{L}\\d])`

const range = new RegExp(word(`(?<start>${date})${between}(?:(?<end>${date})|(?:la )?${open})`), 'iu')
const since = new RegExp(word(`(?:since|depuis|seit|desde|from|ab)\\s+(?<start>${date})`), 'iu')
const single = new RegExp(`[(,|·–—-]?\\s*${word(`(?<end>${date})`)}\\s*\\)?\\s*$`, 'iu')

/** "March 2019 – present": from when to when; nothing is read into a line that does not say it. */
export function readPeriod(line: string): ReadPeriod | undefined {
  const found = range.exec(line) ?? since.exec(line)
  return found ? read(line, found) : undefined
}

/** One date at the end of a line, as degrees and certificates have it. */
export function readDate(line: string): ReadPeriod | undefined {
  const found = single.exec(line)
  return found ? read(line, found) : undefined
}

function read(line: string, found: RegExpExecArray): ReadPeriod | undefined {
  const { start, end } = found.groups ?? {}
  const dates = { ...(start && { start: isoOf(start) }), ...(end && !isOpenEnd(end) && { end: isoOf(end) }) }
  // "13/2020" is no date; then the line says nothing that we can read.
  if (Object.values(dates).some((value) => value === undefined)) return undefined
  const rest = (line.slice(0, found.index) + ' ' + line.slice(found.index + found[0].length))
    .replace(/\(\s*\)/g, '')
    .replace(/\s+/g, ' ')
    .replace(/^[\s|,;:·–—-]+|[\s|,;:·(–—-]+$/gu, '')
  return { ...(dates as { start?: string; end?: string }), rest }
}

function isoOf(text: string): string | undefined {
  const lower = text.toLowerCase()
  const named = /^(\p{L}+)\.?(?:\s+de)?\s+(\d{4})$/u.exec(lower)
  const numbered = /^(\d{1,2})\s?[./]\s?(\d{4})$/.exec(lower)
  const iso = named
    ? `${named[2]}-${pad(months.find(([name]) => name.test(named[1]!))?.[1] ?? 0)}`
    : numbered
      ? `${numbered[2]}-${pad(Number(numbered[1]))}`
      : lower
  return typeof parsePartialDate(iso) === 'object' ? iso : undefined
}

const pad = (month: number): string => String(month).padStart(2, '0')
