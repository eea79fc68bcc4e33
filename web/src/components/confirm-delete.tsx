import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useMessages } from '../messages/catalogue.ts'
import { shellMessages } from '../messages/shell/messages.ts'
import { Button } from './button.tsx'
import { ConfirmDialog } from './confirm-dialog.tsx'

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
        <ConfirmDialog
          title={title}
          action={shell.delete}
          keep={shell.cancel}
          onYes={onDelete}
          onNo={() => setAsking(false)}
        >
          <p className="text-left text-base font-medium">{subject}</p>
          <p className="-mt-2 text-left text-muted">{advice}</p>
        </ConfirmDialog>
      )}
    </>
  )
}
