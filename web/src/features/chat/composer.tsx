import type { KeyboardEvent, RefObject } from 'react'
import type { Strategy } from '../../api/types.ts'
import { Button } from '../../components/button.tsx'
import { Icon } from '../../components/icon.tsx'
import { useDraft } from '../../components/use-draft.ts'
import { StrategySelect } from './strategy-select.tsx'
import { useMessages } from '../../messages/catalogue.ts'
import { twinMessages } from '../../messages/twin/messages.ts'

/** As the server has it, in UTF-16 units. */
const maxLength = 2000
/** From here on the counter is shown. */
const nearLimit = 1800

interface ComposerProps {
  name: string | undefined
  busy: boolean
  strategy: Strategy | undefined
  field: RefObject<HTMLTextAreaElement | null>
  onAsk: (question: string) => void
  onStop: () => void
  onStrategy: (strategy: Strategy | undefined) => void
}

/** Where a question is written. Enter sends, Shift+Enter starts a new line. */
export function Composer({ name, busy, strategy, field, onAsk, onStop, onStrategy }: ComposerProps) {
  const messages = useMessages(twinMessages).composer
  const [text, setText, forgetText] = useDraft('question')
  const left = maxLength - text.length
  const sendable = text.trim() !== '' && left >= 0

  function send() {
    if (busy || !sendable) return
    onAsk(text.trim())
    forgetText()
  }

  function sendOnEnter(event: KeyboardEvent) {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    send()
  }

  return (
    <form
      className="rounded-xl border border-edge bg-surface has-[textarea:focus]:border-accent has-[textarea:focus]:outline has-[textarea:focus]:outline-accent"
      onSubmit={(event) => {
        event.preventDefault()
        if (busy) onStop()
        else send()
      }}
    >
      <div className="growing" data-value={text}>
        <textarea
          id="question"
          ref={field}
          rows={1}
          value={text}
          placeholder={name === undefined ? messages.placeholderAny : messages.placeholder(name)}
          aria-label={name === undefined ? messages.labelAny : messages.label(name)}
          aria-describedby="question-length"
          aria-invalid={left < 0}
          enterKeyHint="send"
          className="resize-none overflow-hidden bg-transparent outline-none placeholder:text-muted"
          onChange={(event) => setText(event.target.value)}
          onKeyDown={sendOnEnter}
        />
      </div>
      <div className="flex items-center gap-3 p-2 pt-0">
        <StrategySelect value={strategy} onChange={onStrategy} />
        <p
          id="question-length"
          role="status"
          className={`ml-auto text-small tabular-nums ${left < 0 ? 'text-danger' : 'text-muted'}`}
        >
          {left < 0 ? messages.tooMany(-left) : text.length >= nearLimit ? messages.left(left) : ''}
        </p>
        <Button
          type="submit"
          look="primary"
          square
          aria-label={busy ? messages.stop : messages.ask}
          title={busy ? messages.stop : messages.askEnter}
          aria-disabled={!busy && !sendable}
        >
          <Icon name={busy ? 'stop' : 'send'} />
        </Button>
      </div>
    </form>
  )
}
