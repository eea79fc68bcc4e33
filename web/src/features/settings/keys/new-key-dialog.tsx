import { useState } from 'react'
import type { FormEvent } from 'react'
import { call, type InputOf, type ResponseOf } from '../../../api/call.ts'
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

type Scope = InputOf<'POST /api/v1/keys'>['body']['scopes'][number]
type Audience = ResponseOf<'POST /api/v1/keys'>['key']['audience']

const scopes: readonly Scope[] = [
  'ask',
  'knowledge:read',
  'knowledge:write',
  'inbox:read',
  'inbox:write',
  'agents:read',
  'agents:run',
  'approvals:decide',
  'desk:read',
  'desk:write',
  'desk:intake',
  'careers:read',
  'careers:write',
  'analytics:read',
  'experiments:manage',
  'keys:manage',
  'links:manage',
  'audit:read',
]

interface NewKeyDialogProps {
  onMade: (issued: ResponseOf<'POST /api/v1/keys'>) => Promise<void>
  onClose: () => void
}

/** Makes a key: what for, what it may see and do, and until when. */
export function NewKeyDialog({ onMade, onClose }: NewKeyDialogProps) {
  const { keys: messages } = useMessages(settingsMessages)
  const access = useMessages(accessMessages)
  const { cancel } = useMessages(shellMessages)
  const [name, setName, forgetName] = useDraft('settings.key')
  const [audience, setAudience] = useState<Audience>('public')
  const [ticked, setTicked] = useState<readonly Scope[]>(['ask'])
  const [expiry, setExpiry] = useState<Expiry>('90')
  const { busy, error, failure, failedAt, fieldProblem, run } = useSubmit()

  function send(event: FormEvent) {
    event.preventDefault()
    if (ticked.length === 0) return
    void run(async () => {
      const body = { name, audience, scopes: [...ticked], ...expiresIn(expiry) }
      const issued = await call('POST /api/v1/keys', { body })
      forgetName()
      await onMade(issued)
    })
  }

  return (
    <Dialog title={messages.make} onClose={onClose} wide>
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
        <div className="grid gap-4 sm:grid-cols-2">
          <SelectField
            label={messages.audience}
            value={audience}
            onChange={setAudience}
            options={(['public', 'recruiter', 'colleague', 'owner'] as const).map((value) => ({
              value,
              label: access.audiences[value],
            }))}
          />
          <ExpirySelect value={expiry} onChange={setExpiry} />
        </div>
        <fieldset>
          <legend className="mb-1 text-small font-medium">{messages.scopes}</legend>
          <div className="grid gap-x-4 rounded-lg border border-line px-3 py-1 sm:grid-cols-2">
            {scopes.map((scope) => (
              <label
                key={scope}
                className="flex min-h-9 cursor-pointer items-center gap-2 text-small pointer-coarse:min-h-11"
              >
                <input
                  type="checkbox"
                  className="size-4 shrink-0 accent-accent"
                  checked={ticked.includes(scope)}
                  onChange={({ target }) =>
                    setTicked(target.checked ? [...ticked, scope] : ticked.filter((other) => other !== scope))
                  }
                />
                {access.scopes[scope]}
              </label>
            ))}
          </div>
          {ticked.length === 0 && (
            <p role="alert" className="mt-1 text-small text-danger">
              {messages.scopesMissing}
            </p>
          )}
        </fieldset>
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>{cancel}</Button>
          <Button type="submit" look="primary" aria-disabled={busy || ticked.length === 0}>
            {messages.make}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
