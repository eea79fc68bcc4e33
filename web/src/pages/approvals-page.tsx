import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { queryOf } from '../api/query.ts'
import type { ResponseOf } from '../api/call.ts'
import { Empty } from '../components/empty.tsx'
import { Loaded } from '../components/loaded.tsx'
import { Page } from '../components/page.tsx'
import { Tabs } from '../components/tabs.tsx'
import { ApprovalCard } from '../features/approvals/approval-card.tsx'
import { approvalsMessages } from '../messages/approvals/messages.ts'
import { useMessages } from '../messages/catalogue.ts'

/** The page at `/approvals`: what waits for a yes or a no, and what was decided. */
export function ApprovalsPage() {
  const messages = useMessages(approvalsMessages)
  const show = useSearch({ from: '/app/approvals', select: (search) => search.show ?? 'waiting' })
  const navigate = useNavigate()
  const query = useQuery({ ...queryOf('GET /api/v1/approvals'), refetchInterval: 10_000, staleTime: 0 })
  return (
    <Page title={messages.title} about={messages.about} width="narrow">
      <Tabs
        label={messages.title}
        value={show}
        onChange={(next) => void navigate({ to: '/approvals', search: next === 'decided' ? { show: next } : {} })}
        tabs={[
          { value: 'waiting', label: messages.waiting },
          { value: 'decided', label: messages.decided },
        ]}
      >
        <Loaded query={query}>
          {({ approvals }) => (
            <Approvals
              actions={approvals.filter(({ approval }) => (approval.state === 'pending') === (show === 'waiting'))}
              nothing={show === 'waiting' ? messages.nothingWaits : messages.nothingDecided}
            />
          )}
        </Loaded>
      </Tabs>
    </Page>
  )
}

interface ApprovalsProps {
  actions: ResponseOf<'GET /api/v1/approvals'>['approvals']
  /** What stands there when there is none. */
  nothing: { title: string; advice: string }
}

function Approvals({ actions, nothing }: ApprovalsProps) {
  if (actions.length === 0) return <Empty title={nothing.title}>{nothing.advice}</Empty>
  return (
    <ul className="flex flex-col gap-4">
      {actions.map((action) => (
        <li key={action.approval.id}>
          <ApprovalCard action={action} />
        </li>
      ))}
    </ul>
  )
}
