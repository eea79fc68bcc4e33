import { DataTable } from '../../components/data-table.tsx'
import { Tag } from '../../components/tag.tsx'
import { useMessages } from '../../messages/catalogue.ts'
import { useFormat } from '../../messages/format.ts'
import { knowledgeMessages } from '../../messages/knowledge/messages.ts'
import { shellMessages } from '../../messages/shell/messages.ts'
import { hasExpired, type Source } from './source.ts'

interface SourceListProps {
  sources: readonly Source[]
  /** Makes of each title a button. */
  onOpen?: (id: string) => void
}

/** Sources with who sees them, until when, and in how many passages. */
export function SourceList({ sources, onOpen }: SourceListProps) {
  const messages = useMessages(knowledgeMessages)
  const { audiences } = useMessages(shellMessages)
  const format = useFormat()
  const { columns } = messages
  return (
    <DataTable
      caption={messages.tabs.sources}
      rows={sources}
      rowKey={({ id }) => id}
      columns={[
        {
          title: columns.title,
          cell: (source) => (
            <span lang={source.language} className="block min-w-40">
              {onOpen ? (
                <button
                  type="button"
                  className="cursor-pointer text-left font-medium text-accent hover:underline"
                  onClick={() => onOpen(source.id)}
                >
                  {source.title}
                </button>
              ) : (
                source.title
              )}
            </span>
          ),
        },
        { title: columns.audience, cell: ({ audience }) => <Tag>{audiences[audience]}</Tag> },
        { title: columns.kind, secondary: true, cell: ({ kind }) => messages.kinds[kind] ?? kind },
        {
          title: columns.expires,
          secondary: true,
          cell: (source) =>
            source.expiresAt === null ? (
              <span className="text-muted">{messages.forever}</span>
            ) : hasExpired(source) ? (
              <Tag tone="warn">{messages.expired}</Tag>
            ) : (
              format.date(source.expiresAt)
            ),
        },
        { title: columns.passages, secondary: true, numeric: true, cell: ({ passages }) => format.number(passages) },
        {
          title: columns.updated,
          secondary: true,
          cell: ({ updatedAt }) => <span className="whitespace-nowrap">{format.relative(updatedAt)}</span>,
        },
      ]}
    />
  )
}
