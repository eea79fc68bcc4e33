import { Link } from '@tanstack/react-router'
import { accountMessages } from '../messages/account/messages.ts'
import { useMessages } from '../messages/catalogue.ts'
import { shellMessages } from '../messages/shell/messages.ts'
import { ThemeToggle } from '../features/theme/theme-toggle.tsx'
import { LanguageSelect } from './language-select.tsx'

/** The bar of a page outside of the frame: the way back, the language and the colours. */
export function PageHeader() {
  const { back, language } = useMessages(accountMessages)
  const { light, dark } = useMessages(shellMessages)
  return (
    <header className="fixed inset-x-0 top-0 z-10 flex h-14 items-center gap-1 border-b border-line bg-page px-4">
      <p className="min-w-0 flex-1 truncate text-small font-medium">
        <Link to="/" className="rounded hover:underline">
          {back}
        </Link>
      </p>
      <LanguageSelect label={language} />
      <ThemeToggle light={light} dark={dark} />
    </header>
  )
}
