import { useState } from 'react'
import { call, type ResponseOf } from '../../../api/call.ts'
import { Button } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { Failure } from '../../../components/failure.tsx'
import { SelectField } from '../../../components/select-field.tsx'
import { useSubmit } from '../../../components/use-submit.ts'
import { useMessages } from '../../../messages/catalogue.ts'
import { settingsMessages } from '../../../messages/settings/messages.ts'
import { shellMessages } from '../../../messages/shell/messages.ts'
import type { ApiKey } from './keys-part.tsx'

const hours = { none: 0, hour: 1, day: 24, week: 168, month: 720 } as const
type Overlap = keyof typeof hours

interface RotateDialogProps {
  apiKey: ApiKey
  onRotated: (issued: ResponseOf<'POST /api/v1/keys/{id}/rotate'>) => Promise<void>
  onClose: () => void
}

/** Gives a key a new secret, and says how long the old one still works. */
export function RotateDialog({ apiKey, onRotated, onClose }: RotateDialogProps) {
  const { keys: messages } = useMessages(settingsMessages)
  const { cancel } = useMessages(shellMessages)
  const [overlap, setOverlap] = useState<Overlap>('day')
  const { busy, error, failedAt, run } = useSubmit()

  const rotate = () =>
    void run(async () => {
      const body = { overlapHours: hours[overlap] }
      await onRotated(await call('POST /api/v1/keys/{id}/rotate', { path: { id: apiKey.id }, body }))
    })

  return (
    <Dialog
      title={messages.rotateTitle(apiKey.name)}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{cancel}</Button>
          <Button look="primary" aria-disabled={busy} onClick={rotate}>
            {messages.rotate}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {error !== undefined && <Failure error={error} at={failedAt} />}
        <p className="text-small">{messages.rotateAbout}</p>
        <SelectField
          label={messages.overlap}
          value={overlap}
          onChange={setOverlap}
          options={(Object.keys(hours) as Overlap[]).map((value) => ({ value, label: messages.overlaps[value] }))}
        />
      </div>
    </Dialog>
  )
}
