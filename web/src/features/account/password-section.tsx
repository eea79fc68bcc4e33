import { useState } from 'react'
import type { FormEvent } from 'react'
import { changePassword, type User } from '../../api/session.ts'
import { Button } from '../../components/button.tsx'
import { FormFailure } from '../../components/form-failure.tsx'
import { Section } from '../../components/section.tsx'
import { TextField } from '../../components/text-field.tsx'
import { useSubmit } from '../../components/use-submit.ts'

/** A new password for whoever knows the old one. */
export function PasswordSection({ user, onSaved }: { user: User; onSaved: (message: string) => void }) {
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const { busy, failure, fieldProblem, run } = useSubmit()

  function send(event: FormEvent) {
    event.preventDefault()
    void run(async () => {
      await changePassword(current, next)
      setCurrent('')
      setNext('')
      onSaved('Your password is changed, and you are signed out everywhere else.')
    })
  }

  return (
    <Section title="Password" about="A new one signs you out everywhere else.">
      <form className="flex max-w-96 flex-col gap-4" onSubmit={send}>
        <FormFailure message={failure} />
        <input type="text" name="email" autoComplete="username" value={user.email} readOnly hidden />
        <TextField
          label="Your password now"
          type="password"
          autoComplete="current-password"
          required
          value={current}
          onChange={(event) => setCurrent(event.target.value)}
        />
        <TextField
          label="New password"
          type="password"
          autoComplete="new-password"
          required
          minLength={12}
          hint="At least 12 characters, of any kind."
          value={next}
          error={fieldProblem('password')}
          onChange={(event) => setNext(event.target.value)}
        />
        <div>
          <Button type="submit" aria-disabled={busy}>
            Change the password
          </Button>
        </div>
      </form>
    </Section>
  )
}
