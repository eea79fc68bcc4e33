import { Link } from '@tanstack/react-router'
import { DataTable } from '../../components/data-table.tsx'
import { Empty } from '../../components/empty.tsx'
import { Notice } from '../../components/notice.tsx'
import { Tag } from '../../components/tag.tsx'
import { useMessages } from '../../messages/catalogue.ts'
import { useFormat } from '../../messages/format.ts'
import { operationsMessages } from '../../messages/operations/messages.ts'
import type { Snapshot } from './use-snapshots.ts'

type Backups = NonNullable<Snapshot['backups']>
type Drill = NonNullable<Backups['provenRestore']>

/** The newest backups, and what the last drill proved. */
export function BackupPart({ backups }: { backups: Backups }) {
  const messages = useMessages(operationsMessages)
  const format = useFormat()
  if (backups.count === 0) return <Empty title={messages.noBackup.title}>{messages.noBackup.advice}</Empty>
  return (
    <div className="flex flex-col gap-3">
      {backups.failedDrill && (
        <Notice
          title={messages.drillFailed}
          tone="danger"
          action={<RunLink drill={backups.failedDrill} label={messages.lookAtRun} />}
        >
          {messages.drillFailedAdvice(format.dateTime(backups.failedDrill.at))}
        </Notice>
      )}
      <ProvenRestore drill={backups.provenRestore} />
      <DataTable
        caption={messages.backups}
        rows={backups.newest}
        rowKey={({ id }) => id}
        columns={[
          {
            title: messages.madeAt,
            cell: ({ createdAt }) => <time dateTime={createdAt}>{format.dateTime(createdAt)}</time>,
          },
          { title: messages.kind, cell: ({ type }) => messages.kinds[type] },
          { title: messages.size, numeric: true, cell: ({ sizeBytes }) => format.bytes(sizeBytes) },
          {
            title: messages.encrypted,
            secondary: true,
            cell: ({ encrypted }) => (encrypted ? messages.yes : <Tag tone="warn">{messages.no}</Tag>),
          },
        ]}
      />
      <p className="text-small text-muted">
        {messages.allBackups(backups.count, format.bytes(backups.totalBytes))}
        {backups.doubtful > 0 && ` ${messages.doubtful(backups.doubtful)}`}
      </p>
    </div>
  )
}

function ProvenRestore({ drill }: { drill: Drill | null }) {
  const messages = useMessages(operationsMessages)
  const format = useFormat()
  if (!drill) return <Notice title={messages.neverProven}>{messages.neverProvenAdvice}</Notice>
  return (
    <Notice
      title={messages.proven(format.relative(drill.at))}
      action={<RunLink drill={drill} label={messages.lookAtRun} />}
    >
      {drill.tables !== null && drill.rows !== null && drill.seconds !== null
        ? messages.provenNote({
            tables: drill.tables,
            rows: drill.rows,
            duration: format.duration(drill.seconds * 1000),
          })
        : format.dateTime(drill.at)}
    </Notice>
  )
}

function RunLink({ drill, label }: { drill: Drill; label: string }) {
  const path: string = `/runs/${drill.runId}`
  return (
    <Link to={path} className="text-small font-medium text-accent underline underline-offset-2">
      {label}
    </Link>
  )
}
