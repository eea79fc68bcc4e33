import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { call, type ResponseOf } from '../../api/call.ts'
import { randomKey } from '../../api/random-key.ts'
import { Button } from '../../components/button.tsx'
import { Failure } from '../../components/failure.tsx'
import { Notice } from '../../components/notice.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { TextAreaField } from '../../components/text-area-field.tsx'
import { useDraft } from '../../components/use-draft.ts'
import { useSubmit } from '../../components/use-submit.ts'
import { useMessages } from '../../messages/catalogue.ts'
import { experimentsMessages } from '../../messages/experiments/messages.ts'
import { useFormat } from '../../messages/format.ts'
import { strategies, type Strategy } from './types.ts'

type Comparison = ResponseOf<'POST /api/v1/experiments/comparisons'>

/** One question answered in two ways, side by side. */
export function ComparisonForm() {
  const messages = useMessages(experimentsMessages)
  const queries = useQueryClient()
  const [question, setQuestion] = useDraft('comparison.question')
  const [control, setControl] = useState<Strategy>('automatic')
  const [test, setTest] = useState<Strategy>('concise')
  const [comparison, setComparison] = useState<Comparison>()
  const { busy, error, failedAt, run } = useSubmit()
  const options = strategies.map((value) => ({ value, label: messages.strategies[value] }))

  async function compare(event: FormEvent) {
    event.preventDefault()
    await run(async () => {
      const body = { questionId: randomKey(), question, controlVariantId: control, testVariantId: test }
      setComparison(await call('POST /api/v1/experiments/comparisons', { body }))
      await queries.invalidateQueries({ queryKey: ['experiments'] })
    })
  }

  return (
    <div className="flex flex-col gap-6">
      <form className="flex flex-col gap-4" onSubmit={(event) => void compare(event)}>
        <TextAreaField
          label={messages.question}
          required
          rows={2}
          value={question}
          onChange={({ target }) => setQuestion(target.value)}
        />
        <div className="flex flex-wrap items-end gap-3">
          <SelectField<Strategy>
            label={messages.oneWay}
            className="min-w-36 flex-1"
            value={control}
            options={options}
            onChange={setControl}
          />
          <SelectField<Strategy>
            label={messages.otherWay}
            className="min-w-36 flex-1"
            value={test}
            options={options}
            onChange={setTest}
          />
          <Button look="primary" type="submit" aria-disabled={busy}>
            {busy ? messages.comparing : messages.compare}
          </Button>
        </div>
        <p className="text-small text-muted">{messages.compareStarts}</p>
        {error !== undefined && <Failure error={error} at={failedAt} />}
      </form>
      {comparison && <Compared comparison={comparison} />}
    </div>
  )
}

function Compared({ comparison: { control, test, experiment } }: { comparison: Comparison }) {
  const messages = useMessages(experimentsMessages)
  return (
    <div className="flex flex-col gap-4" aria-live="polite">
      {experiment && (
        <Notice
          title={experiment.started ? messages.comparisonStarted : messages.comparisonRuns}
          action={
            <Link
              to="/experiments/$id"
              params={{ id: experiment.id }}
              className="text-small font-medium text-accent underline underline-offset-2"
            >
              {messages.toExperiment}
            </Link>
          }
        >
          {messages.comparisonProvesNothing}
        </Notice>
      )}
      <div className="grid gap-4 md:grid-cols-2">
        <OneAnswer answer={control} />
        <OneAnswer answer={test} />
      </div>
    </div>
  )
}

function OneAnswer({ answer }: { answer: Comparison['control'] }) {
  const messages = useMessages(experimentsMessages)
  const format = useFormat()
  const name = messages.strategies[answer.strategy as Strategy] ?? answer.variant
  return (
    <article aria-label={name} className="rounded-lg border border-line bg-surface p-4">
      <h2 className="text-base font-semibold">{name}</h2>
      <p className="mb-3 text-small text-muted">
        {messages.answerFigures({
          words: answer.words,
          sources: answer.sources.length,
          time: format.duration(answer.seconds * 1000),
        })}
      </p>
      <p>{answer.refused ? messages.refusedAnswer : answer.sentences.join(' ')}</p>
    </article>
  )
}
