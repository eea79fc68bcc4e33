import { Link } from '@tanstack/react-router'
import { ExternalLink } from 'lucide-react'
import { Tag, type Tone } from '../../components/tag.tsx'
import { useMessages } from '../../messages/catalogue.ts'
import { useFormat } from '../../messages/format.ts'
import { operationsMessages } from '../../messages/operations/messages.ts'
import type { Snapshot } from './use-snapshots.ts'

type Alert = NonNullable<Snapshot['alerts']>[number]

const tones: Readonly<Record<string, Tone>> = {
  critical: 'danger',
  page: 'danger',
  emergency: 'danger',
  high: 'danger',
  warning: 'warn',
  medium: 'warn',
}

/** What fires, since when, its ticket, and what to do about it. */
export function AlertList({ alerts }: { alerts: readonly Alert[] }) {
  const messages = useMessages(operationsMessages)
  if (alerts.length === 0) return <p className="text-small text-muted">{messages.nothingFires}</p>
  return (
    <ul className="flex flex-col gap-2">
      {alerts.map((alert) => (
        <li key={`${alert.ticketId} ${alert.name} ${alert.since}`}>
          <AlertRow alert={alert} />
        </li>
      ))}
    </ul>
  )
}

const link = 'font-medium text-accent underline underline-offset-2'

function AlertRow({ alert: { name, summary, severity, target, since, ticketId, runbook } }: { alert: Alert }) {
  const messages = useMessages(operationsMessages)
  const format = useFormat()
  const ticket: string = `/tickets/${ticketId}`
  return (
    <article className="rounded-lg border border-line bg-surface px-4 py-3 text-small">
      <div className="flex flex-wrap items-center gap-2">
        <Tag tone={tones[severity] ?? 'plain'}>{severity}</Tag>
        <p className="min-w-0 flex-1 basis-48 font-medium">{summary}</p>
        <time dateTime={since} title={format.dateTime(since)} className="text-muted">
          {format.relative(since)}
        </time>
      </div>
      <p className="mt-1 text-muted">{[name !== summary && name, target].filter(Boolean).join(' · ')}</p>
      <p className="mt-2 flex flex-wrap gap-x-4 gap-y-1">
        <Link to={ticket} className={link}>
          {messages.ticket(ticketId)}
        </Link>
        {runbook.sop && (
          <span>
            {messages.procedure}{' '}
            <Link to={ticket} className={link}>
              {runbook.sop.title}
            </Link>
          </span>
        )}
        {runbook.url && (
          <a href={runbook.url} target="_blank" rel="noreferrer noopener" className={`inline-flex gap-1 ${link}`}>
            {messages.runbook} <ExternalLink className="size-4" aria-hidden="true" />
          </a>
        )}
        {!runbook.sop && !runbook.url && <span className="text-muted">{messages.noRunbook}</span>}
      </p>
    </article>
  )
}
