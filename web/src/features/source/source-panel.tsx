import { useEffect } from 'react'
import type { ComponentProps } from 'react'
import { Sheet } from '../../components/sheet.tsx'
import { SourceView } from './source-view.tsx'

type SourcePanelProps = Omit<ComponentProps<typeof SourceView>, 'headingId'> & { wide: boolean }

/** Where a source is read: beside the answer on a wide screen, over it in a sheet on a small one. */
export function SourcePanel({ wide, ...view }: SourcePanelProps) {
  const { onClose } = view
  const headingId = 'source-title'

  useEffect(() => {
    if (!wide) return // the sheet has its own Escape
    const closeOnEscape = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented && !event.isComposing) onClose()
    }
    addEventListener('keydown', closeOnEscape)
    return () => removeEventListener('keydown', closeOnEscape)
  }, [wide, onClose])

  if (!wide) {
    return (
      <Sheet labelledBy={headingId} onClose={onClose}>
        <SourceView headingId={headingId} {...view} />
      </Sheet>
    )
  }
  return (
    <aside
      aria-labelledby={headingId}
      className="fixed top-14 right-0 bottom-0 flex w-(--panel-width) flex-col border-l border-line bg-surface"
    >
      <SourceView headingId={headingId} {...view} />
    </aside>
  )
}
