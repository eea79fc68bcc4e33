import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { invite, usersQuery } from '../../api/people.ts'
import { Button } from '../../components/button.tsx'
import { CopyField } from '../../components/copy-field.tsx'
import { FormFailure } from '../../components/form-failure.tsx'
import { TextField } from '../../components/text-field.tsx'
import { useSubmit } from '../../components/use-submit.ts'
import { RoleSelect, type Rights } from './role-select.tsx'

/** Makes a link by which somebody makes their account; it is for the owner to hand on. */
export function InviteForm() {
  const queries = useQueryClient()
  const [email, setEmail] = useState('')
  const [rights, setRights] = useState<Rights>({ role: 'viewer', audience: 'colleague' })
  const [made, setMade] = useState<{ url: string; for: string }>()
  const { busy, failure, fieldProblem, run } = useSubmit()

  function send(event: FormEvent) {
    event.preventDefault()
    void run(async () => {
      const given = email.trim()
      const { url } = await invite({ ...rights, ...(given !== '' && { email: given }) })
      setMade({ url, for: given || 'anybody' })
      setEmail('')
      await queries.invalidateQueries({ queryKey: usersQuery.queryKey })
    })
  }

  return (
    <div className="mt-6">
      <h3 className="mb-3 font-medium">Invite somebody</h3>
      <form className="flex flex-col gap-4" onSubmit={send}>
        <FormFailure message={failure} />
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField
            label="Email address (may be left out)"
            type="email"
            autoComplete="off"
            value={email}
            error={fieldProblem('email')}
            onChange={(event) => setEmail(event.target.value)}
          />
          <RoleSelect label="Role" role={rights.role} audience={rights.audience ?? 'colleague'} onChange={setRights} />
        </div>
        <div>
          <Button type="submit" aria-disabled={busy}>
            Make a link
          </Button>
        </div>
      </form>
      {made && (
        <div className="mt-4" role="status">
          <CopyField
            label={`Invitation for ${made.for}`}
            hint="Send it to them. It works once, within 72 hours, and is shown this once."
            text={made.url}
          />
        </div>
      )}
    </div>
  )
}
