import { X } from 'lucide-react'
import { useId, useLayoutEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import { shellMessages } from '../messages/shell/messages.ts'
import { useMessages } from '../messages/catalogue.ts'
import { Button } from './button.tsx'

interface DialogProps {
  title: string
  onClose: () => void
  children: ReactNode
  /** Buttons at its end. */
  actions?: ReactNode
  /** `centre` for a decision or a form, `side` for something to read beside the page, `drawer` for the navigation. */
  place?: 'centre' | 'side' | 'drawer'
  wide?: boolean
}

/**
 * A modal dialog. The browser's own `<dialog>` keeps the focus inside, makes the rest of the page inert and gives the focus
 * back; Radix's would inject a style element, which the content security policy refuses.
 */
export function Dialog({ title, onClose, children, actions, place = 'centre', wide = false }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  const { close } = useMessages(shellMessages)

  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    return () => element?.close()
  }, [])

  return (
    <dialog
      ref={dialog}
      className={`dialog dialog-${place} ${wide ? 'dialog-wide' : ''}`}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClick={(event) => {
        if (event.target === dialog.current) onClose() // the backdrop belongs to the dialog, its content covers the rest
      }}
    >
      <div className="flex max-h-full min-h-0 flex-1 flex-col">
        <header className="flex items-center gap-2 border-b border-line py-2 pr-2 pl-4">
          <h2 id={id} className="min-w-0 flex-1 text-base font-semibold">
            {title}
          </h2>
          <Button look="quiet" square aria-label={close} title={close} onClick={onClose}>
            <X className="icon" />
          </Button>
        </header>
        <div className="min-h-0 flex-1 overflow-y-auto p-4">{children}</div>
        {actions && <footer className="flex flex-wrap justify-end gap-2 border-t border-line p-3">{actions}</footer>}
      </div>
    </dialog>
  )
}
