import { useState } from 'react'
import { useMediaQuery } from '../../components/use-media-query.ts'

export type Theme = 'light' | 'dark'

/** The same key as in first-paint.js, which applies the choice before the first paint. */
const key = 'pollux.theme'

/** The theme that is not shown, and the switch to it. Choosing what the system has anyway makes the page follow the system again. */
export function useTheme(): { other: Theme; toggle: () => void } {
  const system: Theme = useMediaQuery('(prefers-color-scheme: dark)') ? 'dark' : 'light'
  const [chosen, setChosen] = useState(() => document.documentElement.dataset['theme'] as Theme | undefined)
  const other: Theme = (chosen ?? system) === 'dark' ? 'light' : 'dark'

  function toggle() {
    const next = other === system ? undefined : other
    if (next) document.documentElement.dataset['theme'] = next
    else delete document.documentElement.dataset['theme']
    remember(next)
    setChosen(next)
  }
  return { other, toggle }
}

function remember(theme: Theme | undefined): void {
  try {
    if (theme) localStorage.setItem(key, theme)
    else localStorage.removeItem(key)
  } catch {
    // Storage is forbidden: the choice lasts as long as the page.
  }
}
