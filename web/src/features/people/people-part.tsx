import { useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '../../api/call.ts'
import { queryOf } from '../../api/query.ts'
import { sessionQuery } from '../../api/session.ts'
import { Button } from '../../components/button.tsx'
import { Failure } from '../../components/failure.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { useTell } from '../../components/toast.tsx'
import { useSubmit } from '../../components/use-submit.ts'
import { accessMessages } from '../../messages/access/messages.ts'
import { useMessages } from '../../messages/catalogue.ts'
import { useFormat } from '../../messages/format.ts'
import { Part } from '../settings/part.tsx'
import { InviteForm } from './invite-form.tsx'
import { Person } from './person.tsx'
import { roleLabel } from './role-select.tsx'

/** Everybody who can sign in and who is invited, for owners. */
export function PeoplePart() {
  const { people: messages } = useMessages(accessMessages)
  const format = useFormat()
  const queries = useQueryClient()
  const tell = useTell()
  const { data: session } = useQuery(sessionQuery)
  const users = useQuery(queryOf('GET /api/v1/users'))
  const invitations = useQuery(queryOf('GET /api/v1/users/invitations'))
  const { error, failedAt, run } = useSubmit()

  const act = (message: string, work: () => Promise<unknown>) =>
    run(async () => {
      await work()
      tell({ title: message })
      await queries.invalidateQueries({ queryKey: ['users'] })
    })

  return (
    <Part title={messages.title} about={messages.about}>
      {error !== undefined && <Failure error={error} at={failedAt} />}
      <Loaded query={users}>
        {(loaded) => (
          <ul aria-label={messages.list} className="divide-y divide-line rounded-lg border border-line bg-surface">
            {loaded.users.map((user) => (
              <Person key={user.id} user={user} isSelf={user.id === session?.user?.id} act={act} />
            ))}
            {invitations.data?.invitations.map(({ id, email, role, audience, expiresAt }) => (
              <li key={id} className="flex flex-wrap items-center gap-3 px-4 py-3">
                <div className="min-w-40 flex-1">
                  <p className="text-small font-medium">{email ?? messages.anybody}</p>
                  <p className="text-small text-muted">
                    {messages.invitedUntil(format.dateTime(expiresAt))} {roleLabel(messages, role, audience)}
                  </p>
                </div>
                <Button
                  look="quiet"
                  aria-label={messages.takeBackOf(email ?? messages.anybody)}
                  onClick={() =>
                    void act(messages.takenBack, () => call('DELETE /api/v1/users/invitations/{id}', { path: { id } }))
                  }
                >
                  {messages.takeBack}
                </Button>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      {invitations.error && (
        <Failure error={invitations.error} at={invitations.errorUpdatedAt} onRetry={() => void invitations.refetch()} />
      )}
      <InviteForm />
    </Part>
  )
}
