import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import { Icon } from '../../components/icon.tsx'
import { useMediaQuery } from '../../components/use-media-query.ts'

type Theme = 'light' | 'dark'

/** The same key as in first-paint.js, which applies the choice before the first paint. */
const key = 'pollux.theme'

/** Switches between light and dark. Choosing what the system has anyway makes the page follow the system again. */
export function ThemeToggle() {
  const system: Theme = useMediaQuery('(prefers-color-scheme: dark)') ? 'dark' : 'light'
  const [chosen, setChosen] = useState(() => document.documentElement.dataset['theme'] as Theme | undefined)
  const other: Theme = (chosen ?? system) === 'dark' ? 'light' : 'dark'

  function choose() {
    const next = other === system ? undefined : other
    if (next) document.documentElement.dataset['theme'] = next
    else delete document.documentElement.dataset['theme']
    remember(next)
    setChosen(next)
  }

  return (
    <Button look="quiet" square aria-label={`Use ${other} colours`} title={`Use ${other} colours`} onClick={choose}>
      <Icon name={other === 'dark' ? 'moon' : 'sun'} />
    </Button>
  )
}

function remember(theme: Theme | undefined): void {
  try {
    if (theme) localStorage.setItem(key, theme)
    else localStorage.removeItem(key)
  } catch {
    // Storage is forbidden: the choice lasts as long as the page.
  }
}
