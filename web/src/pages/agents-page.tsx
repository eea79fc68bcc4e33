import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { call } from '../api/call.ts'
import { queryOf } from '../api/query.ts'
import { Loaded } from '../components/loaded.tsx'
import { Page } from '../components/page.tsx'
import { Section } from '../components/section.tsx'
import { AgentCard } from '../features/agents/agent-card.tsx'
import { ScheduleList } from '../features/agents/schedule-list.tsx'
import { StartDialog, type Capability } from '../features/agents/start-dialog.tsx'
import { agentsMessages } from '../messages/agents/messages.ts'
import { useMessages } from '../messages/catalogue.ts'

/** The page at `/agents`: what they can do, how they have done, and what runs by itself. */
export function AgentsPage() {
  const messages = useMessages(agentsMessages)
  const { start, from } = useSearch({ from: '/app/agents' })
  const navigate = useNavigate()
  const query = useQuery({ ...queryOf('GET /api/v1/agents'), staleTime: 0, refetchInterval: 30_000 })
  const chosen = query.data?.agents
    .flatMap(({ name, capabilities }) => capabilities.map((one) => ({ name: `${name}.${one.name}`, capability: one })))
    .find(({ name }) => name === start)
  return (
    <Page title={messages.title} about={messages.about}>
      <Loaded query={query}>
        {({ agents }) => (
          <div className="gap-4 lg:columns-2">
            {agents.map((agent) => (
              <AgentCard key={agent.name} agent={agent} />
            ))}
          </div>
        )}
      </Loaded>
      <div className="mt-8">
        <Section title={messages.schedules} about={messages.schedulesAbout}>
          <ScheduleList />
        </Section>
      </div>
      {chosen && (
        <Start
          key={`${chosen.name} ${from ?? ''}`}
          {...chosen}
          from={from}
          onClose={() => void navigate({ to: '/agents', search: {}, resetScroll: false })}
        />
      )}
    </Page>
  )
}

interface StartProps {
  name: string
  capability: Capability
  /** A run whose input stands in the form at first. */
  from: string | undefined
  onClose: () => void
}

function Start({ from, ...props }: StartProps) {
  const { data, isPending } = useQuery({
    queryKey: ['runs', 'input', from],
    queryFn: async ({ signal }) =>
      (await call('GET /api/v1/runs/{id}', { path: { id: from ?? '' } }, { signal })).run.input,
    enabled: from !== undefined,
  })
  if (from !== undefined && isPending) return null
  return <StartDialog {...props} {...(data !== undefined && { given: data })} />
}
