import { Button } from '../../components/button.tsx'
import { Icon } from '../../components/icon.tsx'
import { useMessages } from '../../messages/catalogue.ts'
import { twinMessages } from '../../messages/twin/messages.ts'
import { useTheme } from './use-theme.ts'

/** Switches between light and dark. */
export function ThemeToggle() {
  const { account } = useMessages(twinMessages)
  const { other, toggle } = useTheme()
  const label = other === 'dark' ? account.dark : account.light
  return (
    <Button look="quiet" square aria-label={label} title={label} onClick={toggle}>
      <Icon name={other === 'dark' ? 'moon' : 'sun'} />
    </Button>
  )
}
