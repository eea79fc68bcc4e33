import { useMemo } from 'react'
import { useLanguage, type Language } from './language.ts'

const units = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const

type Moment = string | number | Date

/** Numbers and times as the language of the page writes them. */
export interface Format {
  number(value: number, options?: Intl.NumberFormatOptions): string
  /** Of a share between 0 and 1. */
  percent(share: number, digits?: number): string
  date(moment: Moment): string
  dateTime(moment: Moment): string
  time(moment: Moment): string
  /** "3 minutes ago", "in 2 days". */
  relative(moment: Moment, now?: number): string
  /** Of milliseconds: "840 ms", "3.2 s", "4 min 10 s", "2 h 5 min". */
  duration(milliseconds: number): string
  bytes(count: number): string
  list(items: readonly string[]): string
}

function formatIn(language: Language): Format {
  const number: Format['number'] = (value, options) => new Intl.NumberFormat(language, options).format(value)
  const unit = (value: number, name: string, digits = 0) =>
    number(value, { style: 'unit', unit: name, unitDisplay: 'short', maximumFractionDigits: digits })
  const moment = (value: Moment, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language, options).format(new Date(value))
  return {
    number,
    percent: (share, digits = 0) => number(share, { style: 'percent', maximumFractionDigits: digits }),
    date: (value) => moment(value, { dateStyle: 'medium' }),
    dateTime: (value) => moment(value, { dateStyle: 'medium', timeStyle: 'short' }),
    time: (value) => moment(value, { timeStyle: 'medium' }),
    relative(value, now = Date.now()) {
      const seconds = (new Date(value).getTime() - now) / 1000
      const [name, size] = units.find(([, length]) => Math.abs(seconds) >= length) ?? (['second', 1] as const)
      return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(Math.round(seconds / size), name)
    },
    duration(milliseconds) {
      if (milliseconds < 1_000) return unit(Math.round(milliseconds), 'millisecond')
      if (milliseconds < 59_950) return unit(milliseconds / 1_000, 'second', 1)
      const seconds = Math.round(milliseconds / 1_000)
      const minutes = Math.floor(seconds / 60)
      const parts = (large: string, rest: number, small: string) =>
        rest === 0 ? large : `${large} ${unit(rest, small)}`
      if (minutes < 60) return parts(unit(minutes, 'minute'), seconds % 60, 'second')
      return parts(unit(Math.floor(minutes / 60), 'hour'), minutes % 60, 'minute')
    },
    bytes(count) {
      if (count < 1_000) return unit(count, 'byte')
      if (count < 1_000_000) return unit(count / 1_000, 'kilobyte', 1)
      return count < 1e9 ? unit(count / 1e6, 'megabyte', 1) : unit(count / 1e9, 'gigabyte', 1)
    },
    list: (items) => new Intl.ListFormat(language).format(items),
  }
}

export function useFormat(): Format {
  const language = useLanguage()
  return useMemo(() => formatIn(language), [language])
}
