import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call, type ResponseOf } from '../../api/call.ts'
import { Button } from '../../components/button.tsx'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { CopyField } from '../../components/copy-field.tsx'
import { useTell } from '../../components/toast.tsx'
import { accessMessages } from '../../messages/access/messages.ts'
import { useMessages } from '../../messages/catalogue.ts'
import { roleLabel, RoleSelect } from './role-select.tsx'

interface PersonProps {
  user: ResponseOf<'GET /api/v1/users'>['users'][number]
  isSelf: boolean
  /** Does it, loads the list again, and says that it is done; resolves with whether it worked. */
  act: (message: string, work: () => Promise<unknown>) => Promise<boolean>
}

/** Somebody who can sign in, and what an owner may do about it. */
export function Person({ user, isSelf, act }: PersonProps) {
  const { people: messages } = useMessages(accessMessages)
  const { id, name, email, role, audience, twoFactor } = user
  return (
    <li className="px-4 py-3">
      <div className="flex flex-wrap items-center gap-3">
        <div className="min-w-40 flex-1">
          <h3 className="text-small font-medium">
            {name}
            {isSelf && <span className="ml-2 font-normal text-accent">{messages.you}</span>}
          </h3>
          <p className="text-small text-muted">
            {email}
            {twoFactor && `, ${messages.twoSteps}`}
          </p>
        </div>
        {isSelf ? (
          <p className="text-small text-muted">{roleLabel(messages, role, audience)}</p>
        ) : (
          <RoleSelect
            label={messages.roleOf(name)}
            hideLabel
            role={role}
            audience={audience}
            onChange={(rights) =>
              void act(messages.roleChanged(name), () =>
                call('PATCH /api/v1/users/{id}', { path: { id }, body: rights }),
              )
            }
          />
        )}
      </div>
      {!isSelf && <PersonActions user={user} act={act} />}
    </li>
  )
}

function PersonActions({ user: { id, name }, act }: Pick<PersonProps, 'user' | 'act'>) {
  const { people: messages } = useMessages(accessMessages)
  const queries = useQueryClient()
  const tell = useTell()
  const [asking, setAsking] = useState(false)
  const [resetUrl, setResetUrl] = useState<string>()

  async function makeLink() {
    const { url } = await call('POST /api/v1/users/{id}/reset-link', { path: { id }, body: {} })
    setResetUrl(url)
  }

  return (
    <>
      <div className="mt-2 -ml-3 flex flex-wrap items-center gap-1">
        <Button
          look="quiet"
          aria-label={messages.newPasswordFor(name)}
          onClick={() => void act(messages.linkMade, makeLink)}
        >
          {messages.newPassword}
        </Button>
        <Button look="quiet" aria-label={messages.removeOf(name)} onClick={() => setAsking(true)}>
          {messages.remove}…
        </Button>
      </div>
      {asking && (
        <ConfirmDialog
          title={messages.removeAsk(name)}
          action={messages.remove}
          keep={messages.keep}
          onNo={() => setAsking(false)}
          onYes={async () => {
            await call('DELETE /api/v1/users/{id}', { path: { id } })
            setAsking(false)
            tell({ title: messages.removed(name) })
            await queries.invalidateQueries({ queryKey: ['users'] })
          }}
        >
          {messages.removeAbout}
        </ConfirmDialog>
      )}
      {resetUrl && (
        <div className="mt-2">
          <CopyField forOthers label={messages.passwordLink(name)} hint={messages.passwordLinkHint} text={resetUrl} />
        </div>
      )}
    </>
  )
}
