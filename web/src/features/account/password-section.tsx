import { useState } from 'react'
import type { FormEvent } from 'react'
import { changePassword, type User } from '../../api/session.ts'
import { Button } from '../../components/button.tsx'
import { FormFailure } from '../../components/form-failure.tsx'
import { Section } from '../../components/section.tsx'
import { TextField } from '../../components/text-field.tsx'
import { useTell } from '../../components/toast.tsx'
import { useSubmit } from '../../components/use-submit.ts'
import { accountMessages } from '../../messages/account/messages.ts'
import { useMessages } from '../../messages/catalogue.ts'

/** A new password for whoever knows the old one. */
export function PasswordSection({ user }: { user: User }) {
  const { account: messages, password } = useMessages(accountMessages)
  const tell = useTell()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const { busy, failure, fieldProblem, run } = useSubmit()

  function send(event: FormEvent) {
    event.preventDefault()
    void run(async () => {
      await changePassword(current, next)
      setCurrent('')
      setNext('')
      tell({ title: messages.passwordSaved })
    })
  }

  return (
    <Section title={password} about={messages.changeAbout}>
      <form className="flex max-w-96 flex-col gap-4" onSubmit={send}>
        <FormFailure message={failure} />
        <input type="text" name="email" autoComplete="username" value={user.email} readOnly hidden />
        <TextField
          label={messages.currentPassword}
          type="password"
          autoComplete="current-password"
          required
          value={current}
          onChange={(event) => setCurrent(event.target.value)}
        />
        <TextField
          label={messages.newPassword}
          type="password"
          autoComplete="new-password"
          required
          minLength={12}
          hint={messages.shortHint}
          value={next}
          error={fieldProblem('password')}
          onChange={(event) => setNext(event.target.value)}
        />
        <div>
          <Button type="submit" aria-disabled={busy}>
            {messages.changePassword}
          </Button>
        </div>
      </form>
    </Section>
  )
}
