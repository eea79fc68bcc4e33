import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import type { FormEvent } from 'react'
import { sessionQuery, signIn } from '../api/session.ts'
import { Button } from '../components/button.tsx'
import { FormFailure } from '../components/form-failure.tsx'
import { PageHeader } from '../components/page-header.tsx'
import { TextField } from '../components/text-field.tsx'
import { useFirstFocus } from '../components/use-first-focus.ts'
import { useSubmit } from '../components/use-submit.ts'
import { CodeForm } from '../features/account/code-form.tsx'
import { samePagePath } from '../features/account/same-page-path.ts'
import { useArrive } from '../features/account/use-arrive.ts'
import { accountMessages } from '../messages/account/messages.ts'
import { useMessages } from '../messages/catalogue.ts'

/** The page at `/sign-in`: email and password, then a code when the account asks for one. */
export function SignInPage() {
  const next = samePagePath(useSearch({ from: '/sign-in' }).next) ?? '/'
  const { signIn: messages } = useMessages(accountMessages)
  const { data: session } = useQuery(sessionQuery)
  const [codeNeeded, setCodeNeeded] = useState(false)
  const arrive = useArrive()

  useEffect(() => void (document.title = messages.title), [messages])

  if (session?.user) return <GoOn to={next} />
  return (
    <>
      <PageHeader />
      <main className="mx-auto flex min-h-dvh max-w-96 flex-col px-4 pt-28 pb-16">
        <h1 className="mb-6 text-title font-semibold tracking-tight">
          {codeNeeded ? messages.oneMoreStep : messages.title}
        </h1>
        {codeNeeded ? (
          <CodeForm onDone={arrive} onBack={() => setCodeNeeded(false)} />
        ) : (
          <PasswordForm onDone={arrive} onCodeNeeded={() => setCodeNeeded(true)} />
        )}
      </main>
    </>
  )
}

/** Only the pages of this application can be gone to without a load; any other path of ours is the server's. */
function GoOn({ to: next }: { to: string }) {
  // Where it was to go when it appeared: while that page loads, the address is that one's already.
  const [to] = useState(next)
  const navigate = useNavigate()
  useEffect(() => {
    if (/^\/(account)?([?#]|$)/.test(to)) void navigate({ href: to, replace: true })
    else location.replace(to)
  }, [navigate, to])
  return null
}

function PasswordForm({ onDone, onCodeNeeded }: { onDone: () => Promise<void>; onCodeNeeded: () => void }) {
  const { signIn: messages, ...fields } = useMessages(accountMessages)
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const { busy, failure, fieldProblem, run } = useSubmit()
  const first = useFirstFocus<HTMLInputElement>()

  function send(event: FormEvent) {
    event.preventDefault()
    void run(async () => {
      const step = await signIn(email, password)
      if (step.status === 'code_needed') onCodeNeeded()
      else await onDone()
    }).then((worked) => worked || setPassword(''))
  }

  return (
    <form className="flex flex-col gap-5" onSubmit={send}>
      <FormFailure message={failure} />
      <TextField
        label={fields.email}
        type="email"
        name="email"
        autoComplete="username"
        ref={first}
        required
        value={email}
        error={fieldProblem('email')}
        onChange={(event) => setEmail(event.target.value)}
      />
      <TextField
        label={fields.password}
        type="password"
        name="password"
        autoComplete="current-password"
        required
        value={password}
        error={fieldProblem('password')}
        onChange={(event) => setPassword(event.target.value)}
      />
      <Button type="submit" look="primary" aria-disabled={busy}>
        {busy ? messages.busy : messages.submit}
      </Button>
      <p className="text-small text-muted">{messages.help}</p>
    </form>
  )
}
