import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { FormEvent } from 'react'
import {
  confirmTwoFactor,
  sessionQuery,
  startTwoFactor,
  stopTwoFactor,
  type TwoFactorStart,
  type User,
} from '../../api/session.ts'
import { Button } from '../../components/button.tsx'
import { FormFailure } from '../../components/form-failure.tsx'
import { Section } from '../../components/section.tsx'
import { TextField } from '../../components/text-field.tsx'
import { useTell } from '../../components/toast.tsx'
import { useSubmit } from '../../components/use-submit.ts'
import { accountMessages } from '../../messages/account/messages.ts'
import { useMessages } from '../../messages/catalogue.ts'
import { shellMessages } from '../../messages/shell/messages.ts'
import { QrImage } from './qr-image.tsx'

/** A code of an authenticator app besides the password: on, off, and the steps between. */
export function TwoFactorSection({ user }: { user: User }) {
  const { twoFactor: messages } = useMessages(accountMessages)
  const queries = useQueryClient()
  const tell = useTell()
  const [started, setStarted] = useState<TwoFactorStart>()
  const refresh = () => queries.invalidateQueries({ queryKey: sessionQuery.queryKey })

  return (
    <Section title={messages.title} about={user.twoFactor ? messages.on : messages.off}>
      {user.twoFactor ? (
        <PasswordOnce
          action={messages.turnOff}
          onPassword={async (password) => {
            await stopTwoFactor(password)
            await refresh()
            tell({ title: messages.turnedOff })
          }}
        />
      ) : started ? (
        <Confirm
          started={started}
          onConfirmed={async (code) => {
            await confirmTwoFactor(code)
            setStarted(undefined)
            await refresh()
            tell({ title: messages.turnedOn })
          }}
          onCancel={() => setStarted(undefined)}
        />
      ) : (
        <PasswordOnce
          action={messages.setUp}
          onPassword={async (password) => setStarted(await startTwoFactor(password))}
        />
      )}
    </Section>
  )
}

function PasswordOnce({ action, onPassword }: { action: string; onPassword: (password: string) => Promise<void> }) {
  const { twoFactor: messages } = useMessages(accountMessages)
  const [password, setPassword] = useState('')
  const { busy, failure, run } = useSubmit()

  function send(event: FormEvent) {
    event.preventDefault()
    void run(() => onPassword(password)).then((worked) => worked || setPassword(''))
  }

  return (
    <form className="flex max-w-96 flex-col gap-4" onSubmit={send}>
      <FormFailure message={failure} />
      <TextField
        label={messages.passwordAgain}
        type="password"
        autoComplete="current-password"
        required
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      <div>
        <Button type="submit" aria-disabled={busy}>
          {action}
        </Button>
      </div>
    </form>
  )
}

function Confirm({
  started,
  onConfirmed,
  onCancel,
}: {
  started: TwoFactorStart
  onConfirmed: (code: string) => Promise<void>
  onCancel: () => void
}) {
  const { twoFactor: messages } = useMessages(accountMessages)
  const { cancel } = useMessages(shellMessages)
  const [code, setCode] = useState('')
  const { busy, failure, fieldProblem, run } = useSubmit()

  function send(event: FormEvent) {
    event.preventDefault()
    void run(() => onConfirmed(code.trim()))
  }

  return (
    <form className="flex flex-col gap-6" onSubmit={send}>
      <div className="flex flex-wrap items-start gap-6">
        <QrImage text={started.uri} label={messages.qr} />
        <div className="min-w-0 flex-1 basis-60">
          <h3 className="font-medium">{messages.add}</h3>
          <p className="mt-1 text-small text-muted">{messages.addAbout}</p>
          <p className="mt-1 font-mono text-small tracking-wide select-all">
            {started.secret.match(/.{1,4}/g)?.join(' ')}
          </p>
        </div>
      </div>
      <div>
        <h3 className="font-medium">{messages.keep}</h3>
        <p className="mt-1 text-small text-muted">{messages.keepAbout}</p>
        <ul
          aria-label={messages.codes}
          className="mt-2 grid grid-cols-2 gap-x-6 gap-y-1 rounded-lg border border-line bg-surface p-4 font-mono text-small sm:max-w-96"
        >
          {started.backupCodes.map((backup) => (
            <li key={backup}>{backup}</li>
          ))}
        </ul>
      </div>
      <div className="flex max-w-96 flex-col gap-4">
        <h3 className="font-medium">{messages.enter}</h3>
        <FormFailure message={failure} />
        <TextField
          label={messages.digits}
          inputMode="numeric"
          autoComplete="one-time-code"
          required
          pattern="\s*\d{6}\s*"
          maxLength={8}
          value={code}
          error={fieldProblem('code')}
          onChange={(event) => setCode(event.target.value)}
        />
        <div className="flex gap-2">
          <Button type="submit" look="primary" aria-disabled={busy}>
            {messages.turnOn}
          </Button>
          <Button look="quiet" onClick={onCancel}>
            {cancel}
          </Button>
        </div>
      </div>
    </form>
  )
}
