import { useQuery, useQueryClient } from '@tanstack/react-query'
import { sessionsQuery, signOutElsewhere } from '../../api/session.ts'
import { Button } from '../../components/button.tsx'
import { FormFailure } from '../../components/form-failure.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { Section } from '../../components/section.tsx'
import { useTell } from '../../components/toast.tsx'
import { useSubmit } from '../../components/use-submit.ts'
import { accountMessages } from '../../messages/account/messages.ts'
import { useMessages } from '../../messages/catalogue.ts'
import { useFormat } from '../../messages/format.ts'
import { browserName } from './browser-name.ts'
import { useLeaveHere } from '../shell/use-leave-here.ts'

/** Where somebody has signed in, and the ways out. */
export function SessionsSection() {
  const { account: messages } = useMessages(accountMessages)
  const format = useFormat()
  const queries = useQueryClient()
  const tell = useTell()
  const query = useQuery(sessionsQuery)
  const leave = useLeaveHere()
  const { busy, failure, run } = useSubmit()

  const endOthers = () =>
    run(async () => {
      const { ended } = await signOutElsewhere()
      await queries.invalidateQueries({ queryKey: sessionsQuery.queryKey })
      tell({ title: messages.ended(ended) })
    })

  return (
    <Section title={messages.sessions} about={messages.sessionsAbout}>
      <FormFailure message={failure} />
      <Loaded query={query} lines={['h-12 w-full']}>
        {(sessions) => (
          <>
            <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
              {sessions.map((session) => (
                <li key={session.id} className="px-4 py-3">
                  <p className="text-small font-medium">
                    {browserName(messages, session.userAgent)}
                    {session.current && <span className="ml-2 font-normal text-accent">{messages.thisOne}</span>}
                  </p>
                  <p className="text-small text-muted">
                    {[
                      session.address,
                      messages.since(format.date(session.createdAt)),
                      messages.lastUsed(format.date(session.lastSeenAt)),
                    ]
                      .filter(Boolean)
                      .join(', ')}
                  </p>
                </li>
              ))}
            </ul>
            <div className="mt-4 flex flex-wrap gap-2">
              <Button onClick={() => void leave()}>{messages.signOut}</Button>
              {sessions.length > 1 && (
                <Button look="quiet" aria-disabled={busy} onClick={() => void endOthers()}>
                  {messages.signOutElsewhere}
                </Button>
              )}
            </div>
          </>
        )}
      </Loaded>
    </Section>
  )
}
