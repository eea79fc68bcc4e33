import { useQuery, useQueryClient } from '@tanstack/react-query'
import { sessionsQuery, signOutElsewhere, type BrowserSession } from '../../api/session.ts'
import { Button } from '../../components/button.tsx'
import { FormFailure } from '../../components/form-failure.tsx'
import { Section } from '../../components/section.tsx'
import { Skeleton } from '../../components/skeleton.tsx'
import { useSubmit } from '../../components/use-submit.ts'
import { browserName } from './browser-name.ts'
import { useLeave } from './use-leave.ts'

/** Where somebody has signed in, and the ways out. */
export function SessionsSection({ onSaved }: { onSaved: (message: string) => void }) {
  const queries = useQueryClient()
  const { data: sessions } = useQuery(sessionsQuery)
  const leave = useLeave()
  const { busy, failure, run } = useSubmit()

  const endOthers = () =>
    run(async () => {
      const { ended } = await signOutElsewhere()
      await queries.invalidateQueries({ queryKey: sessionsQuery.queryKey })
      onSaved(ended === 1 ? 'One other session has ended.' : `${ended} other sessions have ended.`)
    })

  return (
    <Section
      title="Where you are signed in"
      about="A session ends after 14 days without use, and after 30 days in any case."
    >
      <FormFailure message={failure} />
      {!sessions && <Skeleton label="Loading sessions" lines={['h-12 w-full']} />}
      {sessions && (
        <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
          {sessions.map((session) => (
            <li key={session.id} className="px-4 py-3">
              <p className="text-small font-medium">
                {browserName(session.userAgent)}
                {session.current && <span className="ml-2 font-normal text-accent">this one</span>}
              </p>
              <p className="text-small text-muted">{describe(session)}</p>
            </li>
          ))}
        </ul>
      )}
      <div className="mt-4 flex flex-wrap gap-2">
        <Button onClick={() => void leave()}>Sign out</Button>
        {sessions && sessions.length > 1 && (
          <Button look="quiet" aria-disabled={busy} onClick={() => void endOthers()}>
            Sign out everywhere else
          </Button>
        )}
      </div>
    </Section>
  )
}

const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' })

function describe({ address, createdAt, lastSeenAt }: BrowserSession): string {
  const facts = [address, `since ${day.format(new Date(createdAt))}`, `last used ${day.format(new Date(lastSeenAt))}`]
  return facts.filter(Boolean).join(', ')
}
