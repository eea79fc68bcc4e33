import { DataTable } from '../../components/data-table.tsx'
import { ShareBars } from '../../components/share-bars.tsx'
import { Tag, type Tone } from '../../components/tag.tsx'
import { useMessages } from '../../messages/catalogue.ts'
import { useFormat } from '../../messages/format.ts'
import { operationsMessages } from '../../messages/operations/messages.ts'
import type { Snapshot } from './use-snapshots.ts'

type Services = NonNullable<Snapshot['services']>
type Host = NonNullable<Snapshot['host']>

const tones: Record<Services[number]['status'], Tone> = { up: 'good', degraded: 'warn', down: 'danger' }

/** The services that the monitoring agent looks at. */
export function ServiceTable({ services }: { services: Services }) {
  const messages = useMessages(operationsMessages)
  const format = useFormat()
  return (
    <DataTable
      caption={messages.services}
      rows={services}
      rowKey={({ name }) => name}
      columns={[
        { title: messages.service, cell: ({ name }) => name },
        {
          title: messages.state,
          cell: ({ status }) => <Tag tone={tones[status]}>{messages.serviceStates[status]}</Tag>,
        },
        {
          title: messages.answersIn,
          numeric: true,
          cell: ({ responseMs }) => (responseMs === null ? messages.none : format.duration(responseMs)),
        },
      ]}
    />
  )
}

/** The machine: what it is like, and how full its disks are. */
export function HostPart({ host }: { host: Host }) {
  const messages = useMessages(operationsMessages)
  const format = useFormat()
  const load = host.load.map((value) => format.number(value, { maximumFractionDigits: 2 }))
  return (
    <div className="rounded-lg border border-line bg-surface p-4">
      <p className="mb-3 text-small text-muted">
        {messages.hostNote({
          name: host.name,
          uptime: format.duration(host.uptimeHours * 3_600_000),
          load: load.join(' · '),
        })}
      </p>
      <ShareBars
        label={messages.host}
        bars={[
          bar('cpu', messages.cpu, host.cpuPercent),
          bar('memory', messages.memoryOf(format.bytes(host.memoryBytes)), host.memoryPercent),
          ...host.disks.map(({ path, usedPercent, freeBytes }) =>
            bar(path, messages.diskOf(path, format.bytes(freeBytes)), usedPercent),
          ),
        ]}
      />
    </div>
  )

  function bar(key: string, label: string, percent: number) {
    return { key, label, value: format.percent(percent / 100), share: percent / 100 }
  }
}

/** Look-ups in caches, and requests to language models, since the start. */
export function CachesAndModels({ snapshot: { cache, models } }: { snapshot: Snapshot }) {
  const messages = useMessages(operationsMessages)
  const format = useFormat()
  return (
    <div className="flex flex-col gap-3">
      {cache.length === 0 ? (
        <p className="text-small text-muted">{messages.noCache}</p>
      ) : (
        <ShareBars
          label={messages.cache}
          bars={cache.map(({ name, hits, misses }) => ({
            key: name,
            label: messages.cacheNamed(name),
            value: `${format.percent(hits / Math.max(1, hits + misses))} · ${format.number(hits + misses)}`,
            share: hits / Math.max(1, hits + misses),
          }))}
        />
      )}
      {models.length === 0 ? (
        <p className="text-small text-muted">{messages.noModels}</p>
      ) : (
        <DataTable
          caption={messages.models}
          rows={models}
          rowKey={({ provider }) => provider}
          columns={[
            { title: messages.model, cell: ({ provider }) => provider },
            { title: messages.requests, numeric: true, cell: ({ requests }) => format.number(requests) },
            { title: messages.failures, numeric: true, cell: ({ failures }) => format.number(failures) },
            {
              title: messages.meanTime,
              numeric: true,
              cell: ({ meanSeconds }) => (meanSeconds === null ? messages.none : format.duration(meanSeconds * 1000)),
            },
          ]}
        />
      )}
    </div>
  )
}
