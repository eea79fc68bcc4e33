import type { VerifiedLanguage } from './lexicon/lexicon.ts'

const symbols: Record<string, string> = { '€': 'eur', $: 'usd', '£': 'gbp' }
const magnitudes: Record<string, number> = { k: 1e3, K: 1e3, M: 1e6, bn: 1e9, Mio: 1e6, mio: 1e6, Mrd: 1e9 }

/** A number as written: its currency sign, digits, magnitude and unit. */
const parts =
  /^(?<currency>[€$£])?\s*(?<digits>[\d.,:\u00a0\u202f ]*\d)(?<magnitude>k|K|M|bn|Mio|mio|Mrd)?(?<unit>\s?[%€$£])?$/u

/**
 * One key per value, so that "1,200", "1200" and "1.2k" in English, "1 200" in French and "1.200" in German are the
 * same: the value, then the unit. What is not a plain number (times, versions, addresses) is its own key.
 */
export function quantityKey(text: string, language: VerifiedLanguage): string {
  const groups = parts.exec(text)!.groups!
  const value = parseDigits(groups.digits!, language)
  if (value === undefined) return normalTime(groups.digits!)
  const unit = groups.unit?.trim()
  return numberKey(
    value * (magnitudes[groups.magnitude ?? ''] ?? 1),
    groups.currency ? symbols[groups.currency] : unit === '%' ? '%' : unit && symbols[unit],
  )
}

export function numberKey(value: number, unit?: string): string {
  return `${Number(value.toPrecision(12))}${unit ?? ''}`
}

/** "02:51" and "2:51" are one time. */
function normalTime(digits: string): string {
  return digits.replace(/^0+(?=\d+:\d)/, '')
}

/**
 * The value of digits with separators by the habits of the language (CLDR): comma or point for thousands when groups of
 * three follow, the other one for decimals. Undefined for times, versions and addresses.
 */
function parseDigits(text: string, language: VerifiedLanguage): number | undefined {
  const digits = text.replace(/[\u00a0\u202f ]/g, '')
  if (/^\d+$/.test(digits)) return Number(digits)
  const [thousands, decimal] = language === 'en' ? [',', '.'] : ['.', ',']
  const grouped = new RegExp(`^\\d{1,3}(?:\\${thousands}\\d{3})+(?:\\${decimal}\\d+)?$`)
  if (language !== 'fr' && grouped.test(digits)) return Number(digits.replaceAll(thousands!, '').replace(decimal!, '.'))
  if (/^\d+[.,]\d+$/.test(digits)) return Number(digits.replace(',', '.'))
  return undefined
}
