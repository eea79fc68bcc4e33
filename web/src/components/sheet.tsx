import { useLayoutEffect, useRef } from 'react'
import type { ReactNode } from 'react'

/**
 * A modal sheet from the bottom of a small screen. The browser's own `<dialog>` keeps the focus inside, makes the rest
 * of the page inert and needs no injected style, which the content security policy would refuse.
 */
export function Sheet({
  labelledBy,
  onClose,
  children,
}: {
  labelledBy: string
  onClose: () => void
  children: ReactNode
}) {
  const dialog = useRef<HTMLDialogElement>(null)

  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    return () => element?.close()
  }, [])

  return (
    <dialog
      ref={dialog}
      className="sheet"
      aria-labelledby={labelledBy}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClick={(event) => {
        if (event.target === dialog.current) onClose() // the backdrop belongs to the dialog, its content covers the rest
      }}
    >
      {children}
    </dialog>
  )
}
