import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { tinykeys } from 'tinykeys'
import type { Session } from '../../api/session.ts'
import { pagesFor } from './pages.ts'

interface ShortcutsOptions {
  session: Session | undefined
  onPalette: () => void
  onHelp: () => void
}

/** The keys that work everywhere, except while something is being written or a dialog is open. */
export function useShortcuts({ session, onPalette, onHelp }: ShortcutsOptions): void {
  const navigate = useNavigate()
  useEffect(() => {
    if (!session) return
    const idle = (work: () => void) => (event: KeyboardEvent) => {
      const target = event.target as HTMLElement | null
      if (target?.closest('input, textarea, select, [contenteditable], dialog, [role=menu]')) return
      event.preventDefault()
      work()
    }
    const going = pagesFor(session.scopes)
      .flatMap((group) => group.pages)
      .filter(({ key }) => key !== undefined)
      .map(({ key, path }) => [`g ${key}`, idle(() => void navigate({ to: path }))] as const)
    return tinykeys(window, {
      '$mod+k': (event) => {
        event.preventDefault()
        onPalette()
      },
      'Shift+?': idle(onHelp),
      ...Object.fromEntries(going),
    })
  }, [navigate, onHelp, onPalette, session])
}
