import { Failure } from '../components/failure.tsx'
import { Page } from '../components/page.tsx'
import { Skeleton } from '../components/skeleton.tsx'
import { Tag } from '../components/tag.tsx'
import { AlertList } from '../features/operations/alert-list.tsx'
import { BackupPart } from '../features/operations/backup-part.tsx'
import { CachesAndModels, HostPart, ServiceTable } from '../features/operations/house-parts.tsx'
import { KeyFigures } from '../features/operations/key-figures.tsx'
import { LiveCharts } from '../features/operations/live-charts.tsx'
import { PartSection } from '../features/operations/part-section.tsx'
import { useSnapshots, type HostMoment, type Snapshot } from '../features/operations/use-snapshots.ts'
import { useMessages } from '../messages/catalogue.ts'
import { useFormat } from '../messages/format.ts'
import { operationsMessages } from '../messages/operations/messages.ts'
import { shellMessages } from '../messages/shell/messages.ts'

/** The page at `/operations`: how everything is, as it changes. */
export function OperationsPage() {
  const messages = useMessages(operationsMessages)
  const { loading } = useMessages(shellMessages)
  const format = useFormat()
  const { latest, host, error, failedAt, retry } = useSnapshots()
  return (
    <Page
      title={messages.title}
      about={messages.about}
      actions={
        latest && (
          <Tag tone={error === undefined ? 'good' : 'warn'}>
            {error === undefined ? messages.live : messages.lastSeen(format.time(latest.at))}
          </Tag>
        )
      }
    >
      {error !== undefined && (
        <div className="pb-4">
          <Failure error={error} at={failedAt} onRetry={retry} />
        </div>
      )}
      {latest ? (
        <House snapshot={latest} host={host} />
      ) : (
        error === undefined && <Skeleton label={loading} lines={['h-24 w-full', 'h-24 w-full', 'h-56 w-full']} />
      )}
    </Page>
  )
}

function House({ snapshot, host }: { snapshot: Snapshot; host: readonly HostMoment[] }) {
  const messages = useMessages(operationsMessages)
  return (
    <div className="flex flex-col gap-8">
      <KeyFigures snapshot={snapshot} />
      <PartSection title={messages.alerts} part="alerts" snapshot={snapshot} value={snapshot.alerts}>
        {(alerts) => <AlertList alerts={alerts} />}
      </PartSection>
      <LiveCharts snapshot={snapshot} host={host} />
      <div className="grid gap-8 xl:grid-cols-2">
        <PartSection title={messages.host} part="host" snapshot={snapshot} value={snapshot.host}>
          {(figures) => <HostPart host={figures} />}
        </PartSection>
        <PartSection title={messages.services} part="host" snapshot={snapshot} value={snapshot.services}>
          {(services) => <ServiceTable services={services} />}
        </PartSection>
        <PartSection title={messages.backups} part="backups" snapshot={snapshot} value={snapshot.backups}>
          {(backups) => <BackupPart backups={backups} />}
        </PartSection>
        <section aria-label={messages.cachesAndModels}>
          <h2 className="mb-3 text-base font-semibold">{messages.cachesAndModels}</h2>
          <CachesAndModels snapshot={snapshot} />
        </section>
      </div>
    </div>
  )
}
