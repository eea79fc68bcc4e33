import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useMessages } from '../../messages/catalogue.ts'
import { useFormat } from '../../messages/format.ts'
import { runsMessages } from '../../messages/runs/messages.ts'
import { workMessages } from '../../messages/work/messages.ts'
import { RiskTag, RunStateTag, VerdictTag, type Run } from '../work/state-tags.tsx'
import { useNames } from '../work/use-names.ts'

/** Who asked for a run, how and when, how it stands and how long it took. */
export function RunFacts({ run }: { run: Run }) {
  const messages = useMessages(runsMessages)
  const { origins } = useMessages(workMessages)
  const format = useFormat()
  const nameOf = useNames()
  const { startedAt, finishedAt } = run
  const facts: readonly (readonly [string, ReactNode])[] = [
    [messages.facts.by, nameOf(run.actor)],
    [messages.facts.how, origins[run.origin] ?? run.origin],
    [messages.facts.created, format.dateTime(run.createdAt)],
    [messages.facts.took, startedAt && finishedAt && format.duration(Date.parse(finishedAt) - Date.parse(startedAt))],
    [messages.facts.attempts, run.attempt > 1 && format.number(run.attempt)],
    [
      messages.parent,
      run.parentId && (
        <Link
          key="parent"
          to="/runs/$id"
          params={{ id: run.parentId }}
          className="font-mono text-accent hover:underline"
        >
          {run.parentId.slice(0, 12)}
        </Link>
      ),
    ],
    [
      messages.facts.id,
      <span key="id" className="font-mono break-all">
        {run.id}
      </span>,
    ],
  ]
  return (
    <div className="flex flex-col gap-3">
      <p className="flex flex-wrap gap-2">
        <RunStateTag state={run.state} />
        <VerdictTag verdict={run.verdict} />
        <RiskTag risk={run.risk} />
      </p>
      <dl className="flex flex-wrap gap-x-8 gap-y-2 text-small">
        {facts
          .filter(([, value]) => Boolean(value))
          .map(([label, value]) => (
            <div key={label} className="min-w-0">
              <dt className="text-muted">{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </div>
  )
}
