import { accountMessages } from '../messages/account/messages.ts'
import { useMessages } from '../messages/catalogue.ts'
import { chooseLanguage, languageNames, languages, useLanguage } from '../messages/language.ts'

/** The language of the page, outside of the frame: the browser's, until somebody chooses another. */
export function LanguageSelect() {
  const { language: label } = useMessages(accountMessages)
  const language = useLanguage()
  return (
    <select
      aria-label={label}
      value={language}
      className="min-h-9 cursor-pointer rounded-lg border border-transparent bg-transparent px-1 text-small text-muted hover:bg-hover hover:text-ink pointer-coarse:min-h-11"
      onChange={(event) => chooseLanguage(languages.find((one) => one === event.target.value)!)}
    >
      {languages.map((one) => (
        <option key={one} value={one} className="bg-surface text-ink">
          {languageNames[one]}
        </option>
      ))}
    </select>
  )
}
