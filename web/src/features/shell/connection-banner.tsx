import { useQueryClient } from '@tanstack/react-query'
import { Link, useLocation } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useReachable } from '../../api/connection.ts'
import { useMessages } from '../../messages/catalogue.ts'
import { shellMessages } from '../../messages/shell/messages.ts'

/** Says that the connection or the session is gone, without taking the page away; loads anew when the connection is back. */
export function ConnectionBanner({ ended }: { ended: boolean }) {
  const messages = useMessages(shellMessages)
  const reachable = useReachable()
  const queries = useQueryClient()
  const path = useLocation({ select: ({ href }) => href })
  const wasLost = useRef(false)

  useEffect(() => {
    if (reachable && wasLost.current) void queries.refetchQueries({ type: 'active' })
    wasLost.current = !reachable
  }, [reachable, queries])

  return (
    <div role="status" className="sticky top-0 z-10 max-lg:top-14">
      {!reachable && (
        <p className="border-b border-line bg-warn-soft px-6 py-2 text-small text-warn">{messages.lost}</p>
      )}
      {reachable && ended && (
        <p className="border-b border-line bg-warn-soft px-6 py-2 text-small text-warn">
          {messages.sessionEnded}{' '}
          <Link to="/sign-in" search={{ next: path }} className="font-medium underline">
            {messages.signInAgain}
          </Link>
        </p>
      )}
    </div>
  )
}
