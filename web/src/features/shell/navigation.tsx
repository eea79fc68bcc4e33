import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { queryOf } from '../../api/query.ts'
import type { Session } from '../../api/session.ts'
import { useMessages } from '../../messages/catalogue.ts'
import { shellMessages } from '../../messages/shell/messages.ts'
import { pagesFor } from './pages.ts'

/** The pages that somebody can use, in groups, with how many approvals wait. */
export function Navigation({ session, onGo }: { session: Session; onGo?: () => void }) {
  const messages = useMessages(shellMessages)
  const waiting = useWaitingApprovals(session)
  return (
    <nav aria-label={messages.navigation} className="flex flex-col gap-5">
      {pagesFor(session.scopes).map((group) => (
        <div key={group.name}>
          <p className="px-2 pb-1 text-small text-muted">{messages.groups[group.name]}</p>
          <ul className="flex flex-col gap-px">
            {group.pages
              .filter(({ hidden }) => !hidden)
              .map(({ name, path, icon: Icon }) => (
                <li key={name}>
                  <Link
                    to={path}
                    className="nav-link"
                    activeOptions={{ exact: path === '/', includeSearch: false }}
                    {...(onGo && { onClick: onGo })}
                  >
                    <Icon className="icon text-muted" />
                    <span className="min-w-0 flex-1 truncate">{messages.pages[name]}</span>
                    {name === 'approvals' && waiting > 0 && <WaitingBadge count={waiting} />}
                  </Link>
                </li>
              ))}
          </ul>
        </div>
      ))}
    </nav>
  )
}

/** How many approvals wait; looked at again every quarter of a minute, as long as the page is seen. */
export function useWaitingApprovals(session: Session | undefined): number {
  const { data } = useQuery({
    ...queryOf('GET /api/v1/approvals', { query: { state: 'pending' } }),
    enabled: session?.scopes.includes('approvals:decide') ?? false,
    refetchInterval: 15_000,
    staleTime: 10_000,
  })
  return data?.approvals.length ?? 0
}

export function WaitingBadge({ count }: { count: number }) {
  const { waiting } = useMessages(shellMessages)
  return (
    <span className="rounded-full bg-accent px-1.5 text-small font-medium text-on-accent tabular-nums">
      <span aria-hidden="true">{count}</span>
      <span className="sr-only">{waiting(count)}</span>
    </span>
  )
}
