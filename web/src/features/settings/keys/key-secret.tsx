import { Button } from '../../../components/button.tsx'
import { CodeBlock } from '../../../components/code-block.tsx'
import { CopyField } from '../../../components/copy-field.tsx'
import type { ResponseOf } from '../../../api/call.ts'
import { useMessages } from '../../../messages/catalogue.ts'
import { settingsMessages } from '../../../messages/settings/messages.ts'

interface KeySecretProps {
  issued: ResponseOf<'POST /api/v1/keys'>
  onStored: () => void
}

/** A secret, the once that it is shown. It stays on the page until one says that it is stored: a dialog closes too easily. */
export function KeySecret({ issued: { key, secret }, onStored }: KeySecretProps) {
  const { keys: messages } = useMessages(settingsMessages)
  const title = messages.secretOf(key.name)
  const example = key.scopes.includes('ask')
    ? `curl ${location.origin}/api/v1/twin/answers \\
  -H "authorization: Bearer $POLLUX_KEY" \\
  -H "content-type: application/json" \\
  -d '{"question": "Who are you?"}'`
    : undefined
  return (
    <div role="group" aria-label={title} className="flex flex-col gap-4 rounded-lg border border-accent bg-surface p-4">
      <div role="status">
        <h3 className="font-medium">{title}</h3>
      </div>
      <CopyField label={messages.secret} hint={messages.secretHint} text={secret} />
      {example && (
        <div>
          <p className="mb-1 text-small font-medium">{messages.tryIt}</p>
          <CodeBlock label={messages.tryIt} value={example} />
        </div>
      )}
      <div>
        <Button onClick={onStored}>{messages.stored}</Button>
      </div>
    </div>
  )
}
