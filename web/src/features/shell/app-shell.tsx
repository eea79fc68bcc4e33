import { useQuery } from '@tanstack/react-query'
import { Link, Outlet, useLocation } from '@tanstack/react-router'
import { Menu as MenuIcon, Search } from 'lucide-react'
import { Suspense, useCallback, useEffect, useRef, useState } from 'react'
import { sessionQuery, type Session } from '../../api/session.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Failure } from '../../components/failure.tsx'
import { Skeleton } from '../../components/skeleton.tsx'
import { ToastPlace } from '../../components/toast.tsx'
import { useMessages } from '../../messages/catalogue.ts'
import { shellMessages } from '../../messages/shell/messages.ts'
import { ToSignIn } from '../account/to-sign-in.tsx'
import { CommandPalette } from './command-palette.tsx'
import { ConnectionBanner } from './connection-banner.tsx'
import { Navigation, useWaitingApprovals, WaitingBadge } from './navigation.tsx'
import { SettingsMenu } from './settings-menu.tsx'
import { ShortcutsSheet, isApple } from './shortcuts-sheet.tsx'
import { useShortcuts } from './use-shortcuts.ts'

/** The frame around every page of somebody who has signed in: navigation, palette, shortcuts, what was just done. */
export function AppShell() {
  const messages = useMessages(shellMessages)
  const { data: session, error, refetch, errorUpdatedAt } = useQuery(sessionQuery)
  // Who has once been signed in here keeps the page, and what is typed into it, when the session ends.
  const [known, setKnown] = useState<Session>()
  if (session?.user && session !== known) setKnown(session)

  if (session && !session.user && !known) return <ToSignIn />
  if (known) return <Frame session={known} ended={session !== undefined && !session.user} />
  return (
    <main className="mx-auto max-w-[48rem] px-4 pt-24">
      {error ? (
        <Failure error={error} at={errorUpdatedAt} onRetry={() => void refetch()} />
      ) : (
        <Skeleton label={messages.loading} lines={['h-6 w-40', 'h-10 w-full']} />
      )}
    </main>
  )
}

function Frame({ session, ended }: { session: Session; ended: boolean }) {
  const messages = useMessages(shellMessages)
  const [open, setOpen] = useState<'navigation' | 'palette' | 'shortcuts'>()
  const main = useRef<HTMLElement>(null)
  const waiting = useWaitingApprovals(session)
  const pathname = useLocation({ select: (location) => location.pathname })
  const onPalette = useCallback(() => setOpen('palette'), [])
  const onHelp = useCallback(() => setOpen('shortcuts'), [])
  const close = () => setOpen(undefined)
  useShortcuts({ session, onPalette, onHelp })

  // A new page is read from its beginning, also by whoever hears it.
  const first = useRef(true)
  useEffect(() => {
    if (!first.current) main.current?.focus({ preventScroll: true })
    first.current = false
    scrollTo({ top: 0 })
  }, [pathname])

  return (
    <ToastPlace>
      <a
        href="#main"
        className="skip-link"
        onClick={(event) => {
          event.preventDefault()
          main.current?.focus()
        }}
      >
        {messages.skip}
      </a>
      <div className="shell">
        <aside className="shell-side">
          <div className="flex items-center gap-1 px-2 pb-4">
            <Link to="/" className="min-w-0 flex-1 truncate rounded text-base font-semibold tracking-tight">
              Pollux
            </Link>
            <SettingsMenu session={session} />
          </div>
          <button type="button" className="search-button mb-5" onClick={onPalette}>
            <Search className="icon" />
            <span className="min-w-0 flex-1 truncate">{messages.search}</span>
            <kbd className="key">{isApple() ? '⌘ K' : 'Ctrl K'}</kbd>
          </button>
          <Navigation session={session} />
        </aside>
        <header className="shell-top">
          <Button look="quiet" square aria-label={messages.openNavigation} onClick={() => setOpen('navigation')}>
            <MenuIcon className="icon" />
          </Button>
          {waiting > 0 && (
            <Link to="/approvals" search={{}} className="mr-1 rounded-full">
              <WaitingBadge count={waiting} />
            </Link>
          )}
          <Link to="/" className="min-w-0 flex-1 truncate rounded text-small font-semibold">
            Pollux
          </Link>
          <Button look="quiet" square aria-label={messages.search} onClick={onPalette}>
            <Search className="icon" />
          </Button>
          <SettingsMenu session={session} />
        </header>
        <main ref={main} id="main" tabIndex={-1} className="min-w-0 outline-none">
          <ConnectionBanner ended={ended} />
          <Suspense
            fallback={
              <div className="p-6">
                <Skeleton label={messages.loading} lines={['h-8 w-56', 'h-10 w-full', 'h-10 w-full']} />
              </div>
            }
          >
            <Outlet />
          </Suspense>
        </main>
      </div>
      {open === 'navigation' && (
        <Dialog title={messages.navigation} place="drawer" onClose={close}>
          <Navigation session={session} onGo={close} />
        </Dialog>
      )}
      {open === 'palette' && <CommandPalette session={session} onClose={close} onShortcuts={onHelp} />}
      {open === 'shortcuts' && <ShortcutsSheet session={session} onClose={close} />}
    </ToastPlace>
  )
}
