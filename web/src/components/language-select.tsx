import { chooseLanguage, languageNames, languages, useLanguage } from '../messages/language.ts'
import type { Language } from '../messages/language.ts'

/** The language of the page, by its code: the header has little room on a phone. */
export function LanguageSelect({ label }: { label: string }) {
  const language = useLanguage()
  return (
    <select
      aria-label={label}
      value={language}
      className="h-9 cursor-pointer rounded-lg bg-transparent px-1 text-small text-muted hover:bg-hover hover:text-ink pointer-coarse:h-11 [&>option]:bg-surface [&>option]:text-ink"
      onChange={(event) => chooseLanguage(event.target.value as Language)}
    >
      {languages.map((one) => (
        <option key={one} value={one} lang={one} title={languageNames[one]}>
          {one.toUpperCase()}
        </option>
      ))}
    </select>
  )
}
