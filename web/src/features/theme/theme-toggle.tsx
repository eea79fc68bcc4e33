import { Button } from '../../components/button.tsx'
import { Icon } from '../../components/icon.tsx'
import { useTheme } from './use-theme.ts'

/** Switches between light and dark. */
export function ThemeToggle() {
  const { other, toggle } = useTheme()
  return (
    <Button look="quiet" square aria-label={`Use ${other} colours`} title={`Use ${other} colours`} onClick={toggle}>
      <Icon name={other === 'dark' ? 'moon' : 'sun'} />
    </Button>
  )
}
