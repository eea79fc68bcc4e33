import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { call } from '../../api/call.ts'
import { Button } from '../../components/button.tsx'
import { CodeBlock } from '../../components/code-block.tsx'
import { CopyField } from '../../components/copy-field.tsx'
import { Failure } from '../../components/failure.tsx'
import { TextField } from '../../components/text-field.tsx'
import { useDraft } from '../../components/use-draft.ts'
import { useSubmit } from '../../components/use-submit.ts'
import { useMessages } from '../../messages/catalogue.ts'
import { welcomeMessages } from '../../messages/welcome/messages.ts'
import type { WelcomeState } from './use-welcome.ts'

/** To ask and to read: what this step is about. A key that may do more is made in the settings. */
const scopes = ['ask', 'knowledge:read'] as const

/** Step 4: a key and an address for a client that speaks MCP. */
export function ClientStep({ state }: { state: WelcomeState }) {
  const messages = useMessages(welcomeMessages).client
  const queries = useQueryClient()
  const { busy, error, failedAt, run } = useSubmit()
  const [name, setName, forgetName] = useDraft('welcome.client')
  const [secret, setSecret] = useState<string>()
  const address = `${location.origin}/mcp`

  async function make(event: FormEvent) {
    event.preventDefault()
    const worked = await run(async () => {
      const made = await call('POST /api/v1/keys', { body: { name, audience: 'colleague', scopes: [...scopes] } })
      setSecret(made.secret)
      forgetName()
    })
    if (worked) await queries.invalidateQueries({ queryKey: ['keys'] })
  }

  return (
    <div className="flex flex-col gap-4">
      {state.clients > 0 && <p>{messages.there(state.clients)}</p>}
      {error !== undefined && <Failure error={error} at={failedAt} />}
      {secret === undefined ? (
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
          <Button type="submit" look="primary" className="mt-6.5" aria-disabled={busy}>
            {messages.make}
          </Button>
        </form>
      ) : (
        <div className="flex flex-col gap-3">
          <CopyField label={messages.key} text={secret} hint={messages.made} />
          <CopyField label={messages.address} text={address} />
          <p className="text-small font-medium">{messages.config}</p>
          <CodeBlock
            label={messages.config}
            value={{
              mcpServers: { pollux: { type: 'http', url: address, headers: { Authorization: `Bearer ${secret}` } } },
            }}
          />
        </div>
      )}
      <CopyField forOthers label={messages.onlineAddress} text={`${address}/me`} hint={messages.online} />
    </div>
  )
}
