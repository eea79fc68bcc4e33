import { useQuery } from '@tanstack/react-query'
import { sourceQuery } from '../../api/twin.ts'
import { Dialog } from '../../components/dialog.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { useMessages } from '../../messages/catalogue.ts'
import { useFormat } from '../../messages/format.ts'
import { knowledgeMessages } from '../../messages/knowledge/messages.ts'
import { shellMessages } from '../../messages/shell/messages.ts'
import { DeleteSource } from './delete-source.tsx'
import type { Source } from './source.ts'
import { SourceForm } from './source-form.tsx'

interface SourcePanelProps {
  source: Source
  mayChange: boolean
  onClose: () => void
}

/** One source beside the list: what is known of it, what can be changed, and its text. */
export function SourcePanel({ source, mayChange, onClose }: SourcePanelProps) {
  const messages = useMessages(knowledgeMessages)
  const { audiences } = useMessages(shellMessages)
  const format = useFormat()
  const text = useQuery(sourceQuery(source.id, source.version))
  const facts: [string, string][] = [
    [messages.columns.kind, messages.kinds[source.kind] ?? source.kind],
    [messages.columns.audience, audiences[source.audience]],
    [messages.columns.passages, format.number(source.passages)],
    [messages.columns.updated, format.dateTime(source.updatedAt)],
    [messages.version, source.version.slice(0, 12)],
    ...(source.origin ? ([[messages.origin, source.origin]] as [string, string][]) : []),
  ]
  return (
    <Dialog title={source.title} place="side" onClose={onClose}>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-small">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {mayChange && <SourceForm source={source} onSaved={onClose} />}
      <h3 className="mt-6 mb-2 text-small font-medium">{messages.text}</h3>
      <div
        role="group"
        aria-label={messages.text}
        tabIndex={0}
        className="max-h-[28rem] overflow-y-auto rounded-lg border border-line bg-page px-4 py-3 text-small"
      >
        <Loaded query={text}>
          {(read) => (
            <p lang={read.language} className="whitespace-pre-wrap">
              {read.text}
            </p>
          )}
        </Loaded>
      </div>
      {mayChange && <DeleteSource source={source} onGone={onClose} />}
    </Dialog>
  )
}
