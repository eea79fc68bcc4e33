import { useState } from 'react'
import { useMessages } from '../messages/catalogue.ts'
import { shellMessages } from '../messages/shell/messages.ts'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'
import { TextField } from './text-field.tsx'

interface CopyFieldProps {
  label: string
  text: string
  hint?: string
  /** An address that is meant for somebody else, or another machine: says so when only this one can open it. */
  forOthers?: boolean
}

const onThisMachine = /^https?:\/\/(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?:[:/]|$)/

/** A text to hand on, such as a link: it can be selected, and copied with one click. */
export function CopyField({ label, text, hint, forOthers = false }: CopyFieldProps) {
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

  const field = (
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
  if (!forOthers || !onThisMachine.test(text)) return field
  return (
    <div className="flex flex-col gap-2">
      {field}
      <p className="text-small text-danger">{messages.onlyHere}</p>
    </div>
  )
}
