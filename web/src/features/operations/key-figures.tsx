import { Link } from '@tanstack/react-router'
import { Figure, Figures } from '../../components/figure.tsx'
import { useMessages } from '../../messages/catalogue.ts'
import { useFormat } from '../../messages/format.ts'
import { operationsMessages } from '../../messages/operations/messages.ts'
import type { Snapshot } from './use-snapshots.ts'

/** What one looks at first. */
export function KeyFigures({ snapshot }: { snapshot: Snapshot }) {
  const messages = useMessages(operationsMessages)
  const format = useFormat()
  const { requests, queue, cache, database, process: own, alerts } = snapshot
  const time = (value: number | null) => (value === null ? messages.none : format.duration(value))
  const hits = cache.reduce((sum, one) => sum + one.hits, 0)
  const asked = hits + cache.reduce((sum, one) => sum + one.misses, 0)
  const window = format.duration(requests.seconds * 1000)
  return (
    <Figures>
      <Figure
        label={messages.requests}
        value={messages.perSecond(format.number(requests.requests / requests.seconds, { maximumFractionDigits: 1 }))}
        note={messages.inLast(requests.requests, window)}
      />
      <Figure
        label={messages.errors}
        value={requests.requests === 0 ? messages.none : format.percent(requests.errors / requests.requests, 1)}
        note={messages.errorNote(requests.errors, requests.limited)}
      />
      <Figure
        label={messages.latency}
        value={time(requests.latencyMs.p95)}
        note={messages.percentiles(time(requests.latencyMs.p50), time(requests.latencyMs.p99))}
      />
      <Figure
        label={messages.queue}
        value={queue === null ? messages.unknown : messages.queued(queue.queued)}
        note={
          queue !== null && (
            <>
              {messages.active(queue.active)}
              {queue.approvals > 0 && (
                <Link to="/approvals" className="block font-medium text-accent underline">
                  {messages.approvals(queue.approvals)}
                </Link>
              )}
            </>
          )
        }
      />
      <Figure
        label={messages.alerts}
        value={alerts === null ? messages.unknown : format.number(alerts.length)}
        note={alerts?.length === 0 ? messages.nothingFires : undefined}
      />
      <Figure
        label={messages.cache}
        value={asked === 0 ? messages.none : format.percent(hits / asked)}
        note={messages.cacheNote(hits, asked)}
      />
      <Figure
        label={messages.database}
        value={database === null ? messages.unknown : format.bytes(database.bytes)}
        note={database !== null && messages.connections(database.connections, database.maxConnections)}
      />
      <Figure
        label={messages.process}
        value={format.bytes(own.residentBytes)}
        note={messages.processNote(format.duration(own.uptimeSeconds * 1000), time(own.eventLoopLagP99Ms))}
      />
    </Figures>
  )
}
