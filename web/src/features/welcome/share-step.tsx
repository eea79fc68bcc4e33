import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { call } from '../../api/call.ts'
import { Button } from '../../components/button.tsx'
import { CopyField } from '../../components/copy-field.tsx'
import { Failure } from '../../components/failure.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { TextField } from '../../components/text-field.tsx'
import { useDraft } from '../../components/use-draft.ts'
import { useSubmit } from '../../components/use-submit.ts'
import { useMessages } from '../../messages/catalogue.ts'
import { shellMessages } from '../../messages/shell/messages.ts'
import { welcomeMessages } from '../../messages/welcome/messages.ts'
import type { WelcomeState } from './use-welcome.ts'

type Shared = 'recruiter' | 'colleague' | 'public'
const shared: readonly Shared[] = ['recruiter', 'colleague', 'public']
const days = 30

/** Step 5: a link that lets somebody ask. */
export function ShareStep({ state }: { state: WelcomeState }) {
  const messages = useMessages(welcomeMessages).share
  const { audiences } = useMessages(shellMessages)
  const queries = useQueryClient()
  const { busy, error, failedAt, run } = useSubmit()
  const [name, setName, forgetName] = useDraft('welcome.share')
  const [audience, setAudience] = useState<Shared>('recruiter')
  const [url, setUrl] = useState<string>()

  async function make(event: FormEvent) {
    event.preventDefault()
    const worked = await run(async () => {
      setUrl((await call('POST /api/v1/share-links', { body: { name, audience, expiresInDays: days } })).url)
      forgetName()
    })
    if (worked) await queries.invalidateQueries({ queryKey: ['share-links'] })
  }

  return (
    <div className="flex flex-col gap-4">
      {state.links > 0 && <p>{messages.there(state.links)}</p>}
      {error !== undefined && <Failure error={error} at={failedAt} />}
      {url !== undefined && <CopyField forOthers label={messages.link} text={url} hint={messages.linkHint} />}
      <form onSubmit={(event) => void make(event)} className="flex flex-wrap items-start gap-3">
        <TextField
          className="min-w-56 flex-1"
          label={messages.name}
          hint={messages.nameHint}
          required
          maxLength={100}
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
        <SelectField<Shared>
          className="w-44"
          label={messages.audience}
          value={audience}
          options={shared.map((value) => ({ value, label: audiences[value] }))}
          onChange={setAudience}
        />
        <Button type="submit" look="primary" className="mt-6.5" aria-disabled={busy}>
          {messages.make}
        </Button>
      </form>
    </div>
  )
}
