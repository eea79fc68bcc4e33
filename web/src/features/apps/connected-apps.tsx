import { useQuery, useQueryClient } from '@tanstack/react-query'
import { call, type ResponseOf } from '../../api/call.ts'
import { queryOf } from '../../api/query.ts'
import { sessionQuery } from '../../api/session.ts'
import { Button } from '../../components/button.tsx'
import { CopyField } from '../../components/copy-field.tsx'
import { Empty } from '../../components/empty.tsx'
import { Failure } from '../../components/failure.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { useTell } from '../../components/toast.tsx'
import { useSubmit } from '../../components/use-submit.ts'
import { accessMessages } from '../../messages/access/messages.ts'
import { useMessages } from '../../messages/catalogue.ts'
import { useFormat } from '../../messages/format.ts'
import { shellMessages } from '../../messages/shell/messages.ts'
import { scopeName } from '../access/scope-name.ts'

type App = ResponseOf<'GET /api/v1/connected-apps'>['apps'][number]

/** Apps that act for somebody, and for owners everybody's, each with its end. */
export function ConnectedApps() {
  const { apps: messages } = useMessages(accessMessages)
  const queries = useQueryClient()
  const tell = useTell()
  const query = useQuery({ ...queryOf('GET /api/v1/connected-apps'), staleTime: 0 })
  const { error, failedAt, run } = useSubmit()
  const nameOf = ({ name, publishedBy }: App) => name ?? publishedBy ?? messages.unnamed

  const end = (app: App) =>
    void run(async () => {
      await call('DELETE /api/v1/connected-apps/{id}', { path: { id: app.id } })
      tell({ title: messages.disconnected(nameOf(app)) })
      await queries.invalidateQueries({ queryKey: ['connected-apps'] })
    })

  return (
    <>
      {error !== undefined && <Failure error={error} at={failedAt} />}
      <Loaded query={query}>
        {({ apps }) =>
          apps.length === 0 ? (
            <Empty title={messages.none}>
              <p className="mb-3">{messages.noneAdvice}</p>
              <div className="text-left">
                <CopyField forOthers label={messages.address} text={`${location.origin}/mcp/me`} />
              </div>
            </Empty>
          ) : (
            <ul aria-label={messages.title} className="divide-y divide-line rounded-lg border border-line bg-surface">
              {apps.map((app) => (
                <AppRow key={app.id} app={app} name={nameOf(app)} onEnd={() => end(app)} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </>
  )
}

function AppRow({ app, name, onEnd }: { app: App; name: string; onEnd: () => void }) {
  const access = useMessages(accessMessages)
  const { audiences } = useMessages(shellMessages)
  const { data: session } = useQuery(sessionQuery)
  const format = useFormat()
  const { apps: messages } = access
  const scopes = app.scopes.filter((scope) => scope !== 'offline_access').map((scope) => scopeName(access, scope))
  return (
    <li className="flex flex-wrap items-start gap-3 px-4 py-3">
      <div className="min-w-48 flex-1">
        <h3 className="text-small font-medium">
          {name}
          {app.user.id !== session?.user?.id && (
            <span className="ml-2 font-normal text-accent">{messages.of(app.user.name)}</span>
          )}
        </h3>
        <p className="mt-1 text-small">{format.list(scopes)}</p>
        <p className="mt-1 flex flex-wrap gap-x-3 text-small text-muted">
          <span>{app.publishedBy ?? app.sentTo.join(', ')}</span>
          <span>{messages.sees(audiences[app.audience])}</span>
          <span>{messages.since(format.date(app.connectedAt))}</span>
          <span>{app.lastUsedAt === null ? messages.unused : messages.lastUsed(format.relative(app.lastUsedAt))}</span>
        </p>
      </div>
      <Button look="quiet" aria-label={messages.disconnectOf(name)} onClick={onEnd}>
        {messages.disconnect}
      </Button>
    </li>
  )
}
