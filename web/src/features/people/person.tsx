import { useRef, useState } from 'react'
import { changeRole, createResetLink, removeUser } from '../../api/people.ts'
import type { User } from '../../api/session.ts'
import { Button } from '../../components/button.tsx'
import { CopyField } from '../../components/copy-field.tsx'
import { useFirstFocus } from '../../components/use-first-focus.ts'
import { roleLabel, RoleSelect } from './role-select.tsx'

interface PersonProps {
  user: User
  isSelf: boolean
  /** Does it, loads the list again, and says that it is done; resolves with whether it worked. */
  act: (message: string, work: () => Promise<unknown>) => Promise<boolean>
}

/** Somebody who can sign in, and what an owner may do about it. */
export function Person({ user, isSelf, act }: PersonProps) {
  const { id, name, email, role, audience, twoFactor } = user
  return (
    <li className="px-4 py-3">
      <div className="flex flex-wrap items-center gap-3">
        <div className="min-w-40 flex-1">
          <p className="text-small font-medium">
            {name}
            {isSelf && <span className="ml-2 font-normal text-accent">you</span>}
          </p>
          <p className="text-small text-muted">
            {email}
            {twoFactor && ', two steps'}
          </p>
        </div>
        {isSelf ? (
          <p className="text-small text-muted">{roleLabel(role, audience)}</p>
        ) : (
          <RoleSelect
            label={`Role of ${name}`}
            hideLabel
            role={role}
            audience={audience}
            onChange={(rights) =>
              void act(`The role of ${name} is changed.`, () => changeRole(id, rights.role, rights.audience))
            }
          />
        )}
      </div>
      {!isSelf && <PersonActions user={user} act={act} />}
    </li>
  )
}

function PersonActions({ user: { id, name }, act }: Pick<PersonProps, 'user' | 'act'>) {
  const [asking, setAsking] = useState(false)
  const [resetUrl, setResetUrl] = useState<string>()
  const opener = useRef<HTMLButtonElement>(null)

  return (
    <>
      <div className="mt-2 -ml-3 flex flex-wrap items-center gap-1">
        <Button
          look="quiet"
          aria-label={`New password for ${name}`}
          onClick={() => void act('The link is made.', async () => setResetUrl((await createResetLink(id)).url))}
        >
          New password…
        </Button>
        <Button ref={opener} look="quiet" aria-label={`Remove ${name}`} onClick={() => setAsking(true)}>
          Remove…
        </Button>
      </div>
      {asking && (
        <Confirmation
          question={`Remove ${name} for good?`}
          action="Remove"
          onYes={() => void act(`${name} is removed.`, () => removeUser(id))}
          onNo={() => {
            setAsking(false)
            opener.current?.focus()
          }}
        />
      )}
      {resetUrl && (
        <div className="mt-2">
          <CopyField
            label={`Link for a new password, for ${name}`}
            hint="Works once, within 72 hours."
            text={resetUrl}
          />
        </div>
      )}
    </>
  )
}

function Confirmation({
  question,
  action,
  onYes,
  onNo,
}: {
  question: string
  action: string
  onYes: () => void
  onNo: () => void
}) {
  const first = useFirstFocus<HTMLButtonElement>()
  return (
    <div className="mt-2 flex flex-wrap items-center gap-2" role="group" aria-label={question}>
      <p className="text-small">{question}</p>
      <Button ref={first} look="danger" onClick={onYes}>
        {action}
      </Button>
      <Button look="quiet" onClick={onNo}>
        Keep
      </Button>
    </div>
  )
}
