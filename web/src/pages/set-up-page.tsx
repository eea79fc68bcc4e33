import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import type { FormEvent } from 'react'
import { RequestError } from '../api/request-error.ts'
import { lookAtLink, redeemLink, type LinkPurpose } from '../api/session.ts'
import { Button } from '../components/button.tsx'
import { FormFailure } from '../components/form-failure.tsx'
import { Notice } from '../components/notice.tsx'
import { PageHeader } from '../components/page-header.tsx'
import { Skeleton } from '../components/skeleton.tsx'
import { TextField } from '../components/text-field.tsx'
import { useFirstFocus } from '../components/use-first-focus.ts'
import { useSubmit } from '../components/use-submit.ts'
import { CodeForm } from '../features/account/code-form.tsx'
import { forgetSetUpToken, setUpToken } from '../features/account/set-up-token.ts'
import { useArrive } from '../features/account/use-arrive.ts'
import { accountMessages } from '../messages/account/messages.ts'
import { useMessages } from '../messages/catalogue.ts'
import { shellMessages } from '../messages/shell/messages.ts'

/** The page at `/set-up`, where a one-time link leads: the first account, an invitation, or a new password. */
export function SetUpPage() {
  const { setUp: messages, signIn } = useMessages(accountMessages)
  const { loading } = useMessages(shellMessages)
  const [token] = useState(setUpToken)
  const { data: purpose, error } = useQuery({
    queryKey: ['link'],
    queryFn: () => lookAtLink(token!),
    enabled: token !== undefined,
    staleTime: Infinity,
    gcTime: 0,
  })
  const [codeNeeded, setCodeNeeded] = useState(false)
  const navigate = useNavigate()
  const arrive = useArrive()
  const title = codeNeeded ? signIn.oneMoreStep : purpose ? messages.titles[purpose.kind] : messages.title

  useEffect(() => void (document.title = title), [title])

  async function goOn() {
    forgetSetUpToken()
    await arrive()
    // Whoever makes the first account goes on with the guide.
    await navigate({ to: purpose?.kind === 'set_up' ? '/welcome' : '/account', replace: true })
  }

  return (
    <>
      <PageHeader />
      <main className="mx-auto flex min-h-dvh max-w-96 flex-col px-4 pt-28 pb-16">
        <h1 className="mb-6 text-title font-semibold tracking-tight">{title}</h1>
        {codeNeeded ? (
          <CodeForm onDone={goOn} onBack={() => void navigate({ to: '/sign-in', search: {}, replace: true })} />
        ) : token === undefined ? (
          <Notice title={messages.noLink}>{messages.noLinkAdvice}</Notice>
        ) : error ? (
          <Notice tone="danger" title={messages.broken}>
            {error instanceof RequestError ? error.message : messages.unreachable}
          </Notice>
        ) : purpose ? (
          <SetUpForm token={token} purpose={purpose} onDone={goOn} onCodeNeeded={() => setCodeNeeded(true)} />
        ) : (
          <Skeleton label={loading} lines={['h-4 w-full', 'h-10 w-full', 'h-10 w-full']} />
        )}
      </main>
    </>
  )
}

function SetUpForm({
  token,
  purpose,
  onDone,
  onCodeNeeded,
}: {
  token: string
  purpose: LinkPurpose
  onDone: () => Promise<void>
  onCodeNeeded: () => void
}) {
  const { setUp: messages, ...fields } = useMessages(accountMessages)
  const [name, setName] = useState('')
  const [email, setEmail] = useState(purpose.email ?? '')
  const [password, setPassword] = useState('')
  const { busy, failure, fieldProblem, run } = useSubmit()
  const first = useFirstFocus<HTMLInputElement>()
  const isNew = purpose.kind !== 'reset'

  function send(event: FormEvent) {
    event.preventDefault()
    void run(async () => {
      const step = await redeemLink({
        token,
        password,
        ...(isNew && name.trim() !== '' && { name }),
        ...(isNew && { email }),
      })
      if (step.status === 'code_needed') onCodeNeeded()
      else await onDone()
    })
  }

  return (
    <form className="flex flex-col gap-5" onSubmit={send}>
      {isNew && <p className="text-muted">{messages.roles[purpose.role]}</p>}
      <FormFailure message={failure} />
      {isNew && (
        <TextField
          label={fields.account.name}
          name="name"
          autoComplete="name"
          ref={first}
          maxLength={100}
          value={name}
          error={fieldProblem('name')}
          onChange={(event) => setName(event.target.value)}
        />
      )}
      <TextField
        label={fields.email}
        type="email"
        name="email"
        autoComplete="username"
        required
        readOnly={purpose.email !== null}
        value={email}
        error={fieldProblem('email')}
        onChange={(event) => setEmail(event.target.value)}
      />
      <TextField
        label={fields.password}
        type="password"
        name="password"
        autoComplete="new-password"
        {...(!isNew && { ref: first })}
        required
        minLength={12}
        hint={fields.newPasswordHint}
        value={password}
        error={fieldProblem('password')}
        onChange={(event) => setPassword(event.target.value)}
      />
      <Button type="submit" look="primary" aria-disabled={busy}>
        {busy ? fields.moment : isNew ? messages.make : messages.set}
      </Button>
    </form>
  )
}
