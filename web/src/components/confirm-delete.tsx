import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useMessages } from '../messages/catalogue.ts'
import { shellMessages } from '../messages/shell/messages.ts'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { Failure } from './failure.tsx'
import { useSubmit } from './use-submit.ts'

interface ConfirmDeleteProps {
  /** The question. */
  title: string
  /** What exactly will be gone. */
  subject: string
  advice: string
  onDelete: () => Promise<void>
  /** Names a button that is an icon alone. */
  label?: string
}

/** For what cannot be made again: a button that asks before it deletes. */
export function ConfirmDelete({ title, subject, advice, onDelete, label }: ConfirmDeleteProps) {
  const shell = useMessages(shellMessages)
  const [asking, setAsking] = useState(false)
  const { busy, error, failedAt, run } = useSubmit()
  return (
    <>
      {label === undefined ? (
        <Button onClick={() => setAsking(true)}>
          <Trash2 className="icon" /> {shell.delete}
        </Button>
      ) : (
        <Button look="quiet" square aria-label={label} title={label} onClick={() => setAsking(true)}>
          <Trash2 className="icon" />
        </Button>
      )}
      {asking && (
        <Dialog
          title={title}
          onClose={() => setAsking(false)}
          actions={
            <>
              <Button look="quiet" onClick={() => setAsking(false)}>
                {shell.cancel}
              </Button>
              <Button look="danger" aria-disabled={busy} onClick={() => void run(onDelete)}>
                {shell.delete}
              </Button>
            </>
          }
        >
          <p className="text-left font-medium">{subject}</p>
          <p className="mt-1 text-left text-small text-muted">{advice}</p>
          {error !== undefined && (
            <div className="pt-4">
              <Failure error={error} at={failedAt} />
            </div>
          )}
        </Dialog>
      )}
    </>
  )
}
