import { Check, CircleDashed, CircleHelp } from 'lucide-react'
import type { ResponseOf } from '../../api/call.ts'
import { CodeBlock } from '../../components/code-block.tsx'
import { useMessages } from '../../messages/catalogue.ts'
import { useFormat } from '../../messages/format.ts'
import { runsMessages } from '../../messages/runs/messages.ts'
import { isFinal, type Run } from '../work/state-tags.tsx'

type Step = ResponseOf<'GET /api/v1/runs/{id}'>['steps'][number]

/** What a run did, step by step, each with what it answered. */
export function RunSteps({ steps, state }: { steps: readonly Step[]; state: Run['state'] }) {
  const messages = useMessages(runsMessages)
  if (steps.length === 0)
    return <p className="text-small text-muted">{isFinal(state) ? messages.noStepsDone : messages.noSteps}</p>
  return (
    <ol className="flex flex-col gap-px overflow-hidden rounded-lg border border-line bg-line">
      {steps.map((step, index) => (
        <li key={`${index} ${step.name}`} className="bg-surface px-3 py-2">
          <StepView step={step} ended={isFinal(state)} />
        </li>
      ))}
    </ol>
  )
}

function StepView({ step, ended }: { step: Step; ended: boolean }) {
  const messages = useMessages(runsMessages)
  const format = useFormat()
  const { name, startedAt, finishedAt, output } = step
  const Icon = finishedAt ? Check : ended ? CircleHelp : CircleDashed
  const time = finishedAt
    ? format.duration(Date.parse(finishedAt) - Date.parse(startedAt))
    : ended
      ? messages.interrupted
      : messages.running
  const line = (
    <>
      <Icon className={`icon ${finishedAt ? 'text-good' : ended ? 'text-warn' : 'breathing text-accent'}`} />
      <span className="min-w-0 flex-1 font-medium wrap-anywhere">{name}</span>
      <span className="text-muted tabular-nums">{time}</span>
    </>
  )
  if (output === null) return <div className="flex items-center gap-2 text-small">{line}</div>
  return (
    <details>
      <summary className="flex cursor-pointer items-center gap-2 rounded text-small">{line}</summary>
      <div className="pt-2 pb-1">
        <CodeBlock label={messages.stepOutput} value={output} />
      </div>
    </details>
  )
}
