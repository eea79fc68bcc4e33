import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useCallback, useId, useRef, useState } from 'react'
import { sessionQuery } from '../../api/session.ts'
import { Icon } from '../../components/icon.tsx'
import { useMessages } from '../../messages/catalogue.ts'
import { twinMessages } from '../../messages/twin/messages.ts'
import { useLeave } from './use-leave.ts'

/** Who has signed in, and the ways from there; or the way to sign in. */
export function AccountMenu() {
  const { data: session } = useQuery(sessionQuery)
  const { account: messages, workspace } = useMessages(twinMessages)
  const [stays, setStays] = useState(false)
  const leave = useLeave(useCallback(() => setStays(true), []))
  const id = useId()
  const menu = useRef<HTMLDivElement>(null)
  const user = session?.user

  if (!session) return <span className="size-9 pointer-coarse:size-11" aria-hidden="true" />
  if (!user) {
    return (
      <Link
        to="/sign-in"
        search={{}}
        className="inline-flex min-h-9 items-center gap-2 rounded-lg px-3 text-small font-medium text-muted hover:bg-hover hover:text-ink pointer-coarse:min-h-11"
      >
        {messages.signIn}
      </Link>
    )
  }
  const item =
    'flex min-h-10 w-full cursor-pointer items-center rounded-md px-3 text-left text-small hover:bg-hover pointer-coarse:min-h-11'
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        aria-label={messages.of(user.name)}
        title={user.name}
        className="inline-flex size-9 shrink-0 cursor-pointer items-center justify-center rounded-lg text-muted hover:bg-hover hover:text-ink pointer-coarse:size-11"
      >
        <Icon name="person" />
      </button>
      <div ref={menu} id={id} popover="auto" className="account-menu">
        <div className="border-b border-line px-3 pt-1 pb-2">
          <p className="truncate text-small font-medium">{user.name}</p>
          <p className="truncate text-small text-muted">{user.email}</p>
        </div>
        {user.role !== 'viewer' && (
          <Link to="/inbox" search={{}} className={`${item} mt-1`} onClick={() => menu.current?.hidePopover()}>
            {workspace}
          </Link>
        )}
        <Link to="/account" className={item} onClick={() => menu.current?.hidePopover()}>
          {messages.account}
        </Link>
        <button type="button" className={item} onClick={() => void leave()}>
          {messages.signOut}
        </button>
        {stays && (
          <p role="alert" className="px-3 py-2 text-small text-danger">
            {messages.signOutFailed}
          </p>
        )}
      </div>
    </>
  )
}
