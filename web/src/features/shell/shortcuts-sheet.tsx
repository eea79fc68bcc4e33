import type { Session } from '../../api/session.ts'
import { Dialog } from '../../components/dialog.tsx'
import { useMessages } from '../../messages/catalogue.ts'
import { shellMessages } from '../../messages/shell/messages.ts'
import { useShownPageKeys } from './page-keys.ts'
import { pagesFor } from './pages.ts'

/** What the keyboard can do everywhere. */
export function ShortcutsSheet({ session, onClose }: { session: Session; onClose: () => void }) {
  const { shortcuts, pages } = useMessages(shellMessages)
  const ofPage = useShownPageKeys()
  const rows = [
    ...ofPage.map(({ key, what }) => ({ keys: [key.toUpperCase()], what })),
    { keys: [isApple() ? '⌘ K' : 'Ctrl K'], what: shortcuts.palette },
    { keys: ['?'], what: shortcuts.help },
    ...pagesFor(session.scopes)
      .flatMap((group) => group.pages)
      .filter(({ key }) => key !== undefined)
      .map(({ name, key }) => ({ keys: ['G', key!.toUpperCase()], what: shortcuts.goTo(pages[name]) })),
  ]
  return (
    <Dialog title={shortcuts.title} onClose={onClose}>
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-6 gap-y-2 text-small">
        {rows.map(({ keys, what }) => (
          <div key={what} className="contents">
            <dt className="flex items-center gap-1.5">
              {keys.map((name, index) => (
                <span key={name} className="flex items-center gap-1.5">
                  {index > 0 && <span className="text-muted">{shortcuts.thenKey}</span>}
                  <kbd className="key">{name}</kbd>
                </span>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}

export const isApple = (): boolean => /Mac|iPhone|iPad/.test(navigator.userAgent)
