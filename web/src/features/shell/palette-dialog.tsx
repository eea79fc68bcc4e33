import { useLayoutEffect, useRef } from 'react'
import type { ReactNode } from 'react'

/** The window of the palette: near the top, without a title bar, closed by Escape or a click beside it. */
export function Palette({ label, onClose, children }: { label: string; onClose: () => void; children: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null)

  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    element?.querySelector('input')?.focus()
    return () => element?.close()
  }, [])

  return (
    <dialog
      ref={dialog}
      aria-label={label}
      className="palette"
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClick={(event) => {
        if (event.target === dialog.current) onClose()
      }}
    >
      <div>{children}</div>
    </dialog>
  )
}
