import { useQuery, useQueryClient } from '@tanstack/react-query'
import { appsQuery, disconnect, type ConnectedApp } from '../../api/apps.ts'
import type { User } from '../../api/session.ts'
import { Button } from '../../components/button.tsx'
import { FormFailure } from '../../components/form-failure.tsx'
import { Section } from '../../components/section.tsx'
import { Skeleton } from '../../components/skeleton.tsx'
import { useSubmit } from '../../components/use-submit.ts'
import { audienceLabel } from './audience-label.ts'

/** Apps that act for somebody, and for owners everybody's, each with its end. */
export function AppsSection({ self, onSaved }: { self: User; onSaved: (message: string) => void }) {
  const queries = useQueryClient()
  const { data: apps, error } = useQuery({ ...appsQuery, staleTime: 0 })
  const { failure, run } = useSubmit()

  const end = (app: ConnectedApp) =>
    void run(async () => {
      await disconnect(app.id)
      await queries.invalidateQueries({ queryKey: appsQuery.queryKey })
      onSaved(`${nameOf(app)} is disconnected.`)
    })

  return (
    <Section
      title="Connected apps"
      about="Programs such as Claude or an editor that you let act for you. A new password disconnects them all."
    >
      <FormFailure message={failure ?? error?.message} />
      {!apps && !error && <Skeleton label="Loading connected apps" lines={['h-12 w-full']} />}
      {apps?.length === 0 && (
        <p className="text-small text-muted">
          None. Give an app the address <code>{location.origin}/mcp/me</code>, and it brings you here to ask.
        </p>
      )}
      {apps && apps.length > 0 && (
        <ul aria-label="Connected apps" className="divide-y divide-line rounded-lg border border-line bg-surface">
          {apps.map((app) => (
            <li key={app.id} className="flex flex-wrap items-center gap-3 px-4 py-3">
              <div className="min-w-48 flex-1">
                <p className="text-small font-medium">
                  {nameOf(app)}
                  {app.user.id !== self.id && <span className="ml-2 font-normal text-accent">of {app.user.name}</span>}
                </p>
                <p className="text-small text-muted">{describe(app)}</p>
              </div>
              <Button look="quiet" aria-label={`Disconnect ${nameOf(app)}`} onClick={() => end(app)}>
                Disconnect
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' })

function nameOf({ name, publishedBy }: Pick<ConnectedApp, 'name' | 'publishedBy'>): string {
  return name ?? publishedBy ?? 'An app without a name'
}

function describe({ publishedBy, sentTo, scopes, audience, connectedAt, lastUsedAt }: ConnectedApp): string {
  return [
    publishedBy ?? sentTo.join(', '),
    scopes.filter((scope) => scope !== 'offline_access').join(', '),
    `sees: ${audienceLabel(audience).toLowerCase()}`,
    `since ${day.format(new Date(connectedAt))}`,
    lastUsedAt === null ? 'not used yet' : `last used ${day.format(new Date(lastUsedAt))}`,
  ].join(' · ')
}
