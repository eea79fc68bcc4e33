import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { call } from '../../api/call.ts'
import { Button } from '../../components/button.tsx'
import { CopyField } from '../../components/copy-field.tsx'
import { Failure } from '../../components/failure.tsx'
import { TextField } from '../../components/text-field.tsx'
import { useDraft } from '../../components/use-draft.ts'
import { useSubmit } from '../../components/use-submit.ts'
import { accessMessages } from '../../messages/access/messages.ts'
import { useMessages } from '../../messages/catalogue.ts'
import { RoleSelect, type Rights } from './role-select.tsx'

/** Makes a link by which somebody makes their account; it is for the owner to hand on. */
export function InviteForm() {
  const { people: messages } = useMessages(accessMessages)
  const queries = useQueryClient()
  const [email, setEmail, forgetEmail] = useDraft('people.invitation')
  const [rights, setRights] = useState<Rights>({ role: 'viewer', audience: 'colleague' })
  const [made, setMade] = useState<{ url: string; email: string }>()
  const { busy, error, failure, failedAt, fieldProblem, run } = useSubmit()

  function send(event: FormEvent) {
    event.preventDefault()
    void run(async () => {
      const given = email.trim()
      const { url } = await call('POST /api/v1/users/invitations', {
        body: { ...rights, ...(given !== '' && { email: given }) },
      })
      setMade({ url, email: given })
      forgetEmail()
      await queries.invalidateQueries({ queryKey: ['users'] })
    })
  }

  return (
    <div className="rounded-lg border border-line bg-surface p-4">
      <h3 className="mb-3 font-medium">{messages.invite}</h3>
      <form className="flex flex-col gap-4" onSubmit={send}>
        {failure !== undefined && <Failure error={error} at={failedAt} />}
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField
            label={messages.email}
            type="email"
            autoComplete="off"
            value={email}
            error={fieldProblem('email')}
            onChange={(event) => setEmail(event.target.value)}
          />
          <RoleSelect
            label={messages.role}
            role={rights.role}
            audience={rights.audience ?? 'colleague'}
            onChange={setRights}
          />
        </div>
        <div>
          <Button type="submit" aria-disabled={busy}>
            {messages.makeLink}
          </Button>
        </div>
      </form>
      {made && (
        <div className="mt-4" role="status">
          <CopyField
            forOthers
            label={messages.invitationFor(made.email || messages.anybody)}
            hint={messages.invitationHint}
            text={made.url}
          />
        </div>
      )}
    </div>
  )
}
