import type { Language } from './language.ts'

type Forms = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>

/**
 * Chooses the form for a number by the rules of a language (CLDR), and writes the number in place of `#`. The rules are read at the
 * first number: that takes a slow phone a tenth of a second, and the first page has none.
 */
export function pluralIn(language: Language): (count: number, forms: Forms) => string {
  let known: { rules: Intl.PluralRules; numbers: Intl.NumberFormat } | undefined
  return (count, forms) => {
    known ??= { rules: new Intl.PluralRules(language), numbers: new Intl.NumberFormat(language) }
    return (forms[known.rules.select(count)] ?? forms.other).replaceAll('#', known.numbers.format(count))
  }
}
