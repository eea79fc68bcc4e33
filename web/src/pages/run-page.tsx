import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import type { ResponseOf } from '../api/call.ts'
import { queryOf } from '../api/query.ts'
import { Failure } from '../components/failure.tsx'
import { CodeBlock } from '../components/code-block.tsx'
import { Loaded } from '../components/loaded.tsx'
import { Notice } from '../components/notice.tsx'
import { Page } from '../components/page.tsx'
import { Section } from '../components/section.tsx'
import { Tag } from '../components/tag.tsx'
import { useSubmit } from '../components/use-submit.ts'
import type { RunEvent } from '../features/runs/follow-run.ts'
import { RunActions } from '../features/runs/run-actions.tsx'
import { RunFacts } from '../features/runs/run-facts.tsx'
import { RunLog } from '../features/runs/run-log.tsx'
import { RunReceipt } from '../features/runs/run-receipt.tsx'
import { RunSteps } from '../features/runs/run-steps.tsx'
import { RunTable } from '../features/runs/run-table.tsx'
import { useRun } from '../features/runs/use-run.ts'
import { ActionView } from '../features/work/action-view.tsx'
import { isFinal } from '../features/work/state-tags.tsx'
import { useMessages } from '../messages/catalogue.ts'
import { runsMessages } from '../messages/runs/messages.ts'

/** The page at `/runs/$id`: one run as it goes on, and the receipt it leaves. */
export function RunPage() {
  const messages = useMessages(runsMessages)
  const { id } = useParams({ from: '/app/runs/$id' })
  const { query, live, events } = useRun(id)
  const submit = useSubmit()
  const run = query.data?.run
  return (
    <Page
      title={run?.capability ?? messages.facts.id}
      about={
        <Link to="/runs" className="inline-flex items-center gap-1 rounded hover:text-ink">
          <ArrowLeft className="size-4" /> {messages.back}
        </Link>
      }
      actions={run && <RunActions run={run} submit={submit} />}
    >
      {submit.error !== undefined && (
        <div className="pb-4">
          <Failure error={submit.error} at={submit.failedAt} />
        </div>
      )}
      <Loaded query={query}>{(details) => <Details details={details} live={live} events={events} />}</Loaded>
    </Page>
  )
}

interface DetailsProps {
  details: ResponseOf<'GET /api/v1/runs/{id}'>
  live: boolean
  events: readonly RunEvent[]
}

function Details({ details: { run, steps, waitsFor }, live, events }: DetailsProps) {
  const messages = useMessages(runsMessages)
  const ended = isFinal(run.state)
  return (
    <div className="flex flex-col gap-6">
      {waitsFor.length > 0 && (
        <Notice
          title={messages.waits(waitsFor.length)}
          action={
            <Link to="/approvals" className="link-button">
              {messages.toApprovals}
            </Link>
          }
        >
          {messages.waitsAdvice}
        </Notice>
      )}
      {run.error && (
        <Notice tone={run.state === 'failed' ? 'danger' : 'plain'} title={messages.error}>
          {run.error.message}
        </Notice>
      )}
      <RunFacts run={run} />
      <div className="grid items-start gap-x-8 lg:grid-cols-2">
        <div className="min-w-0">
          <Section title={messages.exactly}>
            <ActionView run={run} />
          </Section>
          <Section title={messages.steps} about={ended ? undefined : <LiveTag live={live} />}>
            <div className="flex flex-col gap-4">
              <RunSteps steps={steps} state={run.state} />
              <RunLog events={events} />
            </div>
          </Section>
        </div>
        <div className="min-w-0">
          {run.output !== null && (
            <Section title={messages.output}>
              <CodeBlock label={messages.output} value={run.output} />
            </Section>
          )}
          <Section title={messages.receipt.title} about={ended ? messages.receipt.about : messages.receipt.later}>
            {ended && <RunReceipt id={run.id} />}
          </Section>
        </div>
      </div>
      <Children parent={run.id} ended={ended} />
    </div>
  )
}

function LiveTag({ live }: { live: boolean }) {
  const messages = useMessages(runsMessages)
  return <Tag tone={live ? 'good' : 'plain'}>{live ? messages.live : messages.polling}</Tag>
}

function Children({ parent, ended }: { parent: string; ended: boolean }) {
  const messages = useMessages(runsMessages)
  const { data } = useQuery({
    ...queryOf('GET /api/v1/runs', { query: { parent } }),
    staleTime: 0,
    refetchInterval: ended ? false : 5_000,
  })
  if (!data || data.runs.length === 0) return null
  return (
    <Section title={messages.children}>
      <RunTable caption={messages.children} runs={data.runs} />
    </Section>
  )
}
