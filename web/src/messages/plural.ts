import type { Language } from './language.ts'

type Forms = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>

/** Chooses the form for a number by the rules of a language (CLDR), and writes the number in place of `#`. */
export function pluralIn(language: Language): (count: number, forms: Forms) => string {
  const rules = new Intl.PluralRules(language)
  const numbers = new Intl.NumberFormat(language)
  return (count, forms) => (forms[rules.select(count)] ?? forms.other).replaceAll('#', numbers.format(count))
}
