import { createContext, use, useCallback, useMemo, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { Toast } from 'radix-ui'
import { X } from 'lucide-react'
import { useMessages } from '../messages/catalogue.ts'
import { shellMessages } from '../messages/shell/messages.ts'
import { Button } from './button.tsx'

interface Told {
  title: string
  /** Takes it back; offered as a button for ten seconds. */
  undo?: () => void
  tone?: 'plain' | 'danger'
}

const Tell = createContext<(told: Told) => void>(() => {
  throw new Error('useTell needs a ToastPlace around it')
})

/** Says in passing what was just done, and lets it be undone. */
export const useTell = (): ((told: Told) => void) => use(Tell)

/** Where `useTell` speaks: over the page, read out to screen readers, out of the way after some seconds. */
export function ToastPlace({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<(Told & { id: number })[]>([])
  const { undo: undoLabel, close, notification } = useMessages(shellMessages)
  const nextId = useRef(0)
  const tell = useCallback((told: Told) => {
    nextId.current += 1
    const id = nextId.current
    setShown((before) => [...before.slice(-2), { ...told, id }])
  }, [])
  const remove = (id: number) => setShown((before) => before.filter((one) => one.id !== id))
  const place = useMemo(
    () => (
      <Toast.Viewport className="toast-place fixed inset-x-4 bottom-4 z-40 mx-auto flex max-w-[26rem] flex-col gap-2 outline-none" />
    ),
    [],
  )

  return (
    <Toast.Provider label={notification} swipeDirection="down" duration={6_000}>
      <Tell value={tell}>{children}</Tell>
      {shown.map(({ id, title, undo, tone }) => (
        <Toast.Root
          key={id}
          duration={undo ? 10_000 : 6_000}
          onOpenChange={(open) => !open && remove(id)}
          className={`arriving flex items-center gap-2 rounded-lg py-2 pr-2 pl-4 text-small shadow-lg ${tone === 'danger' ? 'bg-danger text-page' : 'bg-ink text-page'}`}
        >
          <Toast.Title className="min-w-0 flex-1">{title}</Toast.Title>
          {undo && (
            <Toast.Action asChild altText={undoLabel}>
              <button type="button" className="toast-button font-semibold underline" onClick={undo}>
                {undoLabel}
              </button>
            </Toast.Action>
          )}
          <Toast.Close asChild>
            <Button look="quiet" square aria-label={close} className="text-page hover:bg-transparent hover:text-page">
              <X className="icon" />
            </Button>
          </Toast.Close>
        </Toast.Root>
      ))}
      {place}
    </Toast.Provider>
  )
}
