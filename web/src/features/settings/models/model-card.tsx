import { useState } from 'react'
import { call, type ResponseOf } from '../../../api/call.ts'
import { Button } from '../../../components/button.tsx'
import { Failure } from '../../../components/failure.tsx'
import { Notice } from '../../../components/notice.tsx'
import { Tag } from '../../../components/tag.tsx'
import { useSubmit } from '../../../components/use-submit.ts'
import { useMessages } from '../../../messages/catalogue.ts'
import { useFormat } from '../../../messages/format.ts'
import { modelsMessages } from '../../../messages/models/messages.ts'

type Model = ResponseOf<'GET /api/v1/models'>['models'][number]
type Trial = ResponseOf<'POST /api/v1/models/{id}/try'>

/** One model: what it is for, where it is asked, and what comes of a small call now. */
export function ModelCard({ model, position }: { model: Model; position: string | undefined }) {
  const messages = useMessages(modelsMessages)
  const [trial, setTrial] = useState<Trial>()
  const { busy, error, failedAt, run } = useSubmit()

  const attempt = () =>
    void run(async () => {
      setTrial(undefined)
      setTrial(await call('POST /api/v1/models/{id}/try', { path: { id: model.id } }))
    })

  return (
    <article aria-labelledby={model.id} className="flex flex-col gap-3 rounded-lg border border-line bg-surface p-4">
      <div className="flex flex-wrap items-start gap-3">
        <div className="min-w-48 flex-1">
          <div className="flex flex-wrap items-center gap-2">
            <h3 id={model.id} className="font-medium">
              {model.model}
            </h3>
            <Tag tone="accent">{messages.uses[model.use]}</Tag>
            {model.breaker !== null && model.breaker !== 'closed' && <Tag tone="warn">{messages.resting}</Tag>}
          </div>
          <p className="text-small text-muted">
            {[model.provider, messages.at(model.host), position].filter(Boolean).join(' · ')}
          </p>
        </div>
        <Button aria-disabled={busy} onClick={attempt}>
          {busy ? messages.trying : messages.tryIt}
        </Button>
      </div>
      <p className="text-small">{model.use === 'answers' ? messages.worksAnswers : messages.worksSearch}</p>
      {model.breaker === 'open' && <p className="text-small text-warn">{messages.restingAbout}</p>}
      {error !== undefined && <Failure error={error} at={failedAt} />}
      <div role="status">{trial && <Outcome trial={trial} />}</div>
    </article>
  )
}

function Outcome({ trial: { seconds, answer, dimension, problem } }: { trial: Trial }) {
  const messages = useMessages(modelsMessages)
  const format = useFormat()
  const duration = format.duration(seconds * 1000)
  if (problem)
    return (
      <Notice tone="danger" title={messages.failed(duration)}>
        <p>{messages.problems[problem.kind]}</p>
        <p className="mt-1">
          {messages.itsWords}: <span className="font-mono">{problem.message}</span>
        </p>
      </Notice>
    )
  return (
    <Notice title={messages.answered(duration)}>{answer ?? messages.dimension(format.number(dimension ?? 0))}</Notice>
  )
}
