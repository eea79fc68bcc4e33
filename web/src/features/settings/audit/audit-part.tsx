import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { queryOf } from '../../../api/query.ts'
import type { ResponseOf } from '../../../api/call.ts'
import { Button } from '../../../components/button.tsx'
import { CodeBlock } from '../../../components/code-block.tsx'
import { DataTable } from '../../../components/data-table.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { Empty } from '../../../components/empty.tsx'
import { Loaded } from '../../../components/loaded.tsx'
import { auditMessages } from '../../../messages/audit/messages.ts'
import { useMessages } from '../../../messages/catalogue.ts'
import { useFormat } from '../../../messages/format.ts'
import { settingsMessages } from '../../../messages/settings/messages.ts'
import { useNames } from '../../work/use-names.ts'
import { Part } from '../part.tsx'
import { useSettingsSearch } from '../use-settings-search.ts'
import { AuditFilters, kindName } from './audit-filters.tsx'
import { entriesQuery } from './entries-query.ts'
import { Verification } from './verification.tsx'

type Entry = ResponseOf<'GET /api/v1/audit'>['entries'][number]

/** The hash chain: whether it holds, and its entries in pages. */
export function AuditPart() {
  const messages = useMessages(auditMessages)
  const { parts } = useMessages(settingsMessages)
  const format = useFormat()
  const [search, setSearch] = useSettingsSearch('audit')
  const [opened, setOpened] = useState<Entry>()
  const query = useQuery({ ...queryOf('GET /api/v1/audit', { query: entriesQuery(search) }), staleTime: 0 })
  const { after, kind, subject, from, to } = search
  const nameOf = useNames()
  const filtered = (kind ?? subject ?? from ?? to) !== undefined
  return (
    <Part title={parts.audit} about={messages.about}>
      <Verification />
      <AuditFilters key={JSON.stringify(search)} search={search} onChange={setSearch} />
      <Loaded query={query}>
        {({ entries, next }) => (
          <>
            {entries.length === 0 ? (
              <Empty title={filtered ? messages.noMatch : messages.none}>
                {filtered ? messages.noMatchAdvice : messages.noneAdvice}
              </Empty>
            ) : (
              <DataTable
                caption={parts.audit}
                rows={entries}
                rowKey={({ sequence }) => String(sequence)}
                columns={[
                  {
                    title: messages.entry,
                    cell: (entry) => (
                      <button
                        type="button"
                        aria-label={messages.details(entry.sequence)}
                        className="cursor-pointer rounded font-medium text-accent tabular-nums underline"
                        onClick={() => setOpened(entry)}
                      >
                        {entry.sequence}
                      </button>
                    ),
                  },
                  { title: messages.when, cell: ({ at }) => format.dateTime(at) },
                  { title: messages.kind, cell: (entry) => kindName(messages, entry.kind) },
                  { title: messages.by, cell: (entry) => nameOf(doerOf(entry)) },
                  { title: messages.subject, cell: (entry) => <span className="font-mono">{entry.subject}</span> },
                ]}
              />
            )}
            <div className="flex flex-wrap gap-2">
              {after !== undefined && (
                <Button onClick={() => setSearch({ ...search, after: 0 })}>{messages.first}</Button>
              )}
              {next !== null && <Button onClick={() => setSearch({ ...search, after: next })}>{messages.next}</Button>}
            </div>
          </>
        )}
      </Loaded>
      {opened && <EntryDialog entry={opened} onClose={() => setOpened(undefined)} />}
    </Part>
  )
}

/** Whose doing it was, as the entry says; what only happened was nobody's. */
function doerOf({ body }: Entry): string {
  try {
    const { by, actor } = JSON.parse(body) as { by?: unknown; actor?: unknown }
    const doer = by ?? actor
    return typeof doer === 'string' ? doer : ''
  } catch {
    return '' // Somebody changed it: verifying tells.
  }
}

function EntryDialog({ entry, onClose }: { entry: Entry; onClose: () => void }) {
  const messages = useMessages(auditMessages)
  const format = useFormat()
  return (
    <Dialog title={messages.details(entry.sequence)} place="side" onClose={onClose}>
      <div className="flex flex-col gap-4 text-small">
        <p className="text-muted">
          {kindName(messages, entry.kind)} · {format.dateTime(entry.at)}
        </p>
        <p className="font-mono">{entry.subject}</p>
        <div>
          <h3 className="mb-1 font-medium">{messages.says}</h3>
          <CodeBlock label={messages.says} value={JSON.parse(entry.body)} />
        </div>
        <dl className="flex flex-col gap-2">
          <dt className="font-medium">{messages.hash}</dt>
          <dd className="font-mono break-all text-muted">{entry.hash}</dd>
          <dt className="font-medium">{messages.previous}</dt>
          <dd className="font-mono break-all text-muted">{entry.previousHash}</dd>
        </dl>
      </div>
    </Dialog>
  )
}
