import { useNavigate } from '@tanstack/react-router'
import { CircleUserRound } from 'lucide-react'
import type { Session } from '../../api/session.ts'
import { Button } from '../../components/button.tsx'
import { Menu, MenuChoice, MenuItem, MenuLine } from '../../components/menu.tsx'
import { useMessages } from '../../messages/catalogue.ts'
import { chooseLanguage, languageNames, languages, useLanguage } from '../../messages/language.ts'
import { shellMessages } from '../../messages/shell/messages.ts'
import { useTheme } from '../theme/use-theme.ts'
import { useLeaveHere } from './use-leave-here.ts'

/** Who has signed in, and what is theirs alone: account, language, colours, signing out. */
export function SettingsMenu({ session }: { session: Session }) {
  const messages = useMessages(shellMessages)
  const navigate = useNavigate()
  const leave = useLeaveHere()
  const language = useLanguage()
  const { other, toggle } = useTheme()
  const { name = '', email = '' } = session.user ?? {}
  return (
    <Menu
      trigger={
        <Button look="quiet" square aria-label={messages.accountOf(name)} title={name}>
          <CircleUserRound className="icon" />
        </Button>
      }
    >
      <div className="px-3 py-1.5">
        <p className="truncate text-small font-medium">{name}</p>
        <p className="truncate text-small text-muted">{email}</p>
      </div>
      <MenuLine />
      <MenuItem onSelect={() => void navigate({ to: '/account' })}>{messages.pages.account}</MenuItem>
      <MenuItem onSelect={toggle}>{other === 'dark' ? messages.dark : messages.light}</MenuItem>
      <MenuLine />
      <MenuChoice
        label={messages.language}
        value={language}
        options={languages.map((value) => ({ value, label: languageNames[value] }))}
        onChange={chooseLanguage}
      />
      <MenuLine />
      <MenuItem onSelect={() => void leave()}>{messages.signOut}</MenuItem>
    </Menu>
  )
}
