import type { Audience } from '../../api/types.ts'
import { Empty } from '../../components/empty.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { TextField } from '../../components/text-field.tsx'
import { useMessages } from '../../messages/catalogue.ts'
import { knowledgeMessages } from '../../messages/knowledge/messages.ts'
import { shellMessages } from '../../messages/shell/messages.ts'
import type { Source } from './source.ts'
import { SourceList } from './source-list.tsx'

export interface SourceFilter {
  q?: string
  audience?: Audience
}

interface SourcesTabProps {
  sources: readonly Source[]
  filter: SourceFilter
  onFilter: (filter: SourceFilter) => void
  onOpen: (id: string) => void
}

/** All sources, filtered by title and by who sees them. */
export function SourcesTab({ sources, filter, onFilter, onOpen }: SourcesTabProps) {
  const messages = useMessages(knowledgeMessages)
  const { audiences } = useMessages(shellMessages)
  const { q = '', audience } = filter
  const words = q.toLowerCase()
  const shown = sources.filter(
    (source) => source.title.toLowerCase().includes(words) && (audience === undefined || source.audience === audience),
  )
  if (sources.length === 0) return <Empty title={messages.nothing.title}>{messages.nothing.advice}</Empty>
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-end gap-3">
        <TextField
          label={messages.search}
          type="search"
          className="min-w-48 flex-1 sm:max-w-80"
          value={q}
          onChange={({ target }) =>
            onFilter({ ...(audience && { audience }), ...(target.value && { q: target.value }) })
          }
        />
        <SelectField
          label={messages.filterAudience}
          value={audience ?? 'all'}
          options={[
            { value: 'all', label: messages.everyAudience },
            ...(['public', 'recruiter', 'colleague', 'owner'] as const).map((value) => ({
              value,
              label: audiences[value],
            })),
          ]}
          onChange={(next) => onFilter({ ...(q && { q }), ...(next !== 'all' && { audience: next }) })}
        />
        <p role="status" className="py-2 text-small text-muted">
          {messages.count(shown.length, sources.length)}
        </p>
      </div>
      {shown.length === 0 ? (
        <Empty title={messages.noMatch.title}>{messages.noMatch.advice}</Empty>
      ) : (
        <SourceList sources={shown} onOpen={onOpen} />
      )}
    </div>
  )
}
