import { chooseLanguage, languageNames, languages, useLanguage } from '../messages/language.ts'
import type { Language } from '../messages/language.ts'

/** The language of the page. Short on a phone, where the header has little room. */
export function LanguageSelect({ label }: { label: string }) {
  const language = useLanguage()
  return (
    <select
      aria-label={label}
      value={language}
      className="h-9 cursor-pointer rounded-lg bg-transparent px-1 text-small text-muted hover:bg-hover hover:text-ink max-sm:w-12 pointer-coarse:h-11 [&>option]:bg-surface [&>option]:text-ink"
      onChange={(event) => chooseLanguage(event.target.value as Language)}
    >
      {languages.map((one) => (
        <option key={one} value={one} lang={one}>
          {languageNames[one]}
        </option>
      ))}
    </select>
  )
}
