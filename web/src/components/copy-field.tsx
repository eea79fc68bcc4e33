import { useState } from 'react'
import { useMessages } from '../messages/catalogue.ts'
import { shellMessages } from '../messages/shell/messages.ts'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'
import { TextField } from './text-field.tsx'

/** A text to hand on, such as a link: it can be selected, and copied with one click. */
export function CopyField({ label, text, hint }: { label: string; text: string; hint?: string }) {
  const messages = useMessages(shellMessages)
  const [copied, setCopied] = useState(false)

  async function copy() {
    try {
      await navigator.clipboard.writeText(text)
      setCopied(true)
      setTimeout(() => setCopied(false), 2_000)
    } catch {
      // Not allowed here, as without https: the text stays selectable.
    }
  }

  return (
    <div className="flex items-start gap-2">
      <TextField
        className="min-w-0 flex-1"
        label={label}
        hint={hint}
        readOnly
        value={text}
        onFocus={(event) => event.target.select()}
      />
      <Button className="mt-6.5" onClick={() => void copy()}>
        <Icon name={copied ? 'check' : 'copy'} /> <span role="status">{copied ? messages.copied : messages.copy}</span>
      </Button>
    </div>
  )
}
