import { Button } from '../../components/button.tsx'
import { Icon } from '../../components/icon.tsx'
import { useTheme } from './use-theme.ts'

interface ThemeToggleProps {
  /** What it is called when it leads to that. */
  light?: string
  dark?: string
}

/** Switches between light and dark. */
export function ThemeToggle({ light = 'Use light colours', dark = 'Use dark colours' }: ThemeToggleProps) {
  const { other, toggle } = useTheme()
  const label = other === 'dark' ? dark : light
  return (
    <Button look="quiet" square aria-label={label} title={label} onClick={toggle}>
      <Icon name={other === 'dark' ? 'moon' : 'sun'} />
    </Button>
  )
}
