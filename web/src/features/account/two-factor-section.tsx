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
import { useSubmit } from '../../components/use-submit.ts'
import { QrImage } from './qr-image.tsx'

/** A code of an authenticator app besides the password: on, off, and the steps between. */
export function TwoFactorSection({ user, onSaved }: { user: User; onSaved: (message: string) => void }) {
  const queries = useQueryClient()
  const [started, setStarted] = useState<TwoFactorStart>()
  const refresh = () => queries.invalidateQueries({ queryKey: sessionQuery.queryKey })
  const about = user.twoFactor
    ? 'On: signing in takes a code of your authenticator app, or a backup code.'
    : 'Off: whoever knows your password can sign in. With an authenticator app, a code is asked for as well.'

  return (
    <Section title="Two-step sign-in" about={about}>
      {user.twoFactor ? (
        <PasswordOnce
          action="Turn it off"
          onPassword={async (password) => {
            await stopTwoFactor(password)
            await refresh()
            onSaved('Signing in takes your password alone now.')
          }}
        />
      ) : started ? (
        <Confirm
          started={started}
          onConfirmed={async (code) => {
            await confirmTwoFactor(code)
            setStarted(undefined)
            await refresh()
            onSaved('Signing in takes a code from now on.')
          }}
          onCancel={() => setStarted(undefined)}
        />
      ) : (
        <PasswordOnce action="Set it up" onPassword={async (password) => setStarted(await startTwoFactor(password))} />
      )}
    </Section>
  )
}

function PasswordOnce({ action, onPassword }: { action: string; onPassword: (password: string) => Promise<void> }) {
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
        label="Your password, once more"
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
  const [code, setCode] = useState('')
  const { busy, failure, fieldProblem, run } = useSubmit()

  function send(event: FormEvent) {
    event.preventDefault()
    void run(() => onConfirmed(code.trim()))
  }

  return (
    <form className="flex flex-col gap-6" onSubmit={send}>
      <div className="flex flex-wrap items-start gap-6">
        <QrImage text={started.uri} label="QR code for your authenticator app; its text is beside it" />
        <div className="min-w-0 flex-1 basis-60">
          <h3 className="font-medium">1. Add it to your authenticator app</h3>
          <p className="mt-1 text-small text-muted">Scan the picture, or type this in:</p>
          <p className="mt-1 font-mono text-small tracking-wide select-all">
            {started.secret.match(/.{1,4}/g)?.join(' ')}
          </p>
        </div>
      </div>
      <div>
        <h3 className="font-medium">2. Keep these backup codes</h3>
        <p className="mt-1 text-small text-muted">
          Each signs you in once when the app is out of reach. They are shown this once.
        </p>
        <ul
          aria-label="Backup codes"
          className="mt-2 grid grid-cols-2 gap-x-6 gap-y-1 rounded-lg border border-line bg-surface p-4 font-mono text-small sm:max-w-96"
        >
          {started.backupCodes.map((backup) => (
            <li key={backup}>{backup}</li>
          ))}
        </ul>
      </div>
      <div className="flex max-w-96 flex-col gap-4">
        <h3 className="font-medium">3. Enter the code it shows</h3>
        <FormFailure message={failure} />
        <TextField
          label="Six digits"
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
            Turn it on
          </Button>
          <Button look="quiet" onClick={onCancel}>
            Cancel
          </Button>
        </div>
      </div>
    </form>
  )
}
