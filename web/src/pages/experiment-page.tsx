import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Download } from 'lucide-react'
import { download } from '../api/download.ts'
import { queryOf } from '../api/query.ts'
import { Button } from '../components/button.tsx'
import { Failure } from '../components/failure.tsx'
import { Loaded } from '../components/loaded.tsx'
import { Menu, MenuItem } from '../components/menu.tsx'
import { Page } from '../components/page.tsx'
import { Tag } from '../components/tag.tsx'
import { useSubmit } from '../components/use-submit.ts'
import { Decisions } from '../features/experiments/decisions.tsx'
import { ResultView } from '../features/experiments/result-view.tsx'
import { stateTones, type Experiment } from '../features/experiments/types.ts'
import { useMessages } from '../messages/catalogue.ts'
import { experimentsMessages } from '../messages/experiments/messages.ts'
import { useFormat } from '../messages/format.ts'
import { shellMessages } from '../messages/shell/messages.ts'

const formats = ['csv', 'json'] as const

/** The page at `/experiments/$id`: one experiment, what it says so far, and what to make of it. */
export function ExperimentPage() {
  const messages = useMessages(experimentsMessages)
  const { id } = useParams({ from: '/app/experiments/$id' })
  const query = useQuery({
    ...queryOf('GET /api/v1/experiments/{id}', { path: { id } }),
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.experiment.state === 'running' ? 10_000 : false),
  })
  const { error, failedAt, run } = useSubmit()
  const save = (format: (typeof formats)[number]) =>
    void run(() =>
      download('/api/v1/experiments/{id}/export', { name: `${id}.${format}`, path: { id }, query: { format } }),
    )
  return (
    <Page
      title={query.data?.experiment.name ?? messages.experiment}
      about={query.data?.experiment.hypothesis}
      actions={
        query.data && (
          <>
            <Decisions result={query.data} />
            <Menu
              trigger={
                <Button>
                  <Download className="icon" /> {messages.export}
                </Button>
              }
            >
              {formats.map((format) => (
                <MenuItem key={format} onSelect={() => save(format)}>
                  {format.toUpperCase()}
                </MenuItem>
              ))}
            </Menu>
          </>
        )
      }
    >
      <p className="pb-4 text-small">
        <Link to="/experiments" className="font-medium text-accent underline underline-offset-2">
          {messages.toAll}
        </Link>
      </p>
      {error !== undefined && (
        <div className="pb-4">
          <Failure error={error} at={failedAt} />
        </div>
      )}
      <Loaded query={query}>
        {(result) => (
          <>
            <About experiment={result.experiment} />
            <ResultView result={result} />
          </>
        )}
      </Loaded>
    </Page>
  )
}

function About({ experiment }: { experiment: Experiment }) {
  const messages = useMessages(experimentsMessages)
  const { audiences } = useMessages(shellMessages)
  const format = useFormat()
  const { state, stoppedFor, note, shippedArm, metric, startedAt, endedAt } = experiment
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 pb-6 text-small text-muted">
      <Tag tone={stateTones[state]}>{messages.states[state]}</Tag>
      {stoppedFor !== null && <Tag tone="warn">{messages.stoppedFor[stoppedFor]}</Tag>}
      {shippedArm !== null && <Tag tone="good">{messages.shippedArm(shippedArm)}</Tag>}
      <span>{messages.countsAs(messages.metrics[metric])}</span>
      <span>{format.list(experiment.audiences.map((audience) => audiences[audience]))}</span>
      {startedAt !== null && <span>{messages.startedAt(format.dateTime(startedAt))}</span>}
      {endedAt !== null && <span>{messages.endedAt(format.dateTime(endedAt))}</span>}
      {note !== null && <span className="basis-full text-ink">{messages.noteSays(note)}</span>}
    </div>
  )
}
