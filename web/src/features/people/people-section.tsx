import { useQuery, useQueryClient } from '@tanstack/react-query'
import { invitationsQuery, usersQuery, withdraw } from '../../api/people.ts'
import type { User } from '../../api/session.ts'
import { Button } from '../../components/button.tsx'
import { FormFailure } from '../../components/form-failure.tsx'
import { Section } from '../../components/section.tsx'
import { Skeleton } from '../../components/skeleton.tsx'
import { useSubmit } from '../../components/use-submit.ts'
import { InviteForm } from './invite-form.tsx'
import { Person } from './person.tsx'
import { roleLabel } from './role-select.tsx'

/** Everybody who can sign in, for owners. */
export function PeopleSection({ self, onSaved }: { self: User; onSaved: (message: string) => void }) {
  const queries = useQueryClient()
  const { data: users } = useQuery(usersQuery)
  const { data: invitations } = useQuery(invitationsQuery)
  const { failure, run } = useSubmit()

  const act = (message: string, work: () => Promise<unknown>) =>
    run(async () => {
      await work()
      await queries.invalidateQueries({ queryKey: usersQuery.queryKey })
      onSaved(message)
    })

  return (
    <Section
      title="People"
      about="Whoever may do less than before is signed out, and the keys and links they made end."
    >
      <FormFailure message={failure} />
      {!users && <Skeleton label="Loading people" lines={['h-12 w-full', 'h-12 w-full']} />}
      {users && (
        <ul aria-label="People" className="divide-y divide-line rounded-lg border border-line bg-surface">
          {users.map((user) => (
            <Person key={user.id} user={user} isSelf={user.id === self.id} act={act} />
          ))}
          {invitations?.map(({ id, email, role, audience, expiresAt }) => (
            <li key={id} className="flex flex-wrap items-center gap-3 px-4 py-3">
              <div className="min-w-40 flex-1">
                <p className="text-small font-medium">{email ?? 'Anybody with the link'}</p>
                <p className="text-small text-muted">
                  Invited until{' '}
                  {new Date(expiresAt).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })}.{' '}
                  {roleLabel(role, audience)}
                </p>
              </div>
              <Button
                look="quiet"
                aria-label={`Take back the invitation of ${email ?? 'anybody with the link'}`}
                onClick={() => void act('The invitation is taken back.', () => withdraw(id))}
              >
                Take back
              </Button>
            </li>
          ))}
        </ul>
      )}
      <InviteForm />
    </Section>
  )
}
