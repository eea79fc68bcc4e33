import { CodeBlock } from '../../components/code-block.tsx'
import { useMessages } from '../../messages/catalogue.ts'
import { workMessages } from '../../messages/work/messages.ts'
import { commandLine, commandOf } from './command-line.ts'
import type { Run } from './state-tags.tsx'

/** What exactly a run does: its command line when it has one, what else its input comes to, and the input. */
export function ActionView({ run: { input, resolved } }: { run: Pick<Run, 'input' | 'resolved'> }) {
  const messages = useMessages(workMessages)
  const command = commandOf(resolved)
  const hasInput = Object.keys((input ?? {}) as object).length > 0
  return (
    <div className="flex flex-col gap-3">
      {command && (
        <div>
          <p className="mb-1 text-small text-muted">
            {messages.commandLine} · {messages.onHost(command.host)}
          </p>
          <CodeBlock label={messages.commandLine} value={commandLine(command.argv)} />
        </div>
      )}
      {!command && resolved !== null && (
        <div>
          <p className="mb-1 text-small text-muted">{messages.resolved}</p>
          <CodeBlock label={messages.resolved} value={resolved} />
        </div>
      )}
      {hasInput ? (
        <div>
          <p className="mb-1 text-small text-muted">{messages.input}</p>
          <CodeBlock label={messages.input} value={input} />
        </div>
      ) : (
        <p className="text-small text-muted">{messages.noInput}</p>
      )}
    </div>
  )
}
