import { useState } from 'react'
import type { FormEvent } from 'react'
import { enterCode } from '../../api/session.ts'
import { Button } from '../../components/button.tsx'
import { FormFailure } from '../../components/form-failure.tsx'
import { TextField } from '../../components/text-field.tsx'
import { useFirstFocus } from '../../components/use-first-focus.ts'
import { useSubmit } from '../../components/use-submit.ts'
import { accountMessages } from '../../messages/account/messages.ts'
import { useMessages } from '../../messages/catalogue.ts'

/** The second step of signing in. */
export function CodeForm({ onDone, onBack }: { onDone: () => Promise<void>; onBack: () => void }) {
  const { signIn: messages } = useMessages(accountMessages)
  const [code, setCode] = useState('')
  const { busy, failure, run } = useSubmit()
  const first = useFirstFocus<HTMLInputElement>()

  function send(event: FormEvent) {
    event.preventDefault()
    void run(async () => {
      await enterCode(code.trim())
      await onDone()
    }).then((worked) => worked || setCode(''))
  }

  return (
    <form className="flex flex-col gap-5" onSubmit={send}>
      <FormFailure message={failure} />
      <TextField
        label={messages.code}
        hint={messages.codeHint}
        autoComplete="one-time-code"
        ref={first}
        required
        minLength={6}
        maxLength={20}
        value={code}
        onChange={(event) => setCode(event.target.value)}
      />
      <Button type="submit" look="primary" aria-disabled={busy}>
        {busy ? messages.checking : messages.submit}
      </Button>
      <Button look="quiet" onClick={onBack}>
        {messages.again}
      </Button>
    </form>
  )
}
