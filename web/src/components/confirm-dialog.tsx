import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { Failure } from './failure.tsx'
import { useSubmit } from './use-submit.ts'

interface ConfirmDialogProps {
  title: string
  /** What will be gone. */
  children: ReactNode
  action: string
  keep: string
  /** Does it, and closes the dialog; what it throws is shown. */
  onYes: () => Promise<void>
  onNo: () => void
}

/** Asks before what cannot be taken back. */
export function ConfirmDialog({ title, children, action, keep, onYes, onNo }: ConfirmDialogProps) {
  const { busy, error, failedAt, run } = useSubmit()
  return (
    <Dialog
      title={title}
      onClose={onNo}
      actions={
        <>
          <Button onClick={onNo}>{keep}</Button>
          <Button look="danger" aria-disabled={busy} onClick={() => void run(onYes)}>
            {action}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3 text-small">
        {error !== undefined && <Failure error={error} at={failedAt} />}
        {children}
      </div>
    </Dialog>
  )
}
