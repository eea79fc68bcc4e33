import { useState } from 'react'
import type { FormEvent } from 'react'
import { call } from '../../../api/call.ts'
import { Button } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { Failure } from '../../../components/failure.tsx'
import { SelectField } from '../../../components/select-field.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { useDraft } from '../../../components/use-draft.ts'
import { useSubmit } from '../../../components/use-submit.ts'
import { accessMessages } from '../../../messages/access/messages.ts'
import { useMessages } from '../../../messages/catalogue.ts'
import { settingsMessages } from '../../../messages/settings/messages.ts'
import { shellMessages } from '../../../messages/shell/messages.ts'
import { ExpirySelect, expiresIn, type Expiry } from '../expiry-select.tsx'
import type { ShareLink } from './links-part.tsx'

interface NewLinkDialogProps {
  onMade: (link: ShareLink) => Promise<void>
  onClose: () => void
}

/** Makes a share link: for whom, what it shows, until when and for how many questions. */
export function NewLinkDialog({ onMade, onClose }: NewLinkDialogProps) {
  const { links: messages } = useMessages(settingsMessages)
  const access = useMessages(accessMessages)
  const { cancel } = useMessages(shellMessages)
  const [name, setName, forgetName] = useDraft('settings.link')
  const [audience, setAudience] = useState<ShareLink['audience']>('recruiter')
  const [expiry, setExpiry] = useState<Expiry>('30')
  const [limit, setLimit] = useState('')
  const { busy, error, failure, failedAt, fieldProblem, run } = useSubmit()

  function send(event: FormEvent) {
    event.preventDefault()
    void run(async () => {
      const body = { name, audience, ...expiresIn(expiry), ...(limit !== '' && { questionLimit: Number(limit) }) }
      const link = await call('POST /api/v1/share-links', { body })
      forgetName()
      await onMade(link)
    })
  }

  return (
    <Dialog title={messages.make} onClose={onClose}>
      <form className="flex flex-col gap-4" onSubmit={send}>
        {failure !== undefined && <Failure error={error} at={failedAt} />}
        <TextField
          label={messages.name}
          hint={messages.nameHint}
          required
          maxLength={200}
          value={name}
          error={fieldProblem('name')}
          onChange={(event) => setName(event.target.value)}
        />
        <SelectField
          label={messages.audience}
          value={audience}
          onChange={setAudience}
          options={(['public', 'recruiter', 'colleague'] as const).map((value) => ({
            value,
            label: access.audiences[value],
          }))}
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <ExpirySelect value={expiry} onChange={setExpiry} />
          <TextField
            label={messages.limit}
            hint={messages.limitHint}
            type="number"
            inputMode="numeric"
            min={1}
            max={1_000_000}
            step={1}
            value={limit}
            error={fieldProblem('questionLimit')}
            onChange={(event) => setLimit(event.target.value)}
          />
        </div>
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>{cancel}</Button>
          <Button type="submit" look="primary" aria-disabled={busy}>
            {messages.make}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
