import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { queryOf } from '../api/query.ts'
import { Button } from '../components/button.tsx'
import { Empty } from '../components/empty.tsx'
import { Loaded } from '../components/loaded.tsx'
import { Page } from '../components/page.tsx'
import { SelectField } from '../components/select-field.tsx'
import { RunTable } from '../features/runs/run-table.tsx'
import { isFinal } from '../features/work/state-tags.tsx'
import { useMay } from '../features/work/use-may.ts'
import { useMessages } from '../messages/catalogue.ts'
import { runsMessages } from '../messages/runs/messages.ts'
import { workMessages } from '../messages/work/messages.ts'

/** The server lists no more. */
const most = 200

/** The page at `/runs`: what the agents did and are doing. */
export function RunsPage() {
  const messages = useMessages(runsMessages)
  const { runStates } = useMessages(workMessages)
  const search = useSearch({ from: '/app/runs' })
  const navigate = useNavigate()
  const may = useMay('agents:run')
  const query = useQuery({
    ...queryOf('GET /api/v1/runs', { query: search }),
    staleTime: 0,
    // What goes on changes by itself.
    refetchInterval: ({ state: { data } }) => (data?.runs.some(({ state }) => !isFinal(state)) ? 3_000 : 15_000),
  })
  const { data: agents } = useQuery(queryOf('GET /api/v1/agents'))
  const capabilities = (agents?.agents ?? []).flatMap(({ name, capabilities: own }) =>
    own.map((capability) => `${name}.${capability.name}`),
  )
  /** Every filter that is not empty stands in the URL. */
  function narrow(change: { state?: string; capability?: string }) {
    const chosen = Object.entries({ ...search, ...change }).filter(([, value]) => value !== '')
    void navigate({ to: '/runs', search: Object.fromEntries(chosen), replace: true })
  }
  const all = { value: '', label: messages.filters.all } as const
  return (
    <Page
      title={messages.title}
      about={messages.about}
      actions={
        may && (
          <Link to="/agents" className="link-button">
            {messages.start}
          </Link>
        )
      }
    >
      <div className="flex flex-wrap items-end gap-3 pb-4">
        <SelectField
          className="w-48"
          label={messages.filters.state}
          value={search.state ?? ''}
          options={[
            all,
            ...(Object.keys(runStates) as (keyof typeof runStates)[]).map((value) => ({
              value,
              label: runStates[value],
            })),
          ]}
          onChange={(state) => narrow({ state })}
        />
        <SelectField
          className="w-64"
          label={messages.filters.capability}
          value={search.capability ?? ''}
          options={[all, ...capabilities.map((value) => ({ value, label: value }))]}
          onChange={(capability) => narrow({ capability })}
        />
      </div>
      <Loaded query={query}>
        {({ runs }) =>
          runs.length > 0 ? (
            <>
              <RunTable caption={messages.title} runs={runs} />
              {runs.length === most && <p className="pt-3 text-small text-muted">{messages.most}</p>}
            </>
          ) : search.state || search.capability ? (
            <Empty
              title={messages.noneFound.title}
              action={
                <Button onClick={() => void navigate({ to: '/runs', search: {} })}>{messages.filters.clear}</Button>
              }
            >
              {messages.noneFound.advice}
            </Empty>
          ) : (
            <Empty title={messages.empty.title}>{messages.empty.advice}</Empty>
          )
        }
      </Loaded>
    </Page>
  )
}
